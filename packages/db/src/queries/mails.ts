import { eq, lt } from 'drizzle-orm'
import type { Executor, Transaction } from '../client.ts'
import { mails } from '../schema/index.ts'
import { enqueueJob } from './jobs.ts'

export type MailRow = typeof mails.$inferSelect

/** Mail that nobody has taken for so long says nothing that still holds. */
const keptMs = 3 * 86_400_000

/** To be sent when the transaction has committed, and not otherwise. */
export async function enqueueMail(tx: Transaction, mail: MailRow): Promise<void> {
  await tx.insert(mails).values(mail)
  await enqueueJob(tx, 'mails.send', mail.id)
}

export async function findMail(db: Executor, { id }: { id: string }): Promise<MailRow | null> {
  const [row] = await db.select().from(mails).where(eq(mails.id, id))
  return row ?? null
}

/** Deletes mail that has been sent, and what has waited for days. */
export async function deleteMail(db: Executor, { id, at }: { id: string; at: Date }): Promise<void> {
  await db.delete(mails).where(eq(mails.id, id))
  await db.delete(mails).where(lt(mails.createdAt, new Date(at.getTime() - keptMs)))
}
