import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'
import { type ConnectOptions, connect, type Database } from '../client.ts'
import { type AppRole, appRoles, ensureAppRoles, ensureDatabase } from '../migrate/index.ts'
import { migrate } from '../migrate/migrate.ts'

const templateDatabase = 'daybook_template'
const ownerRole = 'daybook_owner'
const ownerPassword = 'test-owner'

export interface TestDatabase extends AsyncDisposable {
  /** The owner's connection. */
  owner: Database
  ownerUrl: string
  /** A connection with the rights of one app. */
  as(app: AppRole, options?: ConnectOptions): Database
  url(app: AppRole): string
  /** Plain driver, as the owner: for tests that look behind the queries. */
  sql: postgres.Sql
  superuser: postgres.Sql
  close(): Promise<void>
}

/** Once a run: migrates the template that `createTestDatabase` clones. */
export async function prepareTemplate(superuserUrl: string): Promise<void> {
  const url = await ensureDatabase(superuserUrl, {
    owner: ownerRole,
    password: ownerPassword,
    database: templateDatabase,
  })
  await migrate({ url, ephemeral: true })
}

/** @param serverUrl superuser of a server on which `prepareTemplate` has run; the test run's own by default. */
export async function createTestDatabase(serverUrl = inject('daybookCluster').url): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`
  const root = postgres(serverUrl, { max: 1, onnotice: () => {} })
  await root.unsafe(`create database ${name} template ${templateDatabase} owner ${ownerRole}`)

  const ownerUrl = withDatabase(serverUrl, name, ownerRole, ownerPassword)
  const passwords = Object.fromEntries(appRoles.map((app) => [app, `test-${app}`])) as Record<AppRole, string>
  const urls = await ensureAppRoles(ownerUrl, passwords)
  const superuser = postgres(withDatabase(serverUrl, name), { max: 2, onnotice: () => {} })
  const sql = postgres(ownerUrl, { max: 2, onnotice: () => {} })
  const owner = connect(ownerUrl, { max: 4 })
  const opened: Database[] = [owner]

  const close = async () => {
    await Promise.all([...opened.map((db) => db.close()), sql.end({ timeout: 5 }), superuser.end({ timeout: 5 })])
    await root.unsafe(`drop database ${name} with (force)`)
    for (const app of appRoles) await root.unsafe(`drop role if exists ${name}_${app}`)
    await root.end()
  }
  return {
    owner,
    ownerUrl,
    sql,
    superuser,
    url: (app) => urls[app],
    as(app, options) {
      const db = connect(urls[app], { max: 5, ...options })
      opened.push(db)
      return db
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

function withDatabase(serverUrl: string, database: string, user?: string, password?: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  if (user !== undefined) url.username = user
  if (password !== undefined) url.password = password
  return url.toString()
}
