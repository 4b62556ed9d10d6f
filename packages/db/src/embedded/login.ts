import { readFileSync } from 'node:fs'
import path from 'node:path'
import postgres from 'postgres'
import { embeddedFailure } from './failure.ts'

const WRONG_PASSWORD = '28P01'

/** The address of a database of the embedded server. It holds the password: never log it. */
export function databaseUrl(port: number, password: string, database: string): string {
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`
}

/**
 * Signs in and makes sure that the server at the port is the one of this data directory: both must name the same
 * cluster. Throws where the password is not the cluster's.
 */
export async function serves(port: number, password: string, dataDir: string): Promise<boolean> {
  const sql = postgres(databaseUrl(port, password, 'postgres'), { max: 1, connect_timeout: 10, onnotice: () => {} })
  try {
    const rows = await sql<{ id: string }[]>`select system_identifier::text as id from pg_control_system()`
    return rows[0]?.id === clusterId(dataDir)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === WRONG_PASSWORD) {
      throw embeddedFailure(
        `in ${dataDir} does not accept the password it is given. Restore the secrets that belong to it, ` +
          'or begin again with an empty database: npm start -- --fresh.',
        error,
      )
    }
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** The cluster's own number: the first eight bytes of its control file. */
function clusterId(dataDir: string): string {
  return readFileSync(path.join(dataDir, 'global/pg_control')).readBigUInt64LE(0).toString()
}
