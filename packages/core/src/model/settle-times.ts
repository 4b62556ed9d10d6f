import type { AuditEvent } from './event.ts'

/** How far a source's clock may run ahead of ours before we stop believing it. */
export const clockSkewMaxMs = 5 * 60 * 1000

export interface SettledTimes {
  occurredAt: string
  claimedAt: string | null
}

/**
 * When an event happened, given what its source claims. Without a claim it happened when it was recorded. A claim more
 * than five minutes ahead is kept beside the event, and does not decide where the event stands in the timeline.
 */
export function settleTimes(claim: Date | null, recordedAt: Date): SettledTimes {
  if (claim === null) return { occurredAt: recordedAt.toISOString(), claimedAt: null }
  if (claim.getTime() > recordedAt.getTime() + clockSkewMaxMs) {
    return { occurredAt: recordedAt.toISOString(), claimedAt: claim.toISOString() }
  }
  return { occurredAt: claim.toISOString(), claimedAt: null }
}

/**
 * The same event as if it had been recorded at another time. A retry is compared with the stored row this way: the two
 * differ in when they came, and in what follows from that, yet are one event.
 */
export function withRecordedAt(event: AuditEvent, recordedAt: Date): AuditEvent {
  return { ...event, recordedAt: recordedAt.toISOString(), ...settleTimes(claimOf(event), recordedAt) }
}

/**
 * What the source claimed. A claim of the very millisecond of recording is the same as none in all but a comparison with
 * another time: a retry that arrives in the millisecond it claims, which only a clock ahead of ours can make it do.
 */
function claimOf(event: AuditEvent): Date | null {
  if (event.claimedAt !== null) return new Date(event.claimedAt)
  return event.occurredAt === event.recordedAt ? null : new Date(event.occurredAt)
}
