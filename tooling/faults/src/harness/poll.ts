import { setTimeout as delay } from 'node:timers/promises'

export interface Patience {
  /** What is waited for, in words for whoever reads that it did not come. */
  what: string
  ms: number
  everyMs?: number
}

/**
 * Asks again and again until the answer is neither null nor false; answers it. A question that throws has no answer yet.
 *
 * @throws when that takes longer than `ms`.
 */
export async function until<T>(
  ask: () => T | Promise<T>,
  { what, ms, everyMs = 25 }: Patience,
): Promise<Exclude<T, null | false | undefined>> {
  const deadline = performance.now() + ms
  let last: unknown
  for (;;) {
    try {
      const answer = await ask()
      if (isAnswer(answer)) return answer
    } catch (error) {
      last = error
    }
    if (performance.now() > deadline) throw new Error(`${what}: not within ${ms} ms`, { cause: last })
    await delay(everyMs)
  }
}

function isAnswer<T>(answer: T): answer is Exclude<T, null | false | undefined> {
  return answer !== null && answer !== false && answer !== undefined
}

/** Lets time pass: for a fault that lasts so long, never to wait for something. */
export function pass(ms: number): Promise<void> {
  return delay(ms)
}
