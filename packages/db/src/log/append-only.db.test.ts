import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transaction } from '../client.ts'
import { type AppRole, appRoles } from '../migrate/index.ts'
import {
  createOrganisation,
  createTestDatabase,
  exampleEvent,
  faultsOf,
  refusalOf,
  type TestDatabase,
} from '../testing/index.ts'
import { append } from './append.ts'
import type { LogTarget } from './log-target.ts'

let database: TestDatabase
let log: LogTarget
let month = ''
let before: unknown

beforeAll(async () => {
  database = await createTestDatabase()
  log = await createOrganisation(database.owner)
  const entries = [exampleEvent(), exampleEvent({ occurredAt: '1999-01-01T00:00:00.000Z' }), exampleEvent()]
  await transaction(database.as('recorder'), (tx) =>
    append(
      tx,
      entries.map((event) => ({ log, event })),
    ),
  )
  const [place] = await database.sql<{ name: string }[]>`
    select tableoid::regclass::text as name from events where number = 1`
  month = place?.name ?? ''
  before = await everything()
})
afterAll(async () => {
  await Promise.all([...connections.values()].map((sql) => sql.end()))
  await database.close()
})

/** All of the log, as text: what no attempt may change. */
async function everything(): Promise<unknown> {
  const { superuser: sql } = database
  return [
    await sql`select events::text from events order by number`,
    await sql`select log_entries::text from log_entries order by number`,
    await sql`select log_heads::text from log_heads where tenant_id = ${log.tenantId}`,
  ]
}

/** Plain connections, for statements that none of our queries could make. */
const connections = new Map<AppRole | 'owner', postgres.Sql>()

function connectionOf(who: AppRole | 'owner'): postgres.Sql {
  const url = who === 'owner' ? database.ownerUrl : database.url(who)
  const sql = connections.get(who) ?? postgres(url, { max: 1, onnotice: () => {} })
  connections.set(who, sql)
  return sql
}

const rewriting = [
  'update $events set outcome = outcome',
  `update $events set occurred_at = occurred_at - interval '1 year'`,
  `update $events set body = '{}' where number > 0`,
  'delete from $events',
  `delete from $events where tenant_id <> gen_random_uuid()`,
  'truncate $events',
  'truncate $events cascade',
]

function attempts(): string[] {
  return [
    ...['events', month, 'events_default'].flatMap((table) =>
      rewriting.map((statement) => statement.replace('$events', table)),
    ),
    `merge into events e using (values (1)) as v (number) on e.number = v.number when matched then delete`,
    `insert into events select * from events where number = 1 on conflict (tenant_id, occurred_at, number) do update set salt = excluded.salt`,
    'update log_entries set number = number + 100',
    `update log_entries set leaf_hash = decode(repeat('00', 32), 'hex')`,
    'delete from log_entries',
    'truncate log_entries',
    'truncate log_entries, events, log_heads',
    'update log_heads set next_number = 1',
    'update log_heads set next_number = next_number - 1',
    'update log_heads set tenant_id = gen_random_uuid()',
    'delete from log_heads',
    'truncate log_heads',
    'truncate organisations cascade',
  ]
}

test.each(appRoles)('the %s app cannot rewrite the log: it has no right to', async (app) => {
  const sql = connectionOf(app)
  for (const attempt of attempts()) {
    expect([attempt, await refusalOf(sql.unsafe(attempt))]).toEqual([attempt, '42501'])
  }
  expect(await everything()).toEqual(before)
})

test('the owner, who has every right, is stopped by the triggers', async () => {
  const sql = connectionOf('owner')
  for (const attempt of attempts()) {
    // The statement would violate a foreign key before it gets to the log.
    if (attempt.startsWith('update log_heads set tenant_id')) continue
    expect([attempt, await refusalOf(sql.unsafe(attempt))]).toEqual([attempt, 'DY403'])
  }
  expect(await everything()).toEqual(before)
})

