import { type SQL, sql } from 'drizzle-orm'
import { type Database, type Transaction, transaction } from '../../client.ts'
import { actorLines } from './actor-names.ts'
import { eventsByNumber, namedColumns } from './events-by-number.ts'
import { isLook } from './looks.ts'

/** Events of one transaction: a log's counts are locked for about a tenth of a second. */
const batchMax = 5000
/** However many logs are behind, a turn is worth its transaction. */
const batchMin = 100

/**
 * Counts the events that are not in the counts yet, log by log in turns, in short transactions; answers how many it
 * counted. Several at once share the logs: none is counted twice. With nothing counted yet, it counts all there is.
 *
 * @param limit about how many events to count at the most.
 */
export async function advanceCounts(db: Database, { limit }: { limit: number }): Promise<number> {
  let counted = 0
  const failures: unknown[] = []
  while (counted < limit && failures.length === 0) {
    const before = counted
    const logs = await logsBehind(db)
    const share = Math.min(batchMax, Math.max(batchMin, Math.ceil((limit - counted) / logs.length)))
    for (const tenantId of logs) {
      if (counted >= limit) break
      try {
        counted += await transaction(db, (tx) => countNext(tx, tenantId, Math.min(share, limit - counted)))
      } catch (error) {
        // The other logs have their turn before it is told.
        failures.push(error)
      }
    }
    // Nothing is left, or others are at it.
    if (counted === before) break
  }
  if (failures.length > 0) throw failures[0]
  return counted
}

/** The logs that have events which are not counted, in no order, so that none is always the last. */
async function logsBehind(db: Database): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select h.tenant_id as id from log_heads h left join count_heads c on c.tenant_id = h.tenant_id
    where h.next_number - 1 > coalesce(c.through, 0)
    order by random()`)
  return rows.map(({ id }) => id)
}

async function countNext(tx: Transaction, tenantId: string, batch: number): Promise<number> {
  await tx.execute(sql`
    insert into count_heads (tenant_id, through)
    select ${tenantId}::uuid, 0 where not exists (select from count_heads where tenant_id = ${tenantId}::uuid)
    on conflict do nothing`)
  // Whoever holds the row is counting this log. Counts that are lost with a crash are lost with `through`.
  const [head] = await tx.execute<{ through: string; last: string }>(sql`
    select c.through, least(h.next_number - 1, c.through + ${batch}::int) as last,
      set_config('synchronous_commit', 'off', true)
    from count_heads c join log_heads h on h.tenant_id = c.tenant_id
    where c.tenant_id = ${tenantId}::uuid
    for update of c skip locked`)
  const [through, last] = [Number(head?.through ?? 0), Number(head?.last ?? 0)]
  if (last <= through) return 0
  await tx.execute(countStatement(tenantId, { through, last }))
  return last - through
}

function countStatement(tenantId: string, { through, last }: { through: number; last: number }): SQL {
  const tenant = sql`${tenantId}::uuid`
  const added = (table: string) =>
    sql.raw(`count = ${table}.count + excluded.count, looks = ${table}.looks + excluded.looks`)
  return sql`
    with batch as materialized (
      select e.*, ${isLook} as is_look
      from (${eventsByNumber(tenantId, { above: sql`${through}::bigint`, upTo: sql`${last}::bigint` }, namedColumns)}) as e
    ),
    quarters as (
      insert into event_counts (tenant_id, quarter, outcome, count, looks)
      select ${tenant}, date_bin('15 minutes', b.occurred_at, timestamptz '0001-01-01 00:00:00+00'), b.outcome,
        count(*), count(*) filter (where b.is_look)
      from batch b group by 2, 3
      on conflict (tenant_id, quarter, outcome) do update set ${added('event_counts')}
    ),
    valued as materialized (
      select v.kind, (b.occurred_at at time zone 'UTC')::date as day, v.value,
        count(*) as count, count(*) filter (where b.is_look) as looks
      from batch b cross join lateral (
        values ('actor', b.actor_key), ('action', b.action), ('module', b.module), ('operation', b.operation),
          ('outcome', b.outcome), ('channel', b.channel), ('target_type', b.target_type)
      ) as v (kind, value)
      where v.value is not null
      group by 1, 2, 3
    ),
    days as (
      insert into daily_counts (tenant_id, kind, day, value, count, looks)
      select ${tenant}, v.kind, v.day, v.value, v.count, v.looks from valued v
      on conflict (tenant_id, kind, day, value) do update set ${added('daily_counts')}
    ),
    months as (
      insert into monthly_counts (tenant_id, kind, month, value, count, looks)
      select ${tenant}, v.kind, date_trunc('month', v.day::timestamp)::date, v.value, sum(v.count), sum(v.looks)
      from valued v group by 2, 3, 4
      on conflict (tenant_id, kind, month, value) do update set ${added('monthly_counts')}
    ),
    actors as (
      insert into log_actors (tenant_id, actor_key, type, name, email, search, last_number)
      select distinct on (b.actor_key) ${tenant}, b.actor_key, b.actor_type, b.actor_name, b.actor_email,
        ${actorLines(sql`b.search`)}, b.number
      from batch b order by b.actor_key, b.number desc
      on conflict (tenant_id, actor_key) do update set type = excluded.type, name = excluded.name,
        email = excluded.email, search = excluded.search, last_number = excluded.last_number
    )
    update count_heads set through = ${last}::bigint where tenant_id = ${tenant}`
}
