import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, refusalOf, type TestDatabase } from '../testing/index.ts'
import { appRoles } from './roles.ts'

let database: TestDatabase
let other: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  other = await createTestDatabase()
})
afterAll(async () => {
  await database.close()
  await other.close()
})

/** Who may do what with a thing; nobody but its owner where there is nothing. */
type Grants = Record<string, string>

const readLog = { portal: 'SELECT', partner: 'SELECT', staff: 'SELECT', recorder: 'SELECT' }
const visit = { portal: 'INSERT, SELECT', partner: 'INSERT, SELECT', staff: 'INSERT, SELECT' }
const visited = { portal: 'UPDATE', partner: 'UPDATE', staff: 'UPDATE' }
const shown = { ...readLog, recorder: 'INSERT, SELECT, UPDATE' }
const kept = {
  portal: 'DELETE, INSERT, SELECT, UPDATE',
  partner: 'DELETE, INSERT, SELECT, UPDATE',
  staff: 'DELETE, INSERT, SELECT, UPDATE',
}
const enrolled = {
  portal: 'DELETE, INSERT, SELECT',
  partner: 'DELETE, INSERT, SELECT',
  staff: 'DELETE, INSERT, SELECT',
}
const asked = { portal: 'UPDATE', partner: 'UPDATE', staff: 'UPDATE' }
const call = { portal: 'EXECUTE', partner: 'EXECUTE', staff: 'EXECUTE', recorder: 'EXECUTE' }

/** Every relation there is. A new one fails the test until it is decided, here, who may use it. */
const relations: Record<string, Grants> = {
  'graphile_worker._private_job_queues': { recorder: 'DELETE, INSERT, SELECT, UPDATE' },
  'graphile_worker._private_jobs': { recorder: 'DELETE, INSERT, SELECT, UPDATE' },
  'graphile_worker._private_known_crontabs': { recorder: 'DELETE, INSERT, SELECT, UPDATE' },
  'graphile_worker._private_tasks': { recorder: 'DELETE, INSERT, SELECT, UPDATE' },
  'graphile_worker.job_queues_id_seq': {},
  'graphile_worker.jobs': { recorder: 'SELECT' },
  'graphile_worker.jobs_id_seq1': {},
  'graphile_worker.migrations': { recorder: 'SELECT' },
  'graphile_worker.tasks_id_seq': {},
  'drizzle.__drizzle_migrations': readLog,
  'drizzle.__drizzle_migrations_id_seq': {},
  'public.api_keys': { recorder: 'SELECT' },
  'public.count_heads': shown,
  'public.daily_counts': shown,
  'public.event_counts': shown,
  'public.events': readLog,
  'public.exports': { ...visit, recorder: 'SELECT' },
  'public.guess_limits': kept,
  'public.log_actors': shown,
  'public.monthly_counts': shown,
  'public.password_resets': enrolled,
  'public.pending_looks': { ...kept, recorder: 'DELETE, SELECT, UPDATE' },
  'public.mail_factors': enrolled,
  'public.mails': { portal: 'INSERT', partner: 'INSERT', staff: 'INSERT', recorder: 'DELETE, SELECT' },
  'public.recovery_codes': enrolled,
  'public.saved_views': kept,
  'public.sign_in_challenges': enrolled,
  'public.totp_factors': enrolled,
  'public.log_entries': readLog,
  'public.log_heads': readLog,
  'public.organisations': readLog,
  'public.sessions': visit,
  'public.users': { portal: 'SELECT', partner: 'SELECT', staff: 'SELECT' },
}

const columns: Record<string, Grants> = {
  'api_keys.last_used_at': { recorder: 'UPDATE' },
  'exports.bytes': { recorder: 'UPDATE' },
  'exports.cancel_requested_at': asked,
  'exports.downloads': asked,
  'exports.expires_at': { recorder: 'UPDATE' },
  'exports.failure': { recorder: 'UPDATE' },
  'exports.finished_at': { recorder: 'UPDATE' },
  'exports.progress': { recorder: 'UPDATE' },
  'exports.sha256': { recorder: 'UPDATE' },
  'exports.status': { recorder: 'UPDATE' },
  'exports.storage_key': { recorder: 'UPDATE' },
  'exports.total': { recorder: 'UPDATE' },
  'exports.written': { recorder: 'UPDATE' },
  'users.email': { recorder: 'SELECT' },
  'users.id': { recorder: 'SELECT' },
  'users.name': { recorder: 'SELECT' },
  'users.organisation_id': { recorder: 'SELECT' },
  'users.realm': { recorder: 'SELECT' },
  'users.role': { recorder: 'SELECT' },
  'users.status': { recorder: 'SELECT' },
  'users.time_zone': { recorder: 'SELECT' },
  'password_resets.used_at': visited,
  'recovery_codes.used_at': visited,
  'sessions.confirmed_at': visited,
  'sessions.id': visited,
  'sessions.last_active_at': visited,
  'sessions.expires_at': visited,
  'sessions.ended_at': visited,
  'sessions.end_reason': visited,
  'sessions.ended_by': visited,
  'sessions.end_note': visited,
  'sign_in_challenges.closed_at': visited,
  'sign_in_challenges.factors': visited,
  'sign_in_challenges.mailed_code': visited,
  'sign_in_challenges.mails_left': visited,
  'sign_in_challenges.tries_left': visited,
  'sign_in_challenges.user_ids': visited,
  'totp_factors.last_step': visited,
  'users.password_hash': visited,
}

