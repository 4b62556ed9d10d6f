import { auditLogAccessed } from '@daybook/core/model'
import { type EventFilter, filterToSearch, recordedFilter } from '@daybook/core/query'
import {
  deletePendingLook,
  findPendingLook,
  isRecordedEvent,
  lockPendingLook,
  lookRestMs,
  type PendingLook,
  savePendingLook,
} from '@daybook/db'
import { v7 } from 'uuid'
import { holderOf, type LogContext, logOf } from './log-context.ts'

/** However quickly filters follow one another, one of them is recorded after this long. */
const typingMsMax = 10_000

/**
 * Notes that a log is looked at with a filter, in the transaction that reads it: as an event at once where a page is
 * opened; while somebody types, as a pending look, which the next change, or the recorder, makes an event once it has
 * rested. Only filters that others replaced within two seconds leave no event. Written last: of the pages that one
 * session asks for at once, none waits for another's rows.
 *
 * @returns the id of an event that may never be recorded (`isOnRecord`); null for one that will be.
 */
export async function noteLook(
  ctx: LogContext,
  asked: { filter: EventFilter; opening: boolean },
): Promise<string | null> {
  const { tx, recorder } = ctx
  if (asked.opening) {
    recorder.atEnd(() => settleOpened(ctx, asked.filter))
    return null
  }
  const known = await findPendingLook(tx, holderOf(ctx))
  const id = known?.filter === addressOf(asked.filter) ? known.event.id : v7()
  recorder.atEnd(() => settleTyped(ctx, asked.filter, id))
  return id
}

async function settleOpened(ctx: LogContext, filter: EventFilter): Promise<void> {
  const holder = holderOf(ctx)
  const pending = await lockPendingLook(ctx.tx, holder)
  if (pending) {
    recordPending(ctx, pending)
    await deletePendingLook(ctx.tx, holder)
  }
  ctx.recorder.record(auditLogAccessed, recordedFilter(filter))
}

async function settleTyped(ctx: LogContext, asked: EventFilter, id: string): Promise<void> {
  const { tx, recorder, now } = ctx
  const filter = addressOf(asked)
  const holder = holderOf(ctx)
  const log = await logOf(ctx)
  const event = { ...recorder.prepare(auditLogAccessed, recordedFilter(asked), log), id }
  const pending = await lockPendingLook(tx, holder)
  if (pending?.filter === filter) return

  const restedMs = pending ? now.getTime() - pending.askedAt.getTime() : 0
  // Asked before the other one, and slower: it is the one that was replaced.
  if (restedMs < 0) {
    if (-restedMs >= lookRestMs) recorder.recordPrepared(event, holder.tenantId)
    return
  }
  const hasRested = pending !== null && restedMs >= lookRestMs
  if (hasRested) recordPending(ctx, pending)
  const since = pending && !hasRested ? pending.since : now
  if (now.getTime() - since.getTime() >= typingMsMax) {
    await deletePendingLook(tx, holder)
    recorder.recordPrepared(event, holder.tenantId)
    return
  }
  await savePendingLook(tx, { ...holder, filter, since, askedAt: now, event })
}

/** Whoever reads on in a look that was replaced before it rested has rested on it after all: it is recorded now. */
export async function noteReadingOn(
  ctx: LogContext,
  { look, filter }: { look: string | null; filter: EventFilter },
): Promise<void> {
  if (look === null || (await isOnRecord(ctx, look))) return
  const { tenantId } = holderOf(ctx)
  const event = ctx.recorder.prepare(auditLogAccessed, recordedFilter(filter), await logOf(ctx))
  ctx.recorder.recordPrepared({ ...event, id: look }, tenantId)
}

/** Whether a look is an event, or waits to become one. False for one that was replaced. */
export async function isOnRecord(ctx: LogContext, look: string | null): Promise<boolean> {
  if (look === null) return true
  const holder = holderOf(ctx)
  const pending = await findPendingLook(ctx.tx, holder)
  return pending?.event.id === look || isRecordedEvent(ctx.tx, { tenantId: holder.tenantId, id: look })
}

function recordPending({ recorder }: LogContext, { event, tenantId }: PendingLook): void {
  recorder.recordPrepared(event, tenantId)
}

function addressOf(filter: EventFilter): string {
  return filterToSearch(filter).toString()
}
