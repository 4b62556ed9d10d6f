/** What we ask a PostgreSQL server about itself before trusting it with a log. */
export interface ServerSettings {
  /** `server_version_num`, for example 150014. */
  version: number
  encoding: string
  fsync: boolean
  fullPageWrites: boolean
  synchronousCommit: string
}

/** A server we cannot run on, with what to do about it. */
export class ServerRefusedError extends Error {
  override name = 'ServerRefusedError'
}

/**
 * First release of each major version in which planner statistics no longer leak rows a role may not see
 * (CVE-2025-8713). Later majors came with it.
 */
const oldestMinor: Record<number, number> = { 15: 14, 16: 10, 17: 6 }
const oldestMajor = 15

/**
 * @param ephemeral a test's server, which may forget: durability is not asked for.
 * @throws ServerRefusedError
 */
export function checkServer(settings: ServerSettings, { ephemeral = false } = {}): void {
  const major = Math.floor(settings.version / 10_000)
  const minor = settings.version % 10_000
  const running = `This server is PostgreSQL ${major}.${minor}.`

  if (major < oldestMajor) throw new ServerRefusedError(`Daybook needs PostgreSQL ${oldestMajor} or later. ${running}`)
  const needed = oldestMinor[major]
  if (needed !== undefined && minor < needed) {
    throw new ServerRefusedError(
      `Daybook needs PostgreSQL ${major}.${needed} or later of version ${major}: earlier ones leak rows through planner statistics (CVE-2025-8713). ${running} Update it, or use PostgreSQL 18.`,
    )
  }
  if (settings.encoding !== 'UTF8') {
    throw new ServerRefusedError(
      `The database's encoding is ${settings.encoding}. Create it with: CREATE DATABASE daybook ENCODING 'UTF8' TEMPLATE template0`,
    )
  }
  if (ephemeral) return
  if (!settings.fsync || !settings.fullPageWrites) {
    throw new ServerRefusedError(
      'fsync and full_page_writes must be on: an acknowledged event has to survive a crash of the server.',
    )
  }
  if (settings.synchronousCommit === 'off') {
    throw new ServerRefusedError(
      'synchronous_commit is off, so a crash would lose acknowledged events. Set it to on, for example: ALTER DATABASE daybook SET synchronous_commit = on',
    )
  }
}
