import { createHash } from 'node:crypto'
import type postgres from 'postgres'
import { openDriver } from '../driver.ts'

export const appRoles = ['portal', 'partner', 'staff', 'recorder'] as const
export type AppRole = (typeof appRoles)[number]

/**
 * Makes (or renews) the role with which each app signs in to this database: `<database>_<app>`, member of the group
 * that holds the app's grants, allowed to connect to this database only. Answers each app's connection URL.
 *
 * @param url the owner's connection; the owner needs CREATEROLE.
 */
export async function ensureAppRoles(
  url: string,
  passwords: Record<AppRole, string>,
): Promise<Record<AppRole, string>> {
  const sql = openDriver(url, { max: 1 })
  let database = ''
  try {
    const [here] = await sql<{ name: string }[]>`select current_database() as name`
    database = here?.name ?? ''
    // One at a time: two starts of one installation would race to create the same role.
    await sql`select pg_advisory_lock(hashtextextended('daybook.roles', 0))`
    await run(sql, revokeFromPublic(sql, database))
    for (const app of appRoles) {
      const role = roleName(database, app)
      const exists = await sql`select from pg_roles where rolname = ${role}`
      // Only a superuser may say anything about "superuser" of a role that exists, if only that it is none.
      const beginning = exists.length > 0 ? 'alter role %I' : 'create role %I nosuperuser nocreatedb nocreaterole'
      await run(
        sql,
        sql`select format(${`${beginning} login password %L`}::text, ${role}::text, ${passwords[app]}::text) as statement`,
      )
      await run(sql, sql`select format('grant %I to %I', ${`daybook_${app}`}::text, ${role}::text) as statement`)
      await run(
        sql,
        sql`select format('grant connect on database %I to %I', ${database}::text, ${role}::text) as statement`,
      )
    }
  } finally {
    await sql.end()
  }
  return {
    portal: urlOf(url, roleName(database, 'portal'), passwords.portal, database),
    partner: urlOf(url, roleName(database, 'partner'), passwords.partner, database),
    staff: urlOf(url, roleName(database, 'staff'), passwords.staff, database),
    recorder: urlOf(url, roleName(database, 'recorder'), passwords.recorder, database),
  }
}

/**
 * Creates, on a server of our own, the owner role and the database it owns, and answers the owner's connection URL.
 * The owner is no superuser: what it may do is what an operator's own server would let it do. Nobody else may connect,
 * here or to the databases that come with a server.
 */
export async function ensureDatabase(
  superuserUrl: string,
  { owner, password, database }: { owner: string; password: string; database: string },
): Promise<string> {
  const sql = openDriver(superuserUrl, { max: 1 })
  try {
    const exists = await sql`select from pg_roles where rolname = ${owner}`
    const verb = exists.length > 0 ? 'alter' : 'create'
    await run(
      sql,
      sql`select format('%s role %I login nosuperuser nocreatedb createrole password %L',
        ${verb}::text, ${owner}::text, ${password}::text) as statement`,
    )
    const databases = await sql`select from pg_database where datname = ${database}`
    if (databases.length === 0) {
      await run(sql, sql`select format('create database %I owner %I', ${database}::text, ${owner}::text) as statement`)
    }
    for (const closed of [database, 'postgres', 'template1']) await run(sql, revokeFromPublic(sql, closed))
  } finally {
    await sql.end()
  }
  return urlOf(superuserUrl, owner, password, database)
}

/**
 * Names in PostgreSQL end after 63 bytes; the app's part must survive, and a database must not get the roles of another
 * whose name begins the same.
 */
function roleName(database: string, app: AppRole): string {
  const name = `${database}_${app}`
  // A database called "daybook" would ask for the name of the group itself.
  if (Buffer.byteLength(name) <= 63 && name !== `daybook_${app}`) return name
  const digest = createHash('sha256').update(database).digest('hex').slice(0, 16)
  return `daybook_${digest}_${app}`
}

function urlOf(serverUrl: string, user: string, password: string, database: string): string {
  const url = new URL(serverUrl)
  url.username = encodeURIComponent(user)
  url.password = encodeURIComponent(password)
  url.pathname = `/${encodeURIComponent(database)}`
  return url.toString()
}

/** Everybody may connect to a new database and fill its disk with temporary tables, unless this is said. */
function revokeFromPublic(sql: postgres.Sql, database: string) {
  return sql`select format('revoke connect, temporary on database %I from public', ${database}::text) as statement`
}

/** Statements about roles take no parameters: the server itself quotes the names into the text that is then run. */
async function run(sql: postgres.Sql, formatted: postgres.PendingQuery<postgres.Row[]>): Promise<void> {
  const [row] = await formatted
  await sql.unsafe(String(row?.statement))
}
