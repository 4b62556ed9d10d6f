import postgres from 'postgres'

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
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const database = decodeURIComponent(new URL(url).pathname.slice(1))
  try {
    // One at a time: two starts of one installation would race to create the same role.
    await sql`select pg_advisory_lock(hashtextextended('daybook.roles', 0))`
    await run(sql, sql`select format('revoke connect on database %I from public', ${database}::text) as statement`)
    for (const app of appRoles) {
      const role = roleName(database, app)
      const exists = await sql`select from pg_roles where rolname = ${role}`
      const verb = exists.length > 0 ? 'alter' : 'create'
      await run(
        sql,
        sql`select format('%s role %I login nosuperuser nocreatedb nocreaterole password %L',
          ${verb}::text, ${role}::text, ${passwords[app]}::text) as statement`,
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
    portal: appUrl(url, 'portal', passwords.portal),
    partner: appUrl(url, 'partner', passwords.partner),
    staff: appUrl(url, 'staff', passwords.staff),
    recorder: appUrl(url, 'recorder', passwords.recorder),
  }
}

/**
 * Creates, on a server of our own, the owner role and the database it owns, and answers the owner's connection URL.
 * The owner is no superuser: what it may do is what an operator's own server would let it do.
 */
export async function ensureDatabase(
  superuserUrl: string,
  { owner, password, database }: { owner: string; password: string; database: string },
): Promise<string> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} })
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
  } finally {
    await sql.end()
  }
  const url = new URL(superuserUrl)
  url.username = encodeURIComponent(owner)
  url.password = encodeURIComponent(password)
  url.pathname = `/${encodeURIComponent(database)}`
  return url.toString()
}

/** Names in PostgreSQL end after 63 bytes; the app's part must survive. */
function roleName(database: string, app: AppRole): string {
  return `${database.slice(0, 50)}_${app}`
}

function appUrl(ownerUrl: string, app: AppRole, password: string): string {
  const url = new URL(ownerUrl)
  url.username = encodeURIComponent(roleName(decodeURIComponent(url.pathname.slice(1)), app))
  url.password = encodeURIComponent(password)
  return url.toString()
}

/** Statements about roles take no parameters: the server itself quotes the names into the text that is then run. */
async function run(sql: postgres.Sql, formatted: postgres.PendingQuery<postgres.Row[]>): Promise<void> {
  const [row] = await formatted
  await sql.unsafe(String(row?.statement))
}
