import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { connect, type Database } from '@daybook/db'
import { type EmbeddedServer, freePort, startEmbedded } from '@daybook/db/embedded'
import { ensureAppRoles, ensureDatabase, migrate } from '@daybook/db/migrate'
import postgres from 'postgres'
import { startLifeline } from './lifeline.ts'

export interface FaultDatabase {
  /** What the recorder connects with. */
  recorderUrl: string
  ownerUrl: string
  port: number
  owner: Database
  /** As the owner, for what no query of ours does. */
  sql: postgres.Sql
  superuser: postgres.Sql
  isRunning(): boolean
  /**
   * SIGKILL to the postmaster; to all its processes at once unless `postmasterOnly`. In that case they notice by
   * themselves, and may still finish what they are at.
   */
  kill(how?: { postmasterOnly: boolean }): void
  /** Starts it again where it was, as often as asked. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** A PostgreSQL of our own that waits for its disk, with the schema and the roles of an installation. */
export async function startDatabase(dir: string): Promise<FaultDatabase> {
  const port = await freePort()
  const password = randomBytes(18).toString('base64url')
  const options = { dir: path.join(dir, 'postgres'), password, port }
  const lifeline = startLifeline()
  let server = await startEmbedded(options)
  lifeline.guard(server.pid)

  async function stop(): Promise<void> {
    await server.stop()
    lifeline.guard(null)
  }

  try {
    const urls = await prepare(server)
    const owner = connect(urls.owner, { max: 4, name: 'faults owner', statementTimeout: 60_000 })
    const quiet = { onnotice: () => {}, connect_timeout: 5, max: 2 }
    const sql = postgres(urls.owner, quiet)
    const superuser = postgres(server.url('daybook'), { ...quiet, max: 1 })
    return {
      ...{ recorderUrl: urls.recorder, ownerUrl: urls.owner, port, owner, sql, superuser },
      isRunning: () => signal(server.pid, 0),
      kill: ({ postmasterOnly } = { postmasterOnly: false }) => {
        // The children first: once the postmaster is gone, whose they were cannot be told any more.
        const family = postmasterOnly ? [server.pid] : [server.pid, ...childrenOf(server.pid)]
        for (const pid of family) signal(pid, 'SIGKILL')
      },
      async restart() {
        await stop()
        server = await startEmbedded(options)
        lifeline.guard(server.pid)
      },
      async stop() {
        await Promise.all([owner.close(), sql.end({ timeout: 1 }), superuser.end({ timeout: 1 })])
        await stop()
        lifeline.end()
      },
    }
  } catch (error) {
    await stop()
    lifeline.end()
    throw error
  }
}

async function prepare(server: EmbeddedServer): Promise<{ owner: string; recorder: string }> {
  const word = () => randomBytes(18).toString('base64url')
  const owner = await ensureDatabase(server.url(), { owner: 'daybook_owner', password: word(), database: 'daybook' })
  await migrate({ url: owner })
  const passwords = { portal: word(), partner: word(), staff: word(), recorder: word() }
  const { recorder } = await ensureAppRoles(owner, passwords)
  return { owner, recorder }
}

/** Only Linux shows them; elsewhere the postmaster dies alone. */
function childrenOf(parent: number): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent)
}

function parentOf(pid: number): number | null {
  try {
    const [, fields = ''] = /\)\s+(.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return Number(fields.split(' ')[1])
  } catch {
    return null
  }
}

/** False when there is no such process any more. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}