const functions: Record<string, Grants> = {
  'append_events(json)': call,
  'enqueue_job(text,uuid)': call,
  // What the function above calls with the owner's rights, and what clears up after a process that was killed.
  'graphile_worker.add_job(text,json,text,timestamp with time zone,integer,text,integer,text[],text)': {},
  'graphile_worker.add_jobs(graphile_worker.job_spec[],boolean)': {},
  'graphile_worker.complete_jobs(bigint[])': {},
  'graphile_worker.force_unlock_workers(text[])': { recorder: 'EXECUTE' },
  'graphile_worker.permanently_fail_jobs(bigint[],text)': {},
  'graphile_worker.remove_job(text)': {},
  'graphile_worker.reschedule_jobs(bigint[],timestamp with time zone,integer,integer,integer)': {},
  'event_token(uuid,integer,text)': call,
  'event_tokens(uuid,text,text,text,text,text,text,text,text,text,boolean,inet)': call,
  'make_months(integer,integer)': { recorder: 'EXECUTE' },
  'open_log()': {},
  'refuse_change()': {},
  'refuse_head_change()': {},
}

const schemas: Record<string, Grants> = {
  graphile_worker: { recorder: 'USAGE' },
  drizzle: { portal: 'USAGE', partner: 'USAGE', staff: 'USAGE', recorder: 'USAGE' },
  public: { PUBLIC: 'USAGE', portal: 'USAGE', partner: 'USAGE', staff: 'USAGE', recorder: 'USAGE' },
}

interface Granted {
  thing: string
  grantee: string | null
  privileges: string | null
}

/** Grants as the tables above write them: groups without their prefix, the owner left out. */
function tableOf(rows: readonly Granted[]): Record<string, Grants> {
  const table: Record<string, Grants> = {}
  for (const { thing, grantee, privileges } of rows) {
    const grants = table[thing] ?? {}
    if (grantee !== null && privileges !== null) grants[grantee.replace(/^daybook_/, '')] = privileges
    table[thing] = grants
  }
  return table
}

/** @param things a query of `thing`, `owner` and `acl`. */
async function grantsOn(things: postgres.PendingQuery<postgres.Row[]>): Promise<Record<string, Grants>> {
  const rows = await database.superuser<Granted[]>`
    select things.thing, granted.grantee, granted.privileges
    from (${things}) as things
    left join lateral (
      select case acl.grantee when 0 then 'PUBLIC' else acl.grantee::regrole::text end as grantee,
        string_agg(acl.privilege_type || case when acl.is_grantable then ' WITH GRANT OPTION' else '' end, ', '
          order by acl.privilege_type) as privileges
      from aclexplode(things.acl) as acl
      where acl.grantee <> things.owner
      group by acl.grantee
    ) as granted on true`
  return tableOf(rows)
}

async function databaseName(): Promise<string> {
  const [row] = await database.superuser<{ name: string }[]>`select current_database() as name`
  return row?.name ?? ''
}

const ours = (schema: string) => database.superuser`
  ${database.superuser(schema)} in (select oid from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema')`

test('each role may do with tables, views and sequences exactly what is decided here', async () => {
  const sql = database.superuser
  const granted = await grantsOn(sql`
    select n.nspname || '.' || c.relname as thing, c.relowner as owner,
      coalesce(c.relacl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner)) as acl
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ours('relnamespace')} and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and not c.relispartition`)
  expect(granted).toEqual(relations)
})

test('nothing is granted on a month of the log itself, or on the default partition', async () => {
  const sql = database.superuser
  const granted = await grantsOn(sql`
    select c.relname as thing, c.relowner as owner, coalesce(c.relacl, acldefault('r', c.relowner)) as acl
    from pg_class c where ${ours('relnamespace')} and c.relispartition and c.relkind <> 'i'`)
  expect(Object.keys(granted)).toContain('events_default')
  expect(Object.keys(granted).length).toBeGreaterThan(7)
  expect(Object.values(granted).filter((grants) => Object.keys(grants).length > 0)).toEqual([])
})

