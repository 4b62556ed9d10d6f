import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startEmbedded } from '@daybook/db/embedded'
import { type AppRole, appRoles, ensureAppRoles, ensureDatabase, migrate } from '@daybook/db/migrate'
import postgres from 'postgres'

export type BenchServer = {
  /** The superuser's connection: empties tables, asks for sizes. */
  sql: postgres.Sql
  superuserUrl: string
  pid: number
  ownerUrl: string
  appUrls: Record<AppRole, string>
  /** For files of the processes that a bench starts; deleted in the end. */
  directory: string
  stop: () => Promise<void>
}

/** A PostgreSQL of our own that waits for the disk, migrated, with every app's role, in a directory that goes away. */
export async function startServer(): Promise<BenchServer> {
  const directory = mkdtempSync(path.join(tmpdir(), 'daybook-bench-'))
  // The server may run under another account, which has to walk through here.
  chmodSync(directory, 0o711)
  const password = randomBytes(16).toString('hex')
  const server = await startEmbedded({ dir: path.join(directory, 'postgres'), password })
  const remove = () => rmSync(directory, { recursive: true, force: true })
  try {
    const ownerUrl = await ensureDatabase(server.url(), { owner: 'daybook_owner', password, database: 'bench' })
    await migrate({ url: ownerUrl })
    const passwords = Object.fromEntries(appRoles.map((app) => [app, password])) as Record<AppRole, string>
    const appUrls = await ensureAppRoles(ownerUrl, passwords)
    const superuserUrl = server.url('bench')
    const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} })
    const stop = async () => {
      await sql.end()
      await server.stop()
      remove()
    }
    return { sql, superuserUrl, pid: server.pid, ownerUrl, appUrls, directory, stop }
  } catch (error) {
    await server.stop()
    remove()
    throw error
  }
}
