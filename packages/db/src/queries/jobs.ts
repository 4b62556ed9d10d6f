import { sql } from 'drizzle-orm'
import type { Executor, Transaction } from '../client.ts'

/** What apps can ask the recorder for. */
export type Task = 'exports.write' | 'mails.send'

/** Asks for a job about something; once, however often it is asked before the job has begun. */
export async function enqueueJob(tx: Executor, task: Task, subject: string): Promise<void> {
  await tx.execute(sql`select enqueue_job(${task}, ${subject}::uuid)`)
}

/**
 * Puts a job back to work whose process is gone: the queue itself would hold it for hours. To be called by whoever
 * knows that nobody works on it. A job that waits for its turn, or for another try, is left alone.
 */
export async function reviveJob(tx: Transaction, task: Task, subject: string): Promise<boolean> {
  const [job] = await tx.execute<{ locked_by: string | null; waits: boolean }>(sql`
    select locked_by, locked_at is null and attempts < max_attempts as waits
    from graphile_worker.jobs where key = ${`${task}:${subject}`}`)
  if (job?.waits) return false
  if (job?.locked_by) await tx.execute(sql`select graphile_worker.force_unlock_workers(array[${job.locked_by}::text])`)
  else await enqueueJob(tx, task, subject)
  return true
}
