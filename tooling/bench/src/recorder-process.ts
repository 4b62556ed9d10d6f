import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '@daybook/db/embedded'
import type { BenchServer } from './server.ts'

const app = path.resolve(import.meta.dirname, '../../../apps/recorder')
const readyMs = 60_000

export type RecorderProcess = {
  port: number
  pid: number
  /** Ends it in good order, which also writes the profile. */
  stop: () => Promise<void>
}

/** The real recorder as `daybook start` runs it. */
export async function startRecorder(
  { appUrls, directory }: BenchServer,
  { profileDirectory }: { profileDirectory: string | null },
): Promise<RecorderProcess> {
  const port = await freePort()
  const home = path.join(directory, 'home')
  mkdirSync(home, { recursive: true })
  const logFile = path.join(directory, 'recorder.log')
  const log = openSync(logFile, 'a')
  const profiling = profileDirectory === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDirectory}`]
  const child: ChildProcess = spawn(process.execPath, [...profiling, '--import', 'tsx', 'src/main.ts'], {
    cwd: app,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: process.env.NODE_ENV,
      DAYBOOK_HOME: home,
      DAYBOOK_SECRET: randomBytes(32).toString('base64url'),
      DAYBOOK_RECORDER_PORT: String(port),
      DAYBOOK_RECORDER_DATABASE_URL: appUrls.recorder,
      // One sender plays many: what each of them may send is not what is measured.
      DAYBOOK_INGEST_EVENTS_PER_SECOND: '1000000',
      DAYBOOK_INGEST_EVENTS_BURST: '10000000',
      DAYBOOK_INGEST_REQUESTS_PER_SECOND: '100000',
    },
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  let hasEnded = false
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      hasEnded = true
      resolve()
    }
    child.once('exit', end)
    child.once('error', end)
  })
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }

  const deadline = Date.now() + readyMs
  while (!(await isReady(port))) {
    if (!hasEnded && Date.now() < deadline) {
      await delay(50)
      continue
    }
    await stop()
    throw new Error(`The recorder did not start:\n${readFileSync(logFile, 'utf8')}`)
  }
  return { port, pid: child.pid ?? 0, stop }
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok
  } catch {
    return false
  }
}