test('each role may do with single columns exactly what is decided here', async () => {
  const sql = database.superuser
  const granted = await grantsOn(sql`
    select c.relname || '.' || a.attname as thing, c.relowner as owner, a.attacl as acl
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where ${ours('relnamespace')} and a.attacl is not null`)
  expect(granted).toEqual(columns)
})

test('each role may call exactly the functions decided here', async () => {
  const sql = database.superuser
  const granted = await grantsOn(sql`
    select p.oid::regprocedure::text as thing, p.proowner as owner,
      coalesce(p.proacl, acldefault('f', p.proowner)) as acl
    from pg_proc p
    where ${ours('pronamespace')}
      and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`)
  expect(granted).toEqual(functions)
})

test('each role may use exactly the schemas decided here, and make nothing in them', async () => {
  const sql = database.superuser
  const granted = await grantsOn(sql`
    select nspname as thing, nspowner as owner, coalesce(nspacl, acldefault('n', nspowner)) as acl
    from pg_namespace where ${ours('oid')}`)
  expect(granted).toEqual(schemas)
})

test('the database is open to its own login roles, for connecting and nothing else', async () => {
  const sql = database.superuser
  const name = await databaseName()
  const granted = await grantsOn(sql`
    select 'database' as thing, datdba as owner, coalesce(datacl, acldefault('d', datdba)) as acl
    from pg_database where datname = current_database()`)
  expect(granted).toEqual({
    database: Object.fromEntries(appRoles.map((app) => [`${name}_${app}`, 'CONNECT'])),
  })
})

test('what the owner makes later is closed until it is opened', async () => {
  await using fresh = await createTestDatabase()
  await fresh.sql`create function later() returns int language sql as 'select 1'`
  await fresh.sql`create table later_too (id int)`
  const app = postgres(fresh.url('staff'), { max: 1 })
  expect(await refusalOf(app`select later()`)).toBe('42501')
  expect(await refusalOf(app`select from later_too`)).toBe('42501')
  await app.end()
})

test('extensions are those decided here', async () => {
  const extensions = await database.superuser<{ name: string }[]>`
    select extname as name from pg_extension order by extname`
  expect(extensions.map(({ name }) => name)).toEqual(['pg_trgm', 'plpgsql'])
})

test('functions that run with the rights of the owner are exactly these, and find only the names they mean', async () => {
  const definers = await database.superuser<{ name: string; settings: string[] | null }[]>`
    select oid::regprocedure::text as name, proconfig as settings from pg_proc
    where ${ours('pronamespace')} and prosecdef order by 1`
  expect(Object.fromEntries(definers.map(({ name, settings }) => [name, settings]))).toEqual({
    'append_events(json)': ['search_path=public, pg_temp'],
    'enqueue_job(text,uuid)': ['search_path=pg_catalog, pg_temp'],
    'make_months(integer,integer)': ['search_path=public, pg_temp'],
    'open_log()': ['search_path=public, pg_temp'],
  })
})

test('the append is volatile, so that each of its statements sees what was committed while it waited', async () => {
  const [row] = await database.superuser`select provolatile from pg_proc where proname = 'append_events'`
  expect(row?.provolatile).toBe('v')
})

test('no role of an app is more than it must be, and nothing of this release belongs to one', async () => {
  const sql = database.superuser
  const name = await databaseName()
  const groups = appRoles.map((app) => `daybook_${app}`)
  const logins = appRoles.map((app) => `${name}_${app}`)
  const roles = await sql`
    select rolname, rolcanlogin from pg_roles where rolname = any(${[...groups, ...logins]})
      and not (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication)`
  expect(Object.fromEntries(roles.map((role) => [role.rolname, role.rolcanlogin]))).toEqual({
    ...Object.fromEntries(groups.map((role) => [role, false])),
    ...Object.fromEntries(logins.map((role) => [role, true])),
  })
  const owned = await sql`
    select relname from pg_class where relowner = any(select oid from pg_roles where rolname = any(${[...groups, ...logins]}))`
  expect(owned).toHaveLength(0)
})

test('each login role is a member of its own group alone, and a group of none', async () => {
  const sql = database.superuser
  const name = await databaseName()
  const groups = appRoles.map((app) => `daybook_${app}`)
  // Other databases of this server have logins of their own.
  const members = await sql<{ member: string; role: string; admin: boolean }[]>`
    select member::regrole::text as member, roleid::regrole::text as role, admin_option as admin
    from pg_auth_members where member::regrole::text like ${`${name}_%`} or member::regrole::text = any(${groups})`
  const expected = appRoles.map((app) => ({ member: `${name}_${app}`, role: `daybook_${app}`, admin: false }))
  expect([...members].toSorted((a, b) => a.member.localeCompare(b.member))).toEqual(
    expected.toSorted((a, b) => a.member.localeCompare(b.member)),
  )
})

