import { inArray, max, min } from 'drizzle-orm'
import type { Executor, Transaction } from '../../client.ts'
import { events } from '../../schema/index.ts'
import type { Scope } from '../../scope.ts'
import { asksForNothing, conditionsOf, type EventQuestion } from '../conditions.ts'
import { deadlineIn, untilDeadline } from '../deadline.ts'
import { betweenOf } from '../range.ts'
import type { Stretch } from '../stretches.ts'
import type { CountLimits } from './count-limits.ts'
import { gapTo } from './ready-counts.ts'

/** The time of the oldest event that a reader may know of, or null where the log has none. */
export async function oldestTime(db: Executor, scope: Scope): Promise<Date | null> {
  const span = await spanOf(db, scope)
  if (span === null || (scope.to && scope.to <= span.oldest)) return null
  return scope.from && scope.from > span.oldest ? scope.from : span.oldest
}

export interface Place {
  /** Where the events of a question can lie; null where there are none. */
  range: Stretch | null
  /** How many events lie between the counts of the (first) log and the view. */
  gap: number
}

/** Null when even that took too long. */
export async function placeOf(
  db: Executor,
  scope: Scope,
  question: EventQuestion & { upTo: number },
  limits: CountLimits,
): Promise<Place | null> {
  const [tenantId] = scope.tenantIds
  return untilDeadline(db, deadlineIn(limits.readyMs), async (tx) => ({
    range: await rangeIn(tx, scope, question),
    gap: await gapTo(tx, tenantId, question.upTo),
  }))
}

/**
 * Where the events of a question can lie, or null where there are none. An end beyond the log's own is put at the
 * month's, which is counted as a whole.
 */
async function rangeIn(
  tx: Transaction,
  scope: Scope,
  question: EventQuestion & { upTo: number },
): Promise<Stretch | null> {
  const span = await spanOf(tx, scope)
  if (span === null || asksForNothing(conditionsOf(scope, { ...question, query: [] }))) return null
  const { oldest, newest } = span
  // Numbers are those of one log.
  const query = scope.tenantIds.length === 1 ? question.query : []
  const { from, to } = await betweenOf(tx, scope, { ...question, query })
  const stretch = {
    from: from && from > oldest ? from : new Date(Date.UTC(oldest.getUTCFullYear(), oldest.getUTCMonth(), 1)),
    to: to && to <= newest ? to : new Date(Date.UTC(newest.getUTCFullYear(), newest.getUTCMonth() + 1, 1)),
  }
  return stretch.from < stretch.to && (!from || from <= newest) && (!to || to > oldest) ? stretch : null
}

async function spanOf(db: Executor, { tenantIds }: Scope): Promise<{ oldest: Date; newest: Date } | null> {
  const [span] = await db
    .select({ oldest: min(events.occurredAt), newest: max(events.occurredAt) })
    .from(events)
    .where(inArray(events.tenantId, [...tenantIds]))
  return span?.oldest && span.newest ? { oldest: span.oldest, newest: span.newest } : null
}
