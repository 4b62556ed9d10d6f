import type postgres from 'postgres'

/** Months of which the logs hold events, this one included. */
export const months = 12
const actors = 5000
const actions = 120
const modules = 40
const addresses = 20_000
const words = 5000

/** What is planted because it is hard to find; the numbers are those of `actorKey` and `actionOf`. */
export const planted = {
  /** Denied five times, all a year ago, and never does action 1. */
  topActor: 1,
  /** Fails in one old month only. */
  secondActor: 2,
  /** Only in the two oldest months. */
  oldAction: 'legacy.imported',
  /** Five thousand times within three hours, long ago, and never else. */
  burstAction: 'burst.synced',
} as const

export function actionOf(index: number): string {
  return `${moduleOf(index % modules)}.action_${index}`
}

export function moduleOf(index: number): string {
  return `module_${index % modules}`
}

/** An expression of SQL for the pseudonym of an actor of the log `t.id`. */
const actorKey = `substr(md5(t.id::text || ':' || a), 1, 16)`

/**
 * Fills logs with events of the past year, as a statement of the database rather than by appending: evenly in time, with
 * few people, actions and addresses that occur often and many that hardly do. Indexes are made afterwards.
 */
export async function fillLogs(
  sql: postgres.Sql,
  logs: readonly { tenantId: string; events: number }[],
): Promise<void> {
  await sql`select make_months(${months}, 1)`
  const indexes = await dropIndexes(sql)
  for (const { tenantId, events } of logs) await fillLog(sql, tenantId, events)
  for (const definition of indexes) await sql.unsafe(definition)
  await sql`vacuum (analyze) events`
  await sql`vacuum (analyze) log_entries`
}

async function dropIndexes(sql: postgres.Sql): Promise<string[]> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'events'::regclass and not i.indisprimary`
  for (const { name } of indexes) await sql`drop index ${sql(name)}`
  return indexes.map(({ definition }) => definition.replace(' ON ONLY ', ' ON '))
}

async function fillLog(sql: postgres.Sql, tenantId: string, events: number): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select setseed(0.42)`
    await tx.unsafe(
      `
    with t as (select $1::uuid as id, $2::bigint as events),
    drawn as materialized (
      select i, floor(exp(random() * ln(${actors} + 1)))::int as a, floor(exp(random() * ln(${actions} + 1)))::int as c,
        floor(exp(random() * ln(${addresses} + 1)))::int as ip, floor(exp(random() * ln(${words} + 1)))::int as w1,
        floor(exp(random() * ln(${words} + 1)))::int as w2, random() as o, random() as ch, random() as late,
        floor(random() * events * 1.5)::bigint as target
      from t, generate_series(1, events) as i
    ),
    placed as (
      select d.*, t.id, t.events,
        case when i > events * 0.3 and i <= events * 0.3 + least(5000, events / 20)
          then now() - interval '1 year' * 0.7 + interval '3 hours' * ((i - events * 0.3) / 5000)
          else now() - interval '1 year' * (1 - i::float8 / events * (case when late < 0.01 then late * 100 else 1 end))
        end as at,
        i > events * 0.3 and i <= events * 0.3 + least(5000, events / 20) as burst
      from drawn d, t
    ),
    named as (
      select p.*, case
          when burst then '${planted.burstAction}'
          when i < events / 6 and c = 7 then '${planted.oldAction}'
          when a = ${planted.topActor} and c = 1 then 'module_2.action_2'
          else 'module_' || (c % ${modules}) || '.action_' || c end as action,
        case
          when a = ${planted.topActor} then case when o < 0.02 and i < 2000 and c < 3 and i % 7 = 0 then 'denied' else 'success' end
          when a = ${planted.secondActor} then case when o < 0.2 and i between events / 6 and events / 4 then 'failure' else 'success' end
          when o < 0.02 then 'denied' when o < 0.07 then 'failure' else 'success' end as outcome
      from placed p
    ),
    made as (
      select n.*, split_part(action, '.', 1) as module, ${actorKey} as actor_key, gen_random_uuid() as uuid,
        'Person ' || a as name, 'person.' || a || '@example.test' as email,
        'session-' || a || '-' || (i / 20) as session, 'request-' || i as request, 'correlation-' || i as correlation,
        (array['invoice', 'campaign', 'user', 'rule'])[1 + c % 4] as target_type, 'Thing ' || target as target_name,
        '10.' || (ip % 7) || '.' || (ip / 256 % 256) || '.' || (ip % 256) as address,
        'Order ' || i || ' was word' || w1 || ' and word' || w2 || ' for the usual reason' as description
      from named n, t
    ),
    stored as (
      insert into events (tenant_id, occurred_at, number, id, recorded_at, action, operation, module, area, outcome,
        actor_key, actor_type, actor_id, actor_name, actor_email, target_type, target_id, target_name, session_id,
        request_id, correlation_id, channel, ip, ip_address, body, search, search_evidence, salt)
      select id, at, i, uuid, at, action, (array['update', 'create', 'delete', 'export'])[1 + c % 4], module,
        (array['settings', 'support', 'security', 'billing', 'calls', null])[1 + c % 6], outcome, actor_key, 'user',
        'u-' || a, name, email, target_type, 'id-' || target, target_name, session, request, correlation,
        (array['ui', 'ui', 'ui', 'api', 'job'])[1 + floor(ch * 5)::int], address, address::inet,
        jsonb_build_object('description', description, 'userAgent', 'Mozilla/5.0 (X11; Linux x86_64) Browser/' || a % 9,
          'changes', jsonb_build_array(jsonb_build_object('path', 'budget.daily', 'before', w1, 'after', w2),
            jsonb_build_object('path', 'status', 'before', 'draft', 'after', 'live'))),
        E'\\u0001' || lower(name) || E'\\n\\u0001' || email || E'\\n\\u0002' || lower(target_name) || E'\\n\\u0003' || action
          || E'\\n' || lower(description) || E'\\nbudget.daily\\n' || w1 || E'\\n' || w2 || E'\\nstatus\\ndraft\\nlive',
        array_to_tsvector(array[address, session, request, correlation, 'id-' || target, 'mozilla/5.0']),
        decode(md5(i::text), 'hex')
      from made returning 1
    )
    insert into log_entries (tenant_id, number, event_id, occurred_at, leaf_hash)
    select id, i, uuid, at, sha256(i::text::bytea) from made`,
      [tenantId, events],
    )
    await tx`update log_heads set next_number = ${events + 1} where tenant_id = ${tenantId}`
  })
}

/** An address of the logs: the lower the number, the more events have it. */
export function addressAt(index: number): string {
  return `10.${index % 7}.${Math.floor(index / 256) % 256}.${index % 256}`
}

/** A pseudonym of the logs: the lower the number, the more events have it. */
export async function actorAt(sql: postgres.Sql, tenantId: string, index: number): Promise<string> {
  const [row] = await sql<{ key: string }[]>`select substr(md5(${`${tenantId}:${index}`}), 1, 16) as key`
  return row?.key ?? ''
}
