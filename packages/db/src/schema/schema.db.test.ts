import { readFile } from 'node:fs/promises'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import type postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import journal from '../../migrations/meta/_journal.json' with { type: 'json' }
import { createTestDatabase, type TestDatabase } from '../testing/index.ts'
import * as schema from './index.ts'

/**
 * The declared schema against the one in the database. The migrations are edited by hand (partitions, triggers), so
 * the two could drift apart. The server itself compares: the declared schema is built beside the migrated one, and
 * both are read back from its catalog.
 */

const declared = generateDrizzleJson({ ...schema })
const tables = Object.values(schema as Record<string, unknown>).filter((value) => is(value, PgTable))

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await database.superuser`create schema declared`
  const statements = await generateMigration(generateDrizzleJson({}), declared)
  await database.superuser.begin(async (sql) => {
    await sql`set local search_path = declared`
    for (const statement of statements) await sql.unsafe(statement.replaceAll('"public".', '"declared".'))
  })
})
afterAll(() => database.close())

/** Everything a schema says about its tables, table by table, in words that do not name the schema. */
async function tablesIn(name: 'public' | 'declared'): Promise<Record<string, string[]>> {
  return database.superuser.begin(async (sql) => {
    // What is on the search path is written without its schema.
    await sql`select set_config('search_path', ${name}, true)`
    const rows = await sql<{ table: string; says: string }[]>`
      with tables as (
        select oid, relname from pg_class
        where relnamespace = ${name}::regnamespace and relkind in ('r', 'p') and not relispartition
      )
      select relname as table, says from tables, lateral (
        select format('column %s: %s%s %s', attname, format_type(atttypid, atttypmod),
          case when attnotnull then ' not null' else '' end, pg_get_expr(adbin, adrelid)) as says
        from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
        where attrelid = tables.oid and attnum > 0 and not attisdropped
        union all
        select format('constraint %s: %s', conname, pg_get_constraintdef(pg_constraint.oid))
        from pg_constraint where conrelid = tables.oid and contype in ('c', 'f', 'p', 'u', 'x')
        union all
        select 'index ' || replace(pg_get_indexdef(indexrelid, 0, true), ' ON ONLY ', ' ON ')
        from pg_index where indrelid = tables.oid
      ) as said
      order by 1, 2`
    const found: Record<string, string[]> = {}
    for (const { table, says } of rows) found[table] = [...(found[table] ?? []), says.trimEnd()]
    return found
  })
}

/** What the migrations make and the declared schema has no words for. */
const byHand: Record<string, string[]> = {
  events: [
    "index CREATE INDEX events_batch ON events USING btree (event_token(tenant_id, 24, body ->> 'batchId'::text), occurred_at) WHERE (body ->> 'batchId'::text) IS NOT NULL",
    'index CREATE INDEX events_correlation ON events USING btree (event_token(tenant_id, 23, correlation_id), occurred_at) WHERE correlation_id IS NOT NULL',
    "index CREATE INDEX events_parent ON events USING btree (event_token(tenant_id, 25, body ->> 'parentId'::text), occurred_at) WHERE (body ->> 'parentId'::text) IS NOT NULL",
    'index CREATE INDEX events_request ON events USING btree (event_token(tenant_id, 22, request_id), occurred_at) WHERE request_id IS NOT NULL',
    "index CREATE INDEX events_search ON events USING gin (event_tokens(tenant_id, actor_key, actor_type, action, module, operation, outcome, area, target_type, channel, body ? 'assumedBy'::text, ip_address), search gin_trgm_ops, search_evidence) WITH (fastupdate='on', gin_pending_list_limit='32768')",
    'index CREATE INDEX events_session ON events USING btree (event_token(tenant_id, 21, session_id), occurred_at) WHERE session_id IS NOT NULL',
    'index CREATE INDEX events_target ON events USING btree (event_token(tenant_id, 20, target_id), occurred_at) WHERE target_id IS NOT NULL',
  ],
}

