import type { LogTarget } from '../log/log-target.ts'
import { createOrganisation, type TestDatabase } from '../testing/index.ts'

/** What a log of many events is made of: how many there are of each thing. */
export const bigLog = {
  size: 100_000,
  neighbours: 20,
  neighbourSize: 1000,
  days: 75,
  actors: 500,
  actions: 60,
  targets: 5000,
}

/**
 * A log of 100,000 events among twenty others, in the months of today, made by one statement and not by an append: only
 * what a search looks at is filled. Values have different frequencies: the first of each kind is common, the last rare.
 * Event 1 is the newest.
 */
export async function createBigLog(database: TestDatabase): Promise<LogTarget> {
  const log = await createOrganisation(database.owner)
  const others = await Promise.all(Array.from({ length: bigLog.neighbours }, () => createOrganisation(database.owner)))
  const sql = database.superuser
  await sql.begin(async (tx) => {
    // No triggers; the rest of a real append is no part of a search.
    await tx`set local session_replication_role = replica`
    await tx`set local synchronous_commit = off`
    await tx`set local maintenance_work_mem = '256MB'`
    // Built at once at the end, which is several times as quick as row by row.
    const [search] = await tx<{ made: string }[]>`select pg_get_indexdef('events_search'::regclass) as made`
    await tx`drop index events_search`
    for (const [tenants, size] of [
      [[log.tenantId], bigLog.size],
      [others.map(({ tenantId }) => tenantId), bigLog.neighbourSize],
    ] as const) {
      await tx`
        with made as (
          select t.id as tenant_id, n as number,
            date_trunc('milliseconds', now() - n * (${bigLog.days} * interval '1 day' / ${size})) as occurred_at,
            -- Square roots of a shuffled number: few values are common, many are rare.
            (${bigLog.actors} * power((n::bigint * 7919 % 10007) / 10007.0, 3))::int as actor,
            (${bigLog.actions} * power((n::bigint * 104729 % 10009) / 10009.0, 2))::int as action,
            (${bigLog.targets} * power((n::bigint * 15485863 % 99991) / 99991.0, 2))::int as target,
            n % 40 = 7 as failed, n % 2000 = 1234 as denied
          from unnest(${[...tenants]}::uuid[]) as t (id), generate_series(1, ${size}) as n
        )
        insert into events (
          tenant_id, occurred_at, number, id, recorded_at, action, operation, module, area, outcome, actor_key, actor_type,
          actor_id, actor_name, actor_email, target_type, target_id, target_name, session_id, request_id, correlation_id,
          channel, ip, ip_address, body, search, search_evidence, salt
        )
        select tenant_id, occurred_at, number, gen_random_uuid(), occurred_at, 'thing' || (action / 10) || '.done_' || action,
          (array['update', 'create', 'delete', 'read'])[1 + action % 4], 'module' || (action % 12), 'settings',
          case when denied then 'denied' when failed then 'failure' else 'success' end,
          lpad(to_hex(actor), 16, '0'), case when actor > 490 then 'service' else 'user' end,
          'u-' || actor, 'Person ' || actor, 'person' || actor || '@example.test',
          case when target % 10 = 0 then 'queue' else 'campaign' end, 't-' || target, 'Campaign no ' || target,
          's-' || (number / 20), 'r-' || (number / 3), case when number % 10 = 0 then 'c-' || (number / 40) end,
          case when number % 50 = 0 then 'job' else 'ui' end,
          '10.' || (actor % 200) || '.' || (target % 250) || '.7', ('10.' || (actor % 200) || '.' || (target % 250) || '.7')::inet,
          jsonb_strip_nulls(jsonb_build_object(
            'batchId', case when number % 500 < 5 then 'b-' || (number / 500) end,
            'parentId', case when number % 1000 < 3 then 'p-' || (number / 1000) end,
            'assumedBy', case when number % 5000 = 77 then jsonb_build_object('type', 'staff') end,
            'country', case when actor > 450 then 'NZ' else 'DE' end,
            'description', 'step ' || number)),
          E'\u0001person ' || actor || E'\n\u0001person' || actor || E'@example.test\n\u0002campaign no ' || target
            || E'\n\u0003step ' || number || case when number = 90000 then ' needle' else '' end
            || case when number % 100 = 3 then ' invoice' else '' end || E'\nthing done in common',
          array_to_tsvector(array['u-' || actor, 's-' || (number / 20), case when actor > 450 then 'nz' else 'de' end]),
          decode(repeat('00', 16), 'hex')
        from made`
    }
    await tx`
      insert into log_entries (tenant_id, number, event_id, occurred_at, leaf_hash)
      select tenant_id, number, id, occurred_at, decode(repeat('00', 32), 'hex') from events`
    await tx`
      update log_heads h set next_number = 1 + (select count(*) from events e where e.tenant_id = h.tenant_id)`
    await tx.unsafe((search?.made ?? '').replace(' ON ONLY ', ' ON '))
  })
  await sql`vacuum analyze events`
  await sql`vacuum analyze log_entries`
  return log
}
