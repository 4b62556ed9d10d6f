import { and, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '../client.ts'
import { events } from '../schema/index.ts'

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

export interface PositionQuestion {
  tenantId: string
  /** All that is asked, the scope's own conditions included. */
  conditions: SQL | undefined
  /** What of it the search index can look up. */
  indexed: SQL
  /** Where to look; null is open. */
  between: { from: Date | null; to: Date | null }
  limit: number
}

interface Stretch {
  /** Inclusive. */
  from: Date
  /** Exclusive. */
  to: Date
}

/**
 * The newest events that match, by the search index. Left to itself the planner walks the timeline for a rare value,
 * or fetches and sorts all of a common one; both take seconds in a log of millions. So the steps are ours: month by
 * month, newest first, as a bitmap and never more than a cap; a month with more than that is halved until it is short
 * enough to be read along the timeline. Run it in a transaction: outside of one the planner is left to itself.
 */
export async function findPositions(
  db: Executor,
  question: PositionQuestion,
  limits: SearchLimits = searchLimits,
): Promise<TimelinePosition[]> {
  const found: TimelinePosition[] = []
  await allowBitmapsOnly(db, true)
  for await (const month of monthsOf(db, question)) {
    found.push(...(await findIn(db, { ...question, limit: question.limit - found.length }, month, limits)))
    if (found.length >= question.limit) break
  }
  await allowBitmapsOnly(db, false)
  return found
}

/** The newest matches of a stretch of time. */
async function findIn(
  db: Executor,
  question: PositionQuestion,
  stretch: Stretch,
  limits: SearchLimits,
): Promise<TimelinePosition[]> {
  const within = and(gte(events.occurredAt, stretch.from), lt(events.occurredAt, stretch.to))
  const rows = await db
    .select({ occurredAt: events.occurredAt, number: events.number })
    .from(events)
    .where(and(question.conditions, question.indexed, within))
    .limit(limits.found + 1)
  if (rows.length <= limits.found) return rows.sort(newestFirst).slice(0, question.limit)

  const length = stretch.to.getTime() - stretch.from.getTime()
  if (length <= limits.stretchMin) return readTimeline(db, question, within)

  const middle = new Date(stretch.from.getTime() + Math.floor(length / 2))
  const newer = await findIn(db, question, { from: middle, to: stretch.to }, limits)
  if (newer.length >= question.limit) return newer
  const rest = { ...question, limit: question.limit - newer.length }
  return [...newer, ...(await findIn(db, rest, { from: stretch.from, to: middle }, limits))]
}

async function readTimeline(db: Executor, question: PositionQuestion, within: SQL | undefined) {
  await allowBitmapsOnly(db, false)
  const rows = await db
    .select({ occurredAt: events.occurredAt, number: events.number })
    .from(events)
    .where(and(question.conditions, within))
    .orderBy(desc(events.occurredAt), desc(events.number))
    .limit(question.limit)
  await allowBitmapsOnly(db, true)
  return rows
}

/**
 * The months of a log that hold events, newest first. Each step asks the timeline for the newest event before the month
 * that was read, so that a log with one event of 1999 does not cost three hundred empty months.
 */
async function* monthsOf(db: Executor, { tenantId, between }: PositionQuestion): AsyncGenerator<Stretch> {
  let to = between.to
  for (;;) {
    const newest = await newestBefore(db, tenantId, to)
    if (newest === null || (between.from && newest < between.from)) return
    const start = new Date(Date.UTC(newest.getUTCFullYear(), newest.getUTCMonth(), 1))
    const from = between.from && between.from > start ? between.from : start
    yield { from, to: new Date(newest.getTime() + 1) }
    to = from
  }
}

async function newestBefore(db: Executor, tenantId: string, to: Date | null): Promise<Date | null> {
  // The timeline answers this at once, but only as an index scan.
  await allowBitmapsOnly(db, false)
  const [row] = await db
    .select({ occurredAt: events.occurredAt })
    .from(events)
    .where(and(eq(events.tenantId, tenantId), to ? lt(events.occurredAt, to) : undefined))
    .orderBy(desc(events.occurredAt), desc(events.number))
    .limit(1)
  await allowBitmapsOnly(db, true)
  return row?.occurredAt ?? null
}

/** For the rest of the transaction; outside of one it changes nothing. */
export async function allowBitmapsOnly(db: Executor, only: boolean): Promise<void> {
  const others = only ? 'off' : 'on'
  await db.execute(sql`
    select set_config('enable_indexscan', ${others}, true), set_config('enable_indexonlyscan', ${others}, true),
      set_config('enable_seqscan', ${others}, true)`)
}

function newestFirst(one: TimelinePosition, other: TimelinePosition): number {
  return other.occurredAt.getTime() - one.occurredAt.getTime() || other.number - one.number
}