test('columns, types, defaults, keys, constraints and indexes of the database are those declared', async () => {
  const built = await tablesIn('declared')
  const expected = Object.entries(built).map(([table, says]) => [table, [...says, ...(byHand[table] ?? [])].toSorted()])
  const stored = Object.entries(await tablesIn('public')).map(([table, says]) => [table, says.toSorted()])
  expect(Object.fromEntries(stored)).toEqual(Object.fromEntries(expected))
  expect(Object.keys(built).toSorted()).toEqual(tables.map(getTableName).toSorted())
  expect(built.log_heads).toEqual([
    'column next_number: bigint not null 1',
    'column tenant_id: uuid not null',
    'constraint log_heads_pkey: PRIMARY KEY (tenant_id)',
    'constraint log_heads_tenant_id_organisations_id_fk: FOREIGN KEY (tenant_id) REFERENCES organisations(id)',
    'index CREATE UNIQUE INDEX log_heads_pkey ON log_heads USING btree (tenant_id)',
  ])
})

test('each column is declared in the order in which it is stored', async () => {
  for (const table of tables) {
    const stored = await database.superuser<{ name: string }[]>`
      select attname as name from pg_attribute
      where attrelid = ${getTableName(table)}::regclass and attnum > 0 and not attisdropped order by attnum`
    const names = Object.values(getTableColumns(table)).map((column) => column.name)
    expect(stored.map(({ name }) => name)).toEqual(names)
  }
})

test('the migrations are up to date with the declared schema: there is nothing to generate', async () => {
  const last = journal.entries.at(-1)
  const number = String(last?.idx ?? 0).padStart(4, '0')
  const snapshot = await readFile(new URL(`../../migrations/meta/${number}_snapshot.json`, import.meta.url), 'utf8')
  expect(await generateMigration(JSON.parse(snapshot), declared)).toEqual([])
})

test('the log is partitioned by the month it happened in, and every partition has the checks and the key of the whole', async () => {
  const sql = database.superuser
  const [key] = await sql`select pg_get_partkeydef('events'::regclass) as key`
  expect(key?.key).toBe('RANGE (occurred_at)')
  const partitions = await sql<{ name: string; constraints: string[] }[]>`
    select c.relname as name, array_agg(pg_get_constraintdef(k.oid) order by 1) as constraints
    from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_constraint k on k.conrelid = c.oid and k.contype in ('p', 'c')
    where i.inhparent = 'events'::regclass group by c.relname`
  expect(partitions.length).toBe(8)
  for (const { constraints } of partitions) {
    expect(constraints.toSorted()).toEqual([
      'CHECK ((octet_length(salt) = 16))',
      'PRIMARY KEY (tenant_id, occurred_at, number)',
    ])
  }
})

/** What triggers a table has: name, and when they fire. */
async function triggersOf(sql: postgres.Sql): Promise<Record<string, string[]>> {
  const rows = await sql<{ table: string; trigger: string }[]>`
    select c.relname as table, regexp_replace(pg_get_triggerdef(t.oid), '^CREATE TRIGGER (.*) ON .* FOR EACH', '\\1 FOR EACH') as trigger
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and t.tgenabled in ('O', 'A') order by 1, 2`
  const found: Record<string, string[]> = {}
  for (const { table, trigger } of rows) found[table] = [...(found[table] ?? []), trigger]
  return found
}

test('triggers are exactly these, enabled, and each partition has those of the log', async () => {
  const found = await triggersOf(database.superuser)
  const appendOnly = [
    'events_append_only BEFORE DELETE OR UPDATE FOR EACH ROW EXECUTE FUNCTION refuse_change()',
    'events_append_only_truncate BEFORE TRUNCATE FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
  ]
  const { log_entries, log_heads, organisations, ...partitions } = found
  expect(Object.keys(partitions)).toHaveLength(9)
  for (const triggers of Object.values(partitions)) expect(triggers).toEqual(appendOnly)
  expect({ log_entries, log_heads, organisations }).toEqual({
    log_entries: appendOnly.map((trigger) => trigger.replace('events_', 'log_entries_')),
    log_heads: [
      'log_heads_forward BEFORE DELETE OR UPDATE FOR EACH ROW EXECUTE FUNCTION refuse_head_change()',
      'log_heads_forward_truncate BEFORE TRUNCATE FOR EACH STATEMENT EXECUTE FUNCTION refuse_head_change()',
    ],
    organisations: ['organisations_open_log AFTER INSERT FOR EACH ROW EXECUTE FUNCTION open_log()'],
  })
})
