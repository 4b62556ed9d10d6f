import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '../client.ts'
import { events } from '../schema/index.ts'
import { timeConditions } from './conditions.ts'
import type { TimelinePosition } from './find-positions.ts'
import { eventColumns, type FoundEvent, foundOf, instant } from './found-event.ts'
import type { Between } from './stretches.ts'

/** A part of the timeline of one log: in a range of time, from a position on, in one of the two directions. */
export interface TimelinePart {
  tenantId: string
  between: Between
  /** Numbers above are of no interest. */
  upTo: number
  /** Begins behind this one. */
  after: TimelinePosition | undefined
  oldestFirst: boolean
}

/**
 * The matches among the next `rows` events, whatever they are: the limit inside keeps the planner from looking any
 * further for them.
 */
export async function probeTimeline(
  tx: Transaction,
  part: TimelinePart,
  asked: { conditions: SQL; rows: number; limit: number },
): Promise<FoundEvent[]> {
  const next = tx
    .select()
    .from(events)
    .where(conditionsOfPart(part))
    .orderBy(...timeOrder(part.oldestFirst))
    .limit(asked.rows)
    // Under the table's own name, so that the conditions read the same.
    .as('events')
  const rows = await tx
    .select(eventColumns)
    .from(next)
    .where(asked.conditions)
    .orderBy(...timeOrder(part.oldestFirst))
    .limit(asked.limit)
  return rows.map(foundOf)
}

/** The position of the last of the next `rows` events, or null when there are fewer. */
export async function endOfProbe(tx: Transaction, part: TimelinePart, rows: number): Promise<TimelinePosition | null> {
  const [last] = await tx
    .select({ occurredAt: events.occurredAt, number: events.number })
    .from(events)
    .where(conditionsOfPart(part))
    .orderBy(...timeOrder(part.oldestFirst))
    .offset(rows - 1)
    .limit(1)
  return last ?? null
}

export function timeOrder(oldestFirst: boolean): SQL[] {
  const order = oldestFirst ? asc : desc
  return [order(events.occurredAt), order(events.number)]
}

function conditionsOfPart(part: TimelinePart): SQL | undefined {
  return and(
    eq(events.tenantId, part.tenantId),
    ...timeConditions(part.between),
    sql`${events.number} <= ${part.upTo}::bigint`,
    behind(part.after, part.oldestFirst),
  )
}

/** The events behind a position. */
export function behind(after: TimelinePosition | undefined, oldestFirst: boolean): SQL | undefined {
  if (!after) return undefined
  const at = instant(after.occurredAt)
  const than = sql.raw(oldestFirst ? '>' : '<')
  // The first condition repeats the second for the planner: a row comparison alone does not exclude partitions.
  return and(
    sql`${events.occurredAt} ${than}= ${at}`,
    sql`(${events.occurredAt}, ${events.number}) ${than} (${at}, ${after.number}::bigint)`,
  )
}
