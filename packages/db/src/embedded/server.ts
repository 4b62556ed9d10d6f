import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Account, ownName } from './account.ts'
import type { Binaries } from './binaries.ts'
import { embeddedFailure } from './failure.ts'
import { findPostmaster, type Postmaster } from './postmaster.ts'
import { processStamp } from './process-stamp.ts'

const POLL_MS = 15
// Recovery after a power cut replays what the log holds; on a slow disk that takes a while.
const START_MS = 120_000
const STOP_MS = 60_000
const PREDECESSOR_MS = 10_000
const LOG_BYTES_MAX = 5_000_000

const durable = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on']
const fleeting = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
]

type Launch = {
  binaries: Binaries
  account: Account
  dataDir: string
  logFile: string
  port: number
  ephemeral: boolean
}

/**
 * Starts the server on a prepared cluster and waits until it takes connections. Where a predecessor was killed, its
 * last processes may still be going: PostgreSQL refuses to start beside them, so this waits until they are gone.
 */
export async function launchServer(options: Launch): Promise<Postmaster> {
  const deadline = Date.now() + PREDECESSOR_MS
  for (;;) {
    try {
      return await launchOnce(options)
    } catch (error) {
      const goingStill =
        error instanceof Error && /lock file .* already exists|pre-existing shared memory/.test(error.message)
      if (!goingStill || Date.now() > deadline) throw error
      await delay(200)
    }
  }
}

async function launchOnce(options: Launch): Promise<Postmaster> {
  const { binaries, account, dataDir, logFile, port, ephemeral } = options
  const settings = [
    'listen_addresses=127.0.0.1',
    // The port and its password are the only way in: a socket file would add a second one.
    'unix_socket_directories=',
    'max_connections=200',
    'shared_buffers=128MB',
    'cluster_name=daybook',
    // What a failed statement was about may be personal data; the log keeps the error, not the row.
    'log_error_verbosity=terse',
    ...(ephemeral ? fleeting : durable),
  ].flatMap((setting) => ['-c', setting])
  const program = path.join(binaries.directory, 'bin/postgres')
  const command = [program, '-D', ownName(account, dataDir), '-p', String(port), ...settings]

  const log = openLog(logFile)
  const logStart = fstatSync(log).size
  // Detached: Ctrl-C in the terminal reaches us and not the server, so that others can finish their work first.
  const child = ephemeral
    ? spawn('/bin/sh', ['-c', lifeline, 'sh', ...command], {
        ...{ ...account, cwd: dataDir, detached: true },
        stdio: ['pipe', 'ignore', log],
      })
    : spawn(program, command.slice(1), { ...account, cwd: dataDir, detached: true, stdio: ['ignore', 'ignore', log] })
  closeSync(log)
  return await untilReady(child, { dataDir, logFile, logStart })
}

// A test run that is killed cannot stop its server. This shell reads from us, so it sees us die however we do.
const lifeline =
  'exec 3<&0; "$@" 3<&- & server=$!; (read -r _ <&3; kill -INT $server) & wait $server; code=$?; kill $!; exit $code'

async function untilReady(
  child: ChildProcess,
  files: { dataDir: string; logFile: string; logStart: number },
): Promise<Postmaster> {
  let ended: string | undefined
  child.once('error', (error) => {
    ended = error.message
  })
  child.once('exit', (code, signal) => {
    ended = `ended with ${signal ?? code}`
  })
  child.unref()
  if (child.stdin !== null && 'unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref()

  const deadline = Date.now() + START_MS
  while (ended === undefined && Date.now() < deadline) {
    const found = findPostmaster(files.dataDir)
    if (found?.ready) return found
    await delay(POLL_MS)
  }
  child.stdin?.destroy()
  child.kill('SIGINT')
  throw embeddedFailure(
    `did not start (${ended ?? 'it took too long'}). It said, in ${files.logFile}:\n${textFrom(files.logFile, files.logStart)}`,
  )
}

/** Ends the server by a fast shutdown: connections are cut, what was committed is on disk. */
export async function stopServer(pid: number, dataDir: string): Promise<void> {
  const stamp = processStamp(pid)
  interruptServer(pid)

  const deadline = Date.now() + STOP_MS
  while (stamp !== undefined && processStamp(pid) === stamp) {
    if (Date.now() > deadline) throw embeddedFailure(`(process ${pid} in ${dataDir}) does not stop.`)
    await delay(POLL_MS)
  }
}

/** Asks for the fast shutdown and does not wait. */
export function interruptServer(pid: number): void {
  try {
    process.kill(pid, 'SIGINT')
  } catch {
    // It is gone already, which is what was wanted.
  }
}

function openLog(logFile: string): number {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  if (size > LOG_BYTES_MAX) renameSync(logFile, `${logFile}.old`)
  return openSync(logFile, 'a', 0o600)
}

function textFrom(file: string, start: number): string {
  return readFileSync(file).subarray(start).toString().trimEnd()
}
