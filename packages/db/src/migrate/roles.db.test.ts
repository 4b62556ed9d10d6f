import { randomBytes } from 'node:crypto'
import type postgres from 'postgres'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openDriver } from '../driver.ts'
import { refusalOf } from '../testing/index.ts'
import { migrate } from './migrate.ts'
import { type AppRole, appRoles, ensureAppRoles, ensureDatabase } from './roles.ts'

const owner = `o_${randomBytes(4).toString('hex')}`
const made = { databases: new Set<string>(), roles: new Set<string>() }
let root: postgres.Sql

beforeAll(() => {
  root = openDriver(inject('daybookCluster').url, { max: 1 })
})
afterAll(async () => {
  const drop = async (statement: string, names: Iterable<string>) => {
    for (const name of names) {
      const [row] = await root<{ quoted: string }[]>`select quote_ident(${name}) as quoted`
      await root.unsafe(statement.replace('$name', row?.quoted ?? ''))
    }
  }
  await drop('drop database if exists $name with (force)', made.databases)
  await drop('drop role if exists $name', [...made.roles, owner])
  await root.end()
})

/** An owner's database of that name, without tables: roles need none. */
async function open(database: string, password = 'owner'): Promise<string> {
  made.databases.add(database)
  const url = await ensureDatabase(inject('daybookCluster').url, { owner, password, database })
  // On a server of one's own the owner has made the groups; here somebody else has.
  for (const app of appRoles) await root.unsafe(`grant daybook_${app} to ${owner} with admin option`)
  return url
}

async function roles(url: string, passwords: Record<AppRole, string>): Promise<Record<AppRole, string>> {
  const urls = await ensureAppRoles(url, passwords)
  for (const app of appRoles) made.roles.add(decodeURIComponent(new URL(urls[app]).username))
  return urls
}

async function whoIs(url: string): Promise<{ role: string; database: string }> {
  const sql = openDriver(url, { max: 1 })
  try {
    const [row] = await sql<{ role: string; database: string }[]>`
      select current_user::text as role, current_database() as database`
    return row ?? { role: '', database: '' }
  } finally {
    await sql.end()
  }
}

const all = (password: string): Record<AppRole, string> => ({
  portal: `${password}-portal`,
  partner: `${password}-partner`,
  staff: `${password}-staff`,
  recorder: `${password}-recorder`,
})

test('the roles of the apps are renewed with new passwords, and the old ones are void', async () => {
  const url = await open('r_renewed')
  const first = await roles(url, all('first'))
  for (const app of appRoles) expect((await whoIs(first[app])).role).toBe(`r_renewed_${app}`)

  const second = await roles(url, all('second'))
  for (const app of appRoles) {
    expect((await whoIs(second[app])).role).toBe(`r_renewed_${app}`)
    expect(await refusalOf(whoIs(first[app]))).toBe('28P01')
  }
})

test('two starts at once make the roles once', async () => {
  const url = await open('r_twice')
  const [one, two] = await Promise.all([roles(url, all('same')), roles(url, all('same'))])
  expect(one).toEqual(two)
  for (const app of appRoles) expect((await whoIs(one[app])).database).toBe('r_twice')
})

test('a login role that has lost its group gets it back', async () => {
  const url = await open('r_again')
  const urls = await roles(url, all('a'))
  await root.unsafe('revoke daybook_staff from r_again_staff')
  await roles(url, all('a'))
  const [member] = await root`select pg_has_role('r_again_staff', 'daybook_staff', 'member') as yes`
  expect(member?.yes).toBe(true)
  expect((await whoIs(urls.staff)).role).toBe('r_again_staff')
})

test.each([
  ['quotes', `'"'';--`],
  ['percent signs and slashes', '%41/%/@:?#&='],
  ['backslashes and dollars', '\\\\$$ $1 %I %L %s'],
  ['letters of every script', 'пароль 密码 😀'],
  ['white space', ' a b '],
])('passwords with %s open the database', async (_, password) => {
  const url = await open('r_signs', `${password}owner`)
  expect(await whoIs(url)).toEqual({ role: owner, database: 'r_signs' })
  const urls = await roles(url, all(password))
  for (const app of appRoles) expect(await whoIs(urls[app])).toEqual({ role: `r_signs_${app}`, database: 'r_signs' })
})

test.each([
  ['r_Größe "quoted" \'n\' %'],
  ['日誌'],
  [`r_${'x'.repeat(61)}`],
  [`r_${'x'.repeat(60)}y`],
  ['ö'.repeat(31)],
])('the database %j has four roles of its own', async (database) => {
  const url = await open(database)
  const urls = await roles(url, all('p'))
  const names = await Promise.all(appRoles.map((app) => whoIs(urls[app])))
  expect(new Set(names.map(({ role }) => role)).size).toBe(4)
  expect(new Set(names.map((name) => name.database))).toEqual(new Set([database]))
  for (const { role } of names) expect(role).toMatch(/_(portal|partner|staff|recorder)$/)
})

test('databases whose names begin alike do not share roles', () => {
  // Each of the tests before has added its own.
  expect(made.roles.size % appRoles.length).toBe(0)
  expect(made.roles.size / appRoles.length).toBe(made.databases.size)
})

test('a database is made once, and stays what it is when it is asked for again with a new password', async () => {
  const first = await open('r_kept', 'one')
  await migrate({ url: first, ephemeral: true })
  const second = await open('r_kept', 'two')
  expect(await migrate({ url: second, ephemeral: true })).toBe(0)
  expect(await refusalOf(whoIs(first))).toBe('28P01')
})

test('the owner is no superuser, and nobody else gets into its database', async () => {
  await open('r_owned')
  const [role] =
    await root`select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = ${owner}`
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: true })
  const [access] = await root`
    select datdba::regrole::text as owner, has_database_privilege('public', oid, 'connect') as open,
      has_database_privilege('public', oid, 'temporary') as temporary
    from pg_database where datname = 'r_owned'`
  expect(access).toEqual({ owner, open: false, temporary: false })
})
