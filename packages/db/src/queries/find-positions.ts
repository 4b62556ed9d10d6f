import { and, asc, desc, type SQL } from 'drizzle-orm'
import type { Transaction } from '../client.ts'
import { events } from '../schema/index.ts'
import { deadlineIn, planFor, untilDeadline } from './deadline.ts'
import { type Stretch, type Walk, walkStretches, withinStretch } from './stretches.ts'

/** Where an event stands in the timeline. */
export interface TimelinePosition {
  occurredAt: Date
  number: number
}

export interface SearchLimits {
  /** Rows of the timeline looked at before an index is asked. */
  probe: number
  /** Matches taken from an index at once; more means that this stretch of time is full of them. */
  found: number
  /** Stretches of time shorter than this are read as they are, milliseconds. */
  stretchMin: number
}

export const searchLimits: SearchLimits = { probe: 3000, found: 2000, stretchMin: 6 * 3_600_000 }

export interface PositionQuestion extends Omit<Walk, 'stretchMin'> {
  /** All that is asked, the scope's own conditions included. */
  conditions: SQL
  /** What of it an index can look up. */
  indexed: SQL
  limit: number
  /** Told after each stretch of time, with all matches in it and before it. */
  onProgress?: (found: readonly TimelinePosition[], searched: Stretch) => void
}

/**
 * The first events that match, in the order of the walk, by an index, as a bitmap and never more than a cap: all at once
 * if there are no more than that, else stretch by stretch. A stretch with more than the cap is halved until it is short
 * enough to be read along the timeline. Left to itself the planner walks the timeline for a rare value, or fetches and
 * sorts all of a common one; both take seconds in a log of millions. Run it inside `untilDeadline`.
 */
export async function findPositions(
  tx: Transaction,
  question: PositionQuestion,
  limits: SearchLimits = searchLimits,
): Promise<TimelinePosition[]> {
  const few = await findFew(tx, question, limits.found)
  if (few) return few.slice(0, question.limit)
  const found: TimelinePosition[] = []
  await walkStretches(tx, { ...question, stretchMin: limits.stretchMin }, async (stretch, short) => {
    const within = withinStretch(stretch)
    const limit = question.limit - found.length
    let rows = await findMatches(tx, question, within, limits.found + 1)
    if (rows.length > limits.found) {
      if (!short) return 'full'
      rows = await readTimeline(tx, question, within, limit)
    }
    found.push(...rows.slice(0, limit))
    question.onProgress?.(found, stretch)
    return found.length < question.limit ? 'done' : 'enough'
  })
  return found
}

/** How long all matches may be looked for at once, milliseconds: a walk has something to show for its time. */
const atOnceMs = 300

/** All matches, in order, or null if they are more than the cap or not found soon. */
async function findFew(tx: Transaction, question: PositionQuestion, cap: number): Promise<TimelinePosition[] | null> {
  const deadline = deadlineIn(Math.min(atOnceMs, question.deadline.left()))
  const within = withinStretch(question.between)
  const rows = await untilDeadline(tx, deadline, (inner) =>
    findMatches(inner, { ...question, deadline }, within, cap + 1),
  )
  return rows && rows.length <= cap ? rows : null
}

/** Matches of a stretch of time, in order if they are no more than the cap. */
async function findMatches(tx: Transaction, question: PositionQuestion, within: SQL | undefined, cap: number) {
  await planFor(tx, question.deadline, 'bitmaps')
  const rows = await tx
    .select({ occurredAt: events.occurredAt, number: events.number })
    .from(events)
    .where(and(question.conditions, question.indexed, within))
    .limit(cap)
  const newestFirst = rows.sort(compareNewestFirst)
  return question.oldestFirst ? newestFirst.toReversed() : newestFirst
}

async function readTimeline(tx: Transaction, question: PositionQuestion, within: SQL | undefined, limit: number) {
  await planFor(tx, question.deadline, 'any')
  const order = question.oldestFirst ? asc : desc
  return tx
    .select({ occurredAt: events.occurredAt, number: events.number })
    .from(events)
    .where(and(question.conditions, within))
    .orderBy(order(events.occurredAt), order(events.number))
    .limit(limit)
}

function compareNewestFirst(one: TimelinePosition, other: TimelinePosition): number {
  return other.occurredAt.getTime() - one.occurredAt.getTime() || other.number - one.number
}