test('a head moves forward for the owner, and never back', async () => {
  const spare = await createOrganisation(database.owner)
  const to = (next: number) =>
    database.sql`update log_heads set next_number = ${next} where tenant_id = ${spare.tenantId}`
  expect(await refusalOf(to(5))).toBe('nothing was refused')
  expect(await refusalOf(to(4))).toBe('DY403')
  expect(await refusalOf(to(5))).toBe('nothing was refused')
})

test('an organisation stays as long as its log', async () => {
  expect(await refusalOf(database.sql`delete from organisations where id = ${log.tenantId}`)).toMatch(/^(23503|DY403)$/)
})

function circumventions(): string[] {
  return [
    `insert into events select * from events where number = 1`,
    `insert into ${month} select * from events where number = 1`,
    'insert into events_default select * from events where number = 2',
    `insert into log_entries values (gen_random_uuid(), 1, gen_random_uuid(), now(), decode(repeat('00', 32), 'hex'))`,
    'insert into log_heads values (gen_random_uuid(), 1)',
    'select * from log_heads for update',
    'do $$ begin lock table events in share mode; end $$',
    'copy events from stdin',
    'alter table events disable trigger events_append_only',
    'alter table events disable trigger all',
    `alter table ${month} disable trigger all`,
    'drop trigger events_append_only on events',
    `alter table events detach partition ${month}`,
    'drop table log_entries',
    'drop function append_events(json)',
    'create or replace function refuse_change() returns trigger language plpgsql as $$ begin return new; end $$',
    'alter function append_events(json) set search_path = pg_temp',
    'set session_replication_role = replica',
    'create table mine (id int)',
    'create table drizzle.mine (id int)',
    'create temporary table events (id int)',
    'create schema mine',
    'create view mine as select * from events',
    'create function mine() returns int language sql as $$ select 1 $$',
    'create extension pgcrypto',
    'create policy mine on users using (true)',
    'alter table users disable row level security',
    `select * from ${month}`,
    'select * from events_default',
    'select lo_import($$/etc/hostname$$)',
    'copy (select 1) to program $$true$$',
    `select pg_read_file('postgresql.conf')`,
  ]
}

test.each(appRoles)(
  'the %s app finds no way round: no trigger to disable, no table to make, no door beside',
  async (app) => {
    const sql = connectionOf(app)
    for (const attempt of circumventions()) {
      const code = await refusalOf(sql.unsafe(attempt))
      expect([attempt, code]).toEqual([attempt, '42501'])
    }
    expect(await everything()).toEqual(before)
  },
)

test('months are made by the recorder and no other app', async () => {
  for (const app of appRoles) {
    const code = await refusalOf(connectionOf(app)`select make_months(0, 1)`)
    expect([app, code]).toEqual([app, app === 'recorder' ? 'nothing was refused' : '42501'])
  }
})

test('the functions behind the triggers are called by nobody', async () => {
  for (const app of appRoles) {
    for (const name of ['open_log', 'refuse_change', 'refuse_head_change']) {
      expect(await refusalOf(connectionOf(app).unsafe(`select ${name}()`))).toBe('42501')
    }
  }
})

test('an entry without a whole leaf hash, or an event without a whole salt, is refused even from an app', async () => {
  const sql = connectionOf('portal')
  const now = new Date().toISOString()
  const row = {
    ...{ tenant_id: log.tenantId, occurred_at: now, recorded_at: now, action: 'a', operation: 'read', module: 'm' },
    ...{ outcome: 'success', actor_key: 'k', actor_type: 'user', body: {}, search: '', evidence_words: [] },
  }
  const send = (parts: object) =>
    refusalOf(sql.unsafe('select from append_events($1::text::json)', [JSON.stringify([{ ...row, ...parts }])]))
  const [id, salt, leaf] = ['0190a6f0-0000-7000-8000-00000000000a', '00'.repeat(16), '00'.repeat(32)]
  expect(await send({ id, salt: '00', leaf_hash: leaf })).toBe('23514')
  expect(await send({ id, salt, leaf_hash: '' })).toBe('23514')
  expect(await send({ id, salt, leaf_hash: null })).toBe('23502')
  expect(await everything()).toEqual(before)
})

test('the log is sound after all of it', async () => {
  expect(await faultsOf(database.owner, log)).toEqual([])
})
