import { type Refusal, refuse } from './refusal.ts'

/** Longest time from the head of a request to its answer. Senders wait a little longer, so they hear it from us. */
export const answerMsDefault = 8000

/**
 * The result of `work`, or a refusal when it is not there by the deadline. The work itself goes on and its outcome is
 * nobody's any more: only what is safe to repeat may be waited for like this.
 *
 * @param deadline milliseconds of `performance.now()`.
 */
export async function beforeDeadline<T>(work: Promise<T>, deadline: number, late: Refusal): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), Math.max(0, deadline - performance.now()))
  })
  try {
    const first = await Promise.race([work.then((value) => ({ value })), limit])
    if (first === 'late') refuse(late)
    return first.value
  } finally {
    clearTimeout(timer)
  }
}
