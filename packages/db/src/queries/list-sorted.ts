import type { Sort } from '@daybook/core/query'
import { and, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '../client.ts'
import { TooSlowError } from '../errors.ts'
import { events } from '../schema/index.ts'
import type { Scope } from '../scope.ts'
import { all, upToCondition } from './conditions.ts'
import { type Deadline, planFor, untilDeadline } from './deadline.ts'
import type { TimelinePosition } from './find-positions.ts'
import { type FoundEvent, instant, readPositions } from './found-event.ts'
import type { PageQuestion } from './list-events.ts'
import { betweenOf } from './range.ts'
import { withinStretch } from './stretches.ts'
import { tokenCondition } from './tokens.ts'

/** Where an event stands in a list. */
export interface SortPosition extends TimelinePosition {
  /** What the list is sorted by, where that is not time; null where it is not recorded, which is last. */
  key?: string | null | undefined
}

/** What a list can be sorted by beside time, which then comes second, newest first. */
const keys = {
  user: {
    of: sql`lower(coalesce(${events.actorName}, ${events.actorEmail}, ${events.body} -> 'actor' ->> 'username'))`,
    type: sql`text`,
  },
  module: { of: sql`lower(${events.module})`, type: sql`text` },
  action: { of: sql`lower(${events.action})`, type: sql`text` },
  ip: { of: sql`${events.ipAddress}`, type: sql`inet` },
}

/**
 * A page in another order than that of time. No index has it: the matches are all looked at, and the first are kept.
 *
 * @throws TooSlowError when that takes longer than there is time for.
 */
export async function listSorted(
  db: Executor,
  scope: Scope,
  question: PageQuestion & { sort: Exclude<Sort, 'time' | '-time'>; conditions: SQL },
  deadline: Deadline,
): Promise<(FoundEvent & { position: SortPosition })[]> {
  const { sort, conditions, after, upTo, limit } = question
  const descending = sort.startsWith('-')
  const key = keys[sort.replace('-', '') as keyof typeof keys]
  const [tenantId, ...others] = scope.tenantIds
  const indexed = others.length === 0 ? tokenCondition(tenantId, question, scope) : null

  const positions = await untilDeadline(db, deadline, async (tx) => {
    const between = others.length === 0 ? await betweenOf(tx, scope, question) : { from: null, to: null }
    await planFor(tx, deadline, indexed ? 'bitmaps' : 'any')
    return tx
      .select({ occurredAt: events.occurredAt, number: events.number, key: sql<string | null>`${key.of}::text` })
      .from(events)
      .where(
        all(
          conditions,
          indexed ?? undefined,
          upToCondition(upTo),
          withinStretch(between),
          after && behindKey(key, after, descending),
        ),
      )
      .orderBy(
        sql`${key.of} ${sql.raw(descending ? 'desc' : 'asc')} nulls last`,
        sql`${events.occurredAt} desc`,
        sql`${events.number} desc`,
      )
      .limit(limit)
  })
  if (positions === null) throw new TooSlowError('Sorting these events takes too long.')

  const found = await readPositions(db, tenantId, positions)
  const byNumber = new Map(positions.map((position) => [position.number, position]))
  return found.flatMap((event) => {
    const position = byNumber.get(event.number)
    return position ? [{ ...event, position }] : []
  })
}

function behindKey(
  { of, type }: (typeof keys)[keyof typeof keys],
  after: SortPosition,
  descending: boolean,
): SQL | undefined {
  const behind = sql`(${events.occurredAt}, ${events.number}) < (${instant(after.occurredAt)}, ${after.number}::bigint)`
  const { key = null } = after
  if (key === null) return and(sql`${of} is null`, behind)
  const at = sql`${key}::${type}`
  return sql`(${of} ${sql.raw(descending ? '<' : '>')} ${at} or (${of} = ${at} and ${behind}) or ${of} is null)`
}
