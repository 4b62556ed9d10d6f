import { existsSync } from 'node:fs'
import type { Database } from '@daybook/db'
import { connect, errorCodeOf, findLog, isRetryable, type LogTarget, listLogs } from '@daybook/db'
import type { Config } from '@daybook/runtime'
import { refusal } from '../failure.ts'
import { databaseDirectory, openDatabase } from '../start/database.ts'

export interface OpenLog {
  db: Database
  log: LogTarget
  close: () => Promise<void>
}

/** The wrong word on the command line. */
export const exitCodeUsage = 2
/** EX_TEMPFAIL of sysexits(3): the same command may succeed later. */
export const exitCodeTemporary = 75

/**
 * Opens the log of a tenant with the rights of the recorder: on the database that is configured, or on our own, which is
 * started for the time of the command unless Daybook runs.
 *
 * @throws a refusal when there is no such tenant, or no database that answers.
 */
export async function openLog(config: Config, slug: string): Promise<OpenLog> {
  const { url, stop } = await recorderDatabase(config)
  const db = connect(url, { max: 2, name: 'daybook import', statementTimeout: 30_000 })
  const close = async () => {
    await db.close()
    await stop()
  }
  try {
    return { db, log: await tenantLog(db, slug), close }
  } catch (error) {
    await close()
    if (isRetryable(error)) throw refusal(`The database does not answer (${errorCodeOf(error)}).`, exitCodeTemporary)
    if (errorCodeOf(error) === '42P01') throw refusal('The database is not set up yet. Run: daybook migrate')
    throw error
  }
}

/** @throws a refusal that lists the tenants there are. */
export async function tenantLog(db: Database, slug: string): Promise<LogTarget> {
  const log = await findLog(db, { slug })
  if (log?.kind === 'tenant') return log
  const known = (await listLogs(db)).filter(({ kind }) => kind === 'tenant').map((tenant) => tenant.slug)
  const there = known.length === 0 ? 'There are none yet.' : `There are: ${known.join(', ')}.`
  throw refusal(`There is no tenant “${slug}”. ${there}`, exitCodeUsage)
}

async function recorderDatabase(config: Config): Promise<{ url: string; stop: () => Promise<void> }> {
  const configured = config.processes.recorder.databaseUrl
  if (configured !== null) return { url: configured, stop: () => Promise.resolve() }

  if (config.databaseUrl === null && !existsSync(databaseDirectory(config.home))) {
    throw refusal(`There is no database in ${config.home} yet. Start Daybook once, or name one in DATABASE_URL.`)
  }
  const database = await openDatabase(config, { log: () => {} })
  const { recorder } = await database.appUrls()
  return { url: recorder, stop: database.stop }
}
