import { fileURLToPath } from 'node:url'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import type postgres from 'postgres'
import { openDriver } from '../driver.ts'
import { installJobQueue } from './job-queue.ts'
import { checkServer, ServerRefusedError } from './server-check.ts'

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))

/** Any constant will do, as long as nobody else uses it. */
const lockKey = 7_239_041_177

export interface MigrateOptions {
  /** The owner's connection. */
  url: string
  /** A test's server, which may forget. */
  ephemeral?: boolean
}

/**
 * Brings the schema forward to this release; answers how many migrations were applied. Waits for another process that
 * is migrating the same database. Only forward: a database that a later release has migrated is refused.
 *
 * @throws ServerRefusedError when the server is too old, not durable, or the database is newer than this release.
 */
export async function migrate({ url, ephemeral = false }: MigrateOptions): Promise<number> {
  const sql = openDriver(url, { max: 1, connection: { application_name: 'daybook migrate' } })
  try {
    checkServer(await readSettings(sql), { ephemeral })
    await sql`select pg_advisory_lock(${lockKey})`
    const known = knownMigrations()
    const before = await appliedMigrations(sql)
    if (!before.every((at, index) => at === known[index])) {
      throw new ServerRefusedError(
        'This database was migrated by a later release of Daybook. Run that release, or restore a backup made before it.',
      )
    }
    // First, because our own migrations grant what the recorder needs of it.
    await installJobQueue(url)
    await runMigrations(drizzle(sql), { migrationsFolder })
    return known.length - before.length
  } finally {
    await sql.end()
  }
}

/** True when the schema is the one this release was written for. Every app's role may ask. */
export async function isMigrated(url: string): Promise<boolean> {
  const sql = openDriver(url, { max: 1 })
  try {
    const known = knownMigrations()
    const applied = await appliedMigrations(sql)
    return applied.length === known.length && applied.every((at, index) => at === known[index])
  } finally {
    await sql.end()
  }
}

/** The migrations of this release, oldest first, each by the moment it was made. */
function knownMigrations(): number[] {
  return readMigrationFiles({ migrationsFolder }).map((migration) => migration.folderMillis)
}

async function readSettings(sql: postgres.Sql) {
  const [row] = await sql<{ version: string; encoding: string; fsync: string; pages: string; commit: string }[]>`
    select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding,
      current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
      current_setting('synchronous_commit') as commit`
  if (!row) throw new Error('The server did not tell its settings.')
  return {
    version: Number(row.version),
    encoding: row.encoding,
    fsync: row.fsync === 'on',
    fullPageWrites: row.pages === 'on',
    synchronousCommit: row.commit,
  }
}

async function appliedMigrations(sql: postgres.Sql): Promise<number[]> {
  const [table] = await sql<{ exists: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as exists`
  if (!table?.exists) return []
  const rows = await sql<
    { created_at: string }[]
  >`select created_at from drizzle.__drizzle_migrations order by created_at`
  return rows.map((row) => Number(row.created_at))
}