test.each(appRoles)('the %s login opens no other database of the server', async (app) => {
  const closed = [new URL(other.url(app)).pathname, '/postgres', '/template1', '/daybook_template']
  for (const pathname of closed) {
    const url = new URL(database.url(app))
    url.pathname = pathname
    const sql = postgres(url.toString(), { max: 1 })
    expect([pathname, await refusalOf(sql`select 1`)]).toEqual([pathname, '42501'])
    await sql.end()
  }
})

test('an app can become nobody else', async () => {
  for (const app of appRoles) {
    const sql = postgres(database.url(app), { max: 1 })
    for (const role of [
      'daybook_owner',
      'postgres',
      ...appRoles.filter((name) => name !== app).map((name) => `daybook_${name}`),
    ]) {
      expect([app, role, await refusalOf(sql.unsafe(`set role ${role}`))]).toEqual([app, role, '42501'])
    }
    await sql.end()
  }
})

test('row-level security is on for people, how they sign in, visits and the queue of jobs, with exactly these policies', async () => {
  const sql = database.superuser
  const secured = await sql`select relname from pg_class where relrowsecurity order by relname`
  expect(secured.map(({ relname }) => relname)).toEqual([
    '_private_job_queues',
    '_private_jobs',
    '_private_known_crontabs',
    '_private_tasks',
    'mail_factors',
    'password_resets',
    'recovery_codes',
    'sessions',
    'sign_in_challenges',
    'totp_factors',
    'users',
  ])
  const policies = await sql`
    select tablename, roles::text as roles, cmd, permissive, qual, with_check from pg_policies order by tablename, roles::text`
  const policy = (tablename: string, roles: string, qual: string) => ({
    ...{ tablename, roles, cmd: 'ALL', permissive: 'PERMISSIVE' },
    ...{ qual, with_check: qual },
  })
  const byRealm = (tablename: string) => [
    policy(tablename, '{daybook_partner}', `(realm = 'partner'::text)`),
    policy(tablename, '{daybook_portal}', `(realm = 'client'::text)`),
    policy(tablename, '{daybook_staff}', 'true'),
  ]
  const [partner, portal, staff] = byRealm('users')
  const recorder = { ...policy('users', '{daybook_recorder}', 'true'), cmd: 'SELECT', with_check: null }
  expect([...policies]).toEqual([
    policy('_private_job_queues', '{daybook_recorder}', 'true'),
    policy('_private_jobs', '{daybook_recorder}', 'true'),
    policy('_private_known_crontabs', '{daybook_recorder}', 'true'),
    policy('_private_tasks', '{daybook_recorder}', 'true'),
    ...['mail_factors', 'password_resets', 'recovery_codes', 'sessions', 'sign_in_challenges', 'totp_factors'].flatMap(
      byRealm,
    ),
    ...[partner, portal, recorder, staff],
  ])
})

test('an app asks for a job that there is, for one subject once, and with the commit', async () => {
  const portal = postgres(database.url('portal'), { max: 1 })
  const subject = '6b0cbfd8-2fd6-4c4b-8d4b-3a2b7e1b9f10'
  const waiting = () => database.superuser`select task_identifier, key from graphile_worker.jobs`
  await expect(
    portal.begin(async (tx) => {
      await tx`select enqueue_job('exports.write', ${subject})`
      throw new Error('rolled back')
    }),
  ).rejects.toThrow('rolled back')
  expect(await waiting()).toHaveLength(0)
  for (let time = 0; time < 2; time++) await portal`select enqueue_job('exports.write', ${subject})`
  expect([...(await waiting())]).toEqual([{ task_identifier: 'exports.write', key: `exports.write:${subject}` }])

  expect(await refusalOf(portal`select enqueue_job('anything', ${subject})`)).toBe('22023')
  expect(await refusalOf(portal`select enqueue_job('exports.write', null)`)).toBe('22023')
  expect(await refusalOf(portal`select from graphile_worker.jobs`)).toBe('42501')
  expect(await refusalOf(portal`select graphile_worker.add_job('exports.write')`)).toBe('42501')
  await portal.end()
})

test('an app sends mail and reads none, not even its own', async () => {
  const portal = postgres(database.url('portal'), { max: 1 })
  await portal`insert into mails values ('0199c000-0000-7000-8000-000000000001', '\\x00', now())`
  expect(await refusalOf(portal`select from mails`)).toBe('42501')
  expect(await refusalOf(portal`delete from mails`)).toBe('42501')
  await portal.end()
})

test('the recorder reads of people what its jobs ask, and not what they sign in with', async () => {
  const recorder = postgres(database.url('recorder'), { max: 1 })
  expect(await refusalOf(recorder`select id, role, status from users`)).toBe('nothing was refused')
  expect(await refusalOf(recorder`select password_hash from users`)).toBe('42501')
  await recorder.end()
})
