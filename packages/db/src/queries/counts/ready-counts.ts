import type { Outcome } from '@daybook/core/model'
import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '../../client.ts'
import type { CountedKind } from '../../schema/event-counts.ts'
import type { Scope } from '../../scope.ts'
import { actorsNamed } from './actor-names.ts'
import type { Segment } from './cover.ts'
import { countedColumns, eventsByNumber } from './events-by-number.ts'
import { isLook } from './looks.ts'
import { sqlList } from './sql-list.ts'

export interface ReadyQuestion {
  tenantId: string
  upTo: number
  hideAccess: boolean
  /** In order of time and without gaps. */
  segments: readonly (Segment & { bucket: number })[]
}

export interface ValueCount extends Record<string, unknown> {
  kind: CountedKind
  value: string
  count: number
  /** Values of this kind in all. */
  distinct: number
}

/** Whether ready counts are of all that somebody may read: they know nothing of areas or people. */
export function isWholeLog(scope: Scope): boolean {
  return scope.tenantIds.length === 1 && scope.areas === null && scope.ownActorIds === null
}

/** How many events lie between the counts of a log and a view of it: as many have to be read to correct them. */
export async function gapTo(db: Executor, tenantId: string, upTo: number): Promise<number> {
  const [head] = await db.execute<{ through: string }>(
    sql`select through from count_heads where tenant_id = ${tenantId}::uuid`,
  )
  return Math.abs(upTo - Number(head?.through ?? 0))
}

/**
 * The most frequent values of each kind, exactly: ready counts, and the events that those do not have or have too many.
 * One statement, so that counts that move on meanwhile are seen either before or after it, and never both.
 */
export async function readyValues(
  db: Executor,
  question: ReadyQuestion,
  asked: { kinds: readonly CountedKind[]; limit: number; find?: string | undefined },
): Promise<ValueCount[]> {
  const { tenantId, upTo } = question
  const { kinds, limit, find } = asked
  const counts = (table: 'monthly_counts' | 'daily_counts', unit: 'month' | 'day') => sql`
    select c.kind, c.value, ${shown(question)} as count from segment s cross join lateral (
      select c.kind, c.value, c.count, c.looks from ${sql.raw(table)} c
      where c.tenant_id = ${tenantId}::uuid and c.kind in (${sqlList(kinds)}) and ${within(sql.raw(`c.${unit}`))}
      offset 0
    ) as c where s.grain = ${unit}`
  const isAsked = find ? sql`(kind <> 'actor' or value in (${actorsNamed(tenantId, { text: find, upTo })}))` : sql`true`
  // Other values are compared with the text by whoever asked: they are few, and the folding is not the database's.
  const isShown = find ? sql`(rank <= ${limit} or kind <> 'actor')` : sql`rank <= ${limit}`
  return db.execute<ValueCount>(sql`
    with ${context(question)},
    part as (
      ${counts('monthly_counts', 'month')}
      union all
      ${counts('daily_counts', 'day')}
      union all
      select v.kind, v.value, e.sign from around e cross join lateral (
        values ${sql.join(
          kinds.map((kind) => sql`(${kind}::text, ${sql.raw(columnOf[kind])})`),
          sql`, `,
        )}
      ) as v (kind, value)
      where v.value is not null
    ),
    total as (select kind, value, sum(count)::int as count from part group by kind, value having sum(count) > 0),
    ranked as (
      select kind, value, count, (count(*) over (partition by kind))::int as distinct,
        row_number() over (partition by kind order by count desc, value) as rank
      from total where ${isAsked}
    )
    select kind, value, count, "distinct" from ranked where ${isShown} order by kind, rank`)
}

const columnOf: Record<CountedKind, string> = {
  actor: 'e.actor_key',
  action: 'e.action',
  module: 'e.module',
  operation: 'e.operation',
  outcome: 'e.outcome',
  channel: 'e.channel',
  target_type: 'e.target_type',
}

export interface BucketCount extends Record<string, unknown> {
  bucket: number
  outcome: Outcome
  count: number
}

/** Events by the bucket of their segment and by outcome, exactly, as `readyValues` does it. */
export async function readyBuckets(db: Executor, question: ReadyQuestion): Promise<BucketCount[]> {
  const { tenantId } = question
  return db.execute<BucketCount>(sql`
    with ${context(question)},
    part as (
      select s.bucket, c.value as outcome, ${shown(question)} as count from segment s cross join lateral (
        select c.value, c.count, c.looks from daily_counts c
        where c.tenant_id = ${tenantId}::uuid and c.kind = 'outcome' and ${within(sql`c.day`)}
        offset 0
      ) as c where s.grain = 'day'
      union all
      select s.bucket, c.outcome, ${shown(question)} from segment s cross join lateral (
        select c.outcome, c.count, c.looks from event_counts c
        where c.tenant_id = ${tenantId}::uuid and c.quarter >= s.since and c.quarter < s.until
        offset 0
      ) as c where s.grain = 'quarter'
      union all
      select e.bucket, e.outcome, e.sign from around e
    )
    select bucket, outcome, sum(count)::int as count from part group by bucket, outcome`)
}

function shown({ hideAccess }: ReadyQuestion): SQL {
  return hideAccess ? sql`c.count - c.looks` : sql`c.count`
}

function within(day: SQL): SQL {
  return sql`${day} >= (s.since at time zone 'UTC')::date and ${day} < (s.until at time zone 'UTC')::date`
}

/**
 * The segments, and the events `around` the counts: all of the segments that nothing is ready for; and where something
 * is, those of the view that are not counted yet (1) and those that are counted and not of the view (-1).
 */
function context({ tenantId, upTo, hideAccess, segments }: ReadyQuestion): SQL {
  const rows = segments.map(({ bucket, grain, from, to }, index) => {
    return { id: index + 1, bucket, grain, since: from.toISOString(), until: to.toISOString() }
  })
  const [through, view] = [sql`(select through from head)`, sql`${upTo}::bigint`]
  const isAsked = hideAccess ? sql`not ${isLook}` : sql`true`
  const corrected = (events: SQL, sign: 1 | -1) => sql`
    select e.*, ${sql.raw(String(sign))} as sign, s.bucket from (${events}) as e
    join segment s on s.id = width_bucket(e.occurred_at, (select starts from edge))
    where s.grain <> 'event' and e.occurred_at < (select until from edge) and ${isAsked}`
  return sql`
    head as materialized (
      select coalesce((select through from count_heads where tenant_id = ${tenantId}::uuid), 0) as through
    ),
    segment as materialized (
      select * from json_to_recordset(${JSON.stringify(rows)}::text::json)
        as s (id int, bucket int, grain text, since timestamptz, until timestamptz)
    ),
    edge as materialized (select array_agg(since order by id) as starts, max(until) as until from segment),
    around as (
      select e.*, 1 as sign, s.bucket from segment s cross join lateral (
        select ${countedColumns} from events e
        where e.tenant_id = ${tenantId}::uuid and e.occurred_at >= s.since and e.occurred_at < s.until
          and e.number <= ${view}
        offset 0
      ) as e where s.grain = 'event' and ${isAsked}
      union all
      ${corrected(eventsByNumber(tenantId, { above: through, upTo: view }), 1)}
      union all
      ${corrected(eventsByNumber(tenantId, { above: view, upTo: through }), -1)}
    )`
}
