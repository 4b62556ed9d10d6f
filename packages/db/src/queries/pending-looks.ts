import type { AuditEvent } from '@daybook/core/model'
import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Executor, Transaction } from '../client.ts'
import { logEntries, pendingLooks } from '../schema/index.ts'

/** A look at a log that becomes an event once its filter has rested. */
export interface PendingLook {
  tenantId: string
  /** Public id of the session. */
  sessionId: string
  /** As it stands in the address. */
  filter: string
  /** When the filters before this one began to change. */
  since: Date
  askedAt: Date
  /** To be appended with the time of its recording (`withRecordedAt`). */
  event: AuditEvent
}

/** A filter that nobody changed for this long is a look of its own, milliseconds. */
export const lookRestMs = 2000

type Holder = Pick<PendingLook, 'tenantId' | 'sessionId'>

/** The pending look of a session at a log, locked to the end of the transaction, or null. */
export async function lockPendingLook(tx: Transaction, holder: Holder): Promise<PendingLook | null> {
  const [row] = await tx.select().from(pendingLooks).where(isOf(holder)).for('update')
  return row ? lookOf(row) : null
}

/** The same, as it is at this moment. */
export async function findPendingLook(db: Executor, holder: Holder): Promise<PendingLook | null> {
  const [row] = await db.select().from(pendingLooks).where(isOf(holder))
  return row ? lookOf(row) : null
}

/** Whether a look has become an event: whether its log has one of this id. */
export async function isRecordedEvent(
  db: Executor,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<boolean> {
  return (await db.$count(logEntries, and(eq(logEntries.tenantId, tenantId), eq(logEntries.eventId, id)))) > 0
}

/** Takes the place of the session's earlier pending look. */
export async function savePendingLook(tx: Transaction, look: PendingLook): Promise<void> {
  const { tenantId, sessionId, filter, since, askedAt } = look
  const event = sql`${JSON.stringify(look.event)}::jsonb`
  await tx
    .insert(pendingLooks)
    .values({ tenantId, sessionId, filter, since, askedAt, event })
    .onConflictDoUpdate({
      target: [pendingLooks.tenantId, pendingLooks.sessionId],
      set: { filter, since, askedAt, event },
    })
}

export async function deletePendingLook(tx: Transaction, holder: Holder): Promise<void> {
  await tx.delete(pendingLooks).where(isOf(holder))
}

/** Takes out the looks that nobody has changed since `askedBefore`; the caller appends them in the same transaction. */
export async function takeRestedLooks(
  tx: Transaction,
  { askedBefore, limit }: { askedBefore: Date; limit: number },
): Promise<PendingLook[]> {
  const rested = await tx
    .select({ tenantId: pendingLooks.tenantId, sessionId: pendingLooks.sessionId })
    .from(pendingLooks)
    .where(lte(pendingLooks.askedAt, askedBefore))
    .limit(limit)
    .for('update', { skipLocked: true })
  if (rested.length === 0) return []
  const rows = await tx
    .delete(pendingLooks)
    .where(
      and(
        inArray(
          pendingLooks.sessionId,
          rested.map(({ sessionId }) => sessionId),
        ),
        lte(pendingLooks.askedAt, askedBefore),
      ),
    )
    .returning()
  return rows.map(lookOf)
}

/** How many looks wait. For tests and probes. */
export async function countPendingLooks(db: Executor): Promise<number> {
  return db.$count(pendingLooks)
}

function isOf({ tenantId, sessionId }: Holder) {
  return and(eq(pendingLooks.tenantId, tenantId), eq(pendingLooks.sessionId, sessionId))
}

function lookOf(row: typeof pendingLooks.$inferSelect): PendingLook {
  // What `savePendingLook` wrote: nobody else writes the column.
  return { ...row, event: row.event as unknown as AuditEvent }
}
