import { sql } from 'drizzle-orm'
import type { Executor } from '../client.ts'

/**
 * Makes the partitions of the coming months, so that no event has to wait for one. Answers how many were made. A month
 * that already has events in the default partition is left there and reads the same.
 */
export async function makeMonths(db: Executor, { back, ahead }: { back: number; ahead: number }): Promise<number> {
  const [row] = await db.execute<{ made: number }>(sql`select make_months(${back}, ${ahead}) as made`)
  return row?.made ?? 0
}
