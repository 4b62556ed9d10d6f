import { rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { serverAccount } from './account.ts'
import { findBinaries } from './binaries.ts'
import { claimDirectory } from './claim.ts'
import { prepareCluster } from './cluster.ts'
import { embeddedFailure } from './failure.ts'
import { freePort, isPortFree } from './free-port.ts'
import { onLauncherEnd } from './launcher-end.ts'
import { databaseUrl, serves } from './login.ts'
import { findPostmaster, type Postmaster } from './postmaster.ts'
import { interruptServer, launchServer, stopServer } from './server.ts'

export type EmbeddedOptions = {
  /** Everything of this server lives here: its data, its log, and who started it. Made if missing. */
  dir: string
  /** The superuser's password; the same at every start. */
  password: string
  /** A free port by default, a new one at each start. */
  port?: number
  /** For tests: does not wait for the disk, and leaves nothing behind when stopped. */
  ephemeral?: boolean
  /** Other binaries than the installed ones of version 18: a directory with `bin`, `lib` and `share`. */
  nativeDir?: string
  log?: (line: string) => void
}

export type EmbeddedServer = {
  /** The address of a database (`postgres` by default). It holds the password: never log it. */
  url: (database?: string) => string
  port: number
  pid: number
  dir: string
  /** True if the cluster was made by this start. */
  fresh: boolean
  /** The process that started the server, when that is another one that still runs: then `stop` leaves it alone. */
  sharedWith?: number
  stop: () => Promise<void>
}

/**
 * Starts PostgreSQL on `options.dir`, or joins the server that already runs there. A server that outlived its
 * launcher is taken over. Throws an error named `EmbeddedDatabaseError` whose message is meant to be read.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const dir = path.resolve(options.dir)
  const dataDir = path.join(dir, 'data')
  const claim = claimDirectory(dir)

  if (!claim.mine) {
    const running = await othersServer(dataDir, claim.pid, options.password)
    return { ...describe(running, options, dir), fresh: false, sharedWith: claim.pid, stop: () => Promise.resolve() }
  }

  try {
    const { running, fresh } = await ownServer(options, { dir, dataDir })
    const forget = onLauncherEnd(() => {
      interruptServer(running.pid)
      claim.release()
    })
    let stopped: Promise<void> | undefined
    const stop = async () => {
      await stopServer(running.pid, dataDir)
      forget()
      claim.release()
      if (options.ephemeral) rmSync(dir, { recursive: true, force: true })
    }
    return {
      ...describe(running, options, dir),
      fresh,
      stop: () => {
        stopped ??= stop()
        return stopped
      },
    }
  } catch (error) {
    claim.release()
    throw error
  }
}

function describe({ port, pid }: Postmaster, { password }: EmbeddedOptions, dir: string) {
  return { port, pid, dir, url: (database = 'postgres') => databaseUrl(port, password, database) }
}

/** The server of a launcher that lives; it may still be starting. */
async function othersServer(dataDir: string, launcher: number, password: string): Promise<Postmaster> {
  const deadline = Date.now() + 30_000
  while (Date.now() < deadline) {
    const running = findPostmaster(dataDir)
    if (running?.ready && (await serves(running.port, password, dataDir))) return running
    await delay(50)
  }
  throw embeddedFailure(`in ${dataDir} belongs to process ${launcher}, which runs but has not brought it up.`)
}

async function ownServer(
  options: EmbeddedOptions,
  { dir, dataDir }: { dir: string; dataDir: string },
): Promise<{ running: Postmaster; fresh: boolean }> {
  const leftover = findPostmaster(dataDir)
  if (leftover !== undefined) {
    const adopted = await takeOver(leftover, options, dataDir)
    if (adopted) return { running: leftover, fresh: false }
  }

  const account = serverAccount()
  const binaries = findBinaries(account, options.nativeDir)
  const ephemeral = options.ephemeral ?? false
  const fresh = prepareCluster({ binaries, account, dataDir, password: options.password, ephemeral })
  const running = await launchOnPort(options.port, (port) =>
    launchServer({ binaries, account, dataDir, port, ephemeral, logFile: path.join(dir, 'server.log') }),
  )

  if (!(await serves(running.port, options.password, dataDir).catch(stopAndThrow(running.pid, dataDir)))) {
    await stopServer(running.pid, dataDir)
    throw embeddedFailure(`in ${dataDir} started, but another server answers at its port ${running.port}.`)
  }
  return { running, fresh }
}

/** Uses a server that outlived its launcher if it is as we want it, stops it otherwise. */
async function takeOver(leftover: Postmaster, options: EmbeddedOptions, dataDir: string): Promise<boolean> {
  const asWanted = leftover.ready && (options.port === undefined || options.port === leftover.port)
  if (asWanted && !options.ephemeral && (await serves(leftover.port, options.password, dataDir))) {
    options.log?.(`Took over the PostgreSQL that an earlier start left running (process ${leftover.pid}).`)
    return true
  }
  options.log?.(`Stopping the PostgreSQL that an earlier start left running (process ${leftover.pid}).`)
  await stopServer(leftover.pid, dataDir)
  return false
}

/** On the wanted port, or on any free one: that may be taken by somebody quicker, so it is tried more than once. */
async function launchOnPort(
  wanted: number | undefined,
  launch: (port: number) => Promise<Postmaster>,
): Promise<Postmaster> {
  if (wanted !== undefined && !(await isPortFree(wanted))) {
    throw embeddedFailure(
      `cannot listen on port ${wanted}: another program does. Choose another port or stop that one.`,
    )
  }
  for (let attempts = 1; ; attempts++) {
    try {
      return await launch(wanted ?? (await freePort()))
    } catch (error) {
      const wasTaken = error instanceof Error && error.message.includes('could not create any TCP/IP sockets')
      if (!wasTaken || wanted !== undefined || attempts === 5) throw error
    }
  }
}

function stopAndThrow(pid: number, dataDir: string): (error: unknown) => Promise<never> {
  return async (error) => {
    await stopServer(pid, dataDir)
    throw error
  }
}
