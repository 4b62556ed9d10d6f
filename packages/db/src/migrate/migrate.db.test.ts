import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import journal from '../../migrations/meta/_journal.json' with { type: 'json' }
import { createTestDatabase, refusalOf } from '../testing/index.ts'
import { isMigrated, migrate } from './migrate.ts'
import { appRoles, ensureAppRoles, ensureDatabase } from './roles.ts'
import { ServerRefusedError } from './server-check.ts'

const all = journal.entries.length
const passwords = { portal: 'a', partner: 'b', staff: 'c', recorder: 'd' }
const laterRelease =
  'This database was migrated by a later release of Daybook. Run that release, or restore a backup made before it.'

let root: postgres.Sql
const made: string[] = []

beforeAll(() => {
  root = postgres(inject('daybookCluster').url, { max: 3, onnotice: () => {} })
})
afterAll(async () => {
  for (const name of made) {
    await root.unsafe(`drop database if exists ${name} with (force)`)
    for (const app of appRoles) await root.unsafe(`drop role if exists ${name}_${app}`)
  }
  await root.end()
})

/** A database without anything in it; the owner's address. */
async function emptyDatabase(): Promise<string> {
  const database = `m_${randomBytes(6).toString('hex')}`
  made.push(database)
  return ensureDatabase(inject('daybookCluster').url, { owner: 'daybook_owner', password: 'test-owner', database })
}

async function ask<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return await work(sql)
  } finally {
    await sql.end()
  }
}

/** Everything of ours in a database, to compare two of them. */
function thingsIn(url: string): Promise<string[]> {
  return ask(url, async (sql) => {
    const rows = await sql<{ thing: string }[]>`
      select 'relation ' || relname || ' ' || relkind::text as thing from pg_class where relnamespace = 'public'::regnamespace
      union all select 'function ' || oid::regprocedure from pg_proc where pronamespace = 'public'::regnamespace
      union all select 'trigger ' || tgname || ' on ' || tgrelid::regclass from pg_trigger where not tgisinternal
      union all select 'policy ' || polname from pg_policy
      union all select 'constraint ' || conname || ' on ' || conrelid::regclass from pg_constraint where connamespace = 'public'::regnamespace
      order by 1`
    return rows.map(({ thing }) => thing)
  })
}

/** The process of the server that migrates this database, once it waits for somebody else. */
async function waitingMigration(url: string): Promise<number> {
  const database = new URL(url).pathname.slice(1)
  for (;;) {
    const [row] = await root<{ pid: number }[]>`
      select pid from pg_stat_activity
      where datname = ${database} and application_name = 'daybook migrate' and wait_event_type = 'Lock'`
    if (row) return row.pid
  }
}

test('two processes that start at once migrate once, and both are well', async () => {
  const url = await emptyDatabase()
  const run = () =>
    promisify(execFile)(process.execPath, [
      '--import',
      'tsx',
      path.join(import.meta.dirname, 'migrate.fixture.ts'),
      url,
    ])
  const applied = await Promise.all([run(), run()])
  expect(applied.map(({ stdout }) => stdout).toSorted()).toEqual(['0', String(all)])
  expect(await isMigrated(url)).toBe(true)
})

test('a migrated database is left as it is', async () => {
  const url = await emptyDatabase()
  expect(await isMigrated(url)).toBe(false)
  expect(await migrate({ url, ephemeral: true })).toBe(all)
  const things = await thingsIn(url)
  expect(await migrate({ url, ephemeral: true })).toBe(0)
  expect(await thingsIn(url)).toEqual(things)
  expect(await isMigrated(url)).toBe(true)
})

test('every app can tell whether the database is migrated, before and after', async () => {
  const url = await emptyDatabase()
  const urls = await ensureAppRoles(url, passwords)
  for (const app of appRoles) expect(await isMigrated(urls[app])).toBe(false)
  await migrate({ url, ephemeral: true })
  for (const app of appRoles) expect(await isMigrated(urls[app])).toBe(true)
})

test('a database that a later release has migrated is refused, and stays as it is', async () => {
  await using database = await createTestDatabase()
  const url = database.ownerUrl
  const things = await thingsIn(url)
  await database.sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 99999999999999)`
  await expect(migrate({ url, ephemeral: true })).rejects.toThrow(new ServerRefusedError(laterRelease))
  expect(await isMigrated(url)).toBe(false)
  expect(await thingsIn(url)).toEqual(things)
})

test('a database with a migration that this release does not know in its place is refused', async () => {
  await using database = await createTestDatabase()
  const url = database.ownerUrl
  await database.sql`delete from drizzle.__drizzle_migrations where id = 1`
  await expect(migrate({ url, ephemeral: true })).rejects.toThrow(ServerRefusedError)
  expect(await isMigrated(url)).toBe(false)
})

test('a migration whose connection is killed midway leaves nothing, and the next one does all of it', async () => {
  const url = await emptyDatabase()
  const interrupted = await ask(url, async (sql) => {
    // The second migration makes the first months: holding what it waits for there stops it in the middle.
    await sql`select pg_advisory_lock(hashtextextended('daybook.make_months', 0))`
    const migration = migrate({ url, ephemeral: true })
    const failure = refusalOf(migration)
    await root`select pg_terminate_backend(${await waitingMigration(url)})`
    return failure
  })
  expect(['57P01', 'CONNECTION_CLOSED']).toContain(interrupted)
  expect(await thingsIn(url)).toEqual([])
  expect(await isMigrated(url)).toBe(false)
  expect(await migrate({ url, ephemeral: true })).toBe(all)
  await using other = await createTestDatabase()
  expect(await thingsIn(url)).toEqual(await thingsIn(other.ownerUrl))
})

test('a process that waits for another to migrate goes on when that one is killed', async () => {
  const url = await emptyDatabase()
  const second = await ask(url, async (sql) => {
    await sql`select pg_advisory_lock(hashtextextended('daybook.make_months', 0))`
    const first = refusalOf(migrate({ url, ephemeral: true }))
    const pid = await waitingMigration(url)
    const migration = migrate({ url, ephemeral: true })
    await root`select pg_terminate_backend(${pid})`
    expect(['57P01', 'CONNECTION_CLOSED']).toContain(await first)
    return { migration }
  })
  expect(await second.migration).toBe(all)
})

test('a server that may forget is refused, unless it is a test’s', async () => {
  const url = await emptyDatabase()
  const failure = migrate({ url })
  await expect(failure).rejects.toThrow(ServerRefusedError)
  await expect(failure).rejects.toThrow('an acknowledged event has to survive a crash of the server')
  expect(await thingsIn(url)).toEqual([])
})

test('a database of another encoding is refused with the statement that makes a right one', async () => {
  const url = await emptyDatabase()
  const name = new URL(url).pathname.slice(1)
  await root.unsafe(`drop database ${name}`)
  await root.unsafe(`create database ${name} encoding 'SQL_ASCII' template template0 locale 'C' owner daybook_owner`)
  await expect(migrate({ url, ephemeral: true })).rejects.toThrow("ENCODING 'UTF8' TEMPLATE template0")
})
