import { sql } from 'drizzle-orm'
import type { Executor, Transaction } from '../../client.ts'
import { errorCodeOf } from '../../errors.ts'

/** SQLSTATE of a statement that was stopped because its time was up. */
const stopped = '57014'

/**
 * What `work` answers, or null when one of its statements takes longer than `ms`. Within a savepoint: whatever else the
 * transaction does is unharmed.
 */
export async function withinTime<T>(
  db: Executor,
  ms: number,
  work: (tx: Transaction) => Promise<T>,
): Promise<T | null> {
  if (ms <= 0) return null
  try {
    return await db.transaction(async (tx) => {
      const [before] = await tx.execute<{ patience: string; jit: string }>(sql`
        select current_setting('statement_timeout') as patience, current_setting('jit') as jit`)
      // Compiling takes longer than these statements do.
      await tx.execute(sql`
        select set_config('statement_timeout', ${String(Math.ceil(ms))}, true), set_config('jit', 'off', true)`)
      const answer = await work(tx)
      await tx.execute(sql`
        select set_config('statement_timeout', ${before?.patience ?? '0'}, true),
          set_config('jit', ${before?.jit ?? 'on'}, true)`)
      return answer
    })
  } catch (error) {
    if (errorCodeOf(error) === stopped) return null
    throw error
  }
}
