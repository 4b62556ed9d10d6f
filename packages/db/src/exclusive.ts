import { sql } from 'drizzle-orm'
import { connect, type Database, type Executor } from './client.ts'

/** Work that one process at a time may do, for as long as it holds this. */
export interface Exclusive {
  /** One connection, which is what holds the right: do the work's own statements on it. */
  db: Database
  /** False once the connection was lost and replaced, and with it the right. To be asked in each transaction. */
  isHeld(executor: Executor): Promise<boolean>
  close(): Promise<void>
}

/**
 * Takes the right to some work, or answers null when somebody has it. The right is a lock of the connection: it goes
 * when its process dies, however it dies, and at that moment, so that another can go on.
 *
 * @param name of the work, in the whole database.
 */
export async function openExclusive(url: string, name: string): Promise<Exclusive | null> {
  const db = connect(url, { max: 1, name: 'daybook recorder job', statementTimeout: 30_000, isKept: true })
  try {
    const [row] = await db.execute<{ taken: boolean; pid: number }>(sql`
      select pg_try_advisory_lock(hashtextextended(${name}, 0)) as taken, pg_backend_pid() as pid`)
    if (row?.taken) {
      const { pid } = row
      return { db, isHeld: (executor) => isBackend(executor, pid), close: () => db.close() }
    }
  } catch (error) {
    await db.close()
    throw error
  }
  await db.close()
  return null
}

async function isBackend(executor: Executor, pid: number): Promise<boolean> {
  const [row] = await executor.execute<{ same: boolean }>(sql`select pg_backend_pid() = ${pid}::int as same`)
  return row?.same ?? false
}

/** Whether nobody has the right to some work just now. Asked in a transaction of its own, which takes it for a moment. */
export async function isFree(executor: Executor, name: string): Promise<boolean> {
  const [row] = await executor.execute<{ free: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as free`,
  )
  return row?.free ?? false
}
