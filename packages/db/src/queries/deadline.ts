import { sql } from 'drizzle-orm'
import type { Executor, Transaction } from '../client.ts'
import { errorCodeOf } from '../errors.ts'

/** When a question has to be answered. */
export interface Deadline {
  /** Milliseconds until then; negative when it has passed. */
  left(): number
}

/** Milliseconds from now, or a deadline that other questions share. */
export type Patience = number | Deadline

/** How long somebody who looks at a page is made to wait, milliseconds: two seconds with all that comes besides. */
export const patienceDefault = 1800

export function deadlineIn(patience: Patience): Deadline {
  if (typeof patience !== 'number') return patience
  const end = performance.now() + patience
  return { left: () => end - performance.now() }
}

const queryCanceled = '57014'
const outOfTime = new Error('The time for this question is over.')

/**
 * Runs work that only reads, none of whose statements goes on after the deadline; answers null when one would have, and
 * the transaction goes on. Whatever settings the work makes end with it, because it is rolled back. One at a time in a
 * transaction: two at once would undo each other's settings.
 */
export async function untilDeadline<T>(
  db: Executor,
  deadline: Deadline,
  work: (tx: Transaction) => Promise<T>,
): Promise<T | null> {
  const done = new Error('The work is done.')
  const answers: T[] = []
  try {
    await db.transaction(async (tx) => {
      await planFor(tx, deadline, 'any')
      answers.push(await work(tx))
      throw done
    })
  } catch (error) {
    if (error === done) return answers[0] ?? null
    if (error !== outOfTime && errorCodeOf(error) !== queryCanceled) throw error
  }
  return null
}

/** What was set last in a transaction; a savepoint that is rolled back is one of its own, and takes its settings along. */
const settingsOf = new WeakMap<Transaction, { plans: 'any' | 'bitmaps'; timeout: number }>()
/** Settings are kept while they let a statement run no longer than this, as a share of the time that is left. */
const timeoutShareMax = 1.1

/**
 * Settings for the statements that follow: how long each may take, and what plans there are. Left to itself the planner
 * walks the timeline for a rare value, which takes seconds in a log of millions; with `bitmaps` it has to ask an index
 * for it. A partition is never read from end to end, and nothing is done by several workers or compiled: these are
 * statements of milliseconds.
 */
export async function planFor(tx: Transaction, deadline: Deadline, plans: 'any' | 'bitmaps'): Promise<void> {
  const left = Math.floor(deadline.left())
  if (left < 1) throw outOfTime
  const known = settingsOf.get(tx)
  if (known?.plans === plans && known.timeout <= left * timeoutShareMax) return
  const others = plans === 'bitmaps' ? 'off' : 'on'
  await tx.execute(sql`
    select set_config('statement_timeout', ${String(left)}, true), set_config('enable_indexscan', ${others}, true),
      set_config('enable_indexonlyscan', ${others}, true), set_config('enable_seqscan', 'off', true),
      set_config('max_parallel_workers_per_gather', '0', true), set_config('jit', 'off', true)`)
  settingsOf.set(tx, { plans, timeout: left })
}
