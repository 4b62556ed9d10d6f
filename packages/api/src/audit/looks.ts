import { auditLogAccessed } from '@daybook/core/model'
import { type EventFilter, filterToSearch, recordedFilter } from '@daybook/core/query'
import { deletePendingLook, lockPendingLook, savePendingLook } from '@daybook/db'
import type { LogContext } from './log-context.ts'
import { holderOf, logOf } from './log-context.ts'

/** A filter that nobody changed for this long is a look of its own. */
export const restMs = 2000
/** However quickly filters follow one another, one of them is recorded after this long. */
const typingMsMax = 10_000

/**
 * Notes that a log is looked at with a filter, in the transaction that reads it: as an event at once where a page is
 * opened; while somebody types, as a pending look, which the next change, or the recorder, makes an event once it has
 * rested. Only filters that others replaced within two seconds leave no event.
 */
export async function noteLook(ctx: LogContext, asked: { filter: EventFilter; opening: boolean }): Promise<void> {
  const { tx, recorder, now } = ctx
  const filter = filterToSearch(asked.filter).toString()
  const look = recordedFilter(asked.filter)
  const holder = holderOf(ctx)
  const pending = await lockPendingLook(tx, holder)
  const recordPending = () => pending && recorder.recordPrepared(pending.event, pending.tenantId)

  if (asked.opening) {
    recordPending()
    if (pending) await deletePendingLook(tx, holder)
    recorder.record(auditLogAccessed, look)
    return
  }
  if (pending?.filter === filter) return
  const hasRested = pending !== null && now.getTime() - pending.askedAt.getTime() >= restMs
  if (hasRested) recordPending()
  const since = pending && !hasRested ? pending.since : now
  if (now.getTime() - since.getTime() >= typingMsMax) {
    await deletePendingLook(tx, holder)
    recorder.record(auditLogAccessed, look)
    return
  }
  const event = recorder.prepare(auditLogAccessed, look, await logOf(ctx))
  await savePendingLook(tx, { ...holder, filter, since, askedAt: now, event })
}
