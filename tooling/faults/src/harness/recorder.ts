import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '@daybook/db/embedded'
import { until } from './poll.ts'

const app = path.resolve(import.meta.dirname, '../../../../apps/recorder')
const preloads = path.resolve(import.meta.dirname, '../preload')
const linesKept = 5000

export interface ProcessEnd {
  code: number | null
  signal: NodeJS.Signals | null
}

export interface RecorderProcess {
  url: string
  port: number
  pid: number
  /** The latest lines of its log. */
  lines: readonly string[]
  ended: Promise<ProcessEnd>
  kill(): Promise<ProcessEnd>
  terminate(): Promise<ProcessEnd>
  /** Resolves once the process says that its clock is off by so much. */
  setClock(offMs: number): Promise<void>
  untilReady(ms?: number): Promise<void>
}

export interface RecorderOptions {
  databaseUrl: string
  home: string
  /** A free one by default. */
  port?: number
}

/** The recorder as it is run: a process of its own, configured by nothing but its environment. */
export async function startRecorder({ databaseUrl, home, port }: RecorderOptions): Promise<RecorderProcess> {
  const chosen = port ?? (await freePort())
  const loads = ['tsx', path.join(preloads, 'lifeline.ts'), path.join(preloads, 'clock.ts')]
  const child = spawn(process.execPath, [...loads.flatMap((load) => ['--import', load]), 'src/main.ts'], {
    cwd: app,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DAYBOOK_HOME: home,
      DAYBOOK_SECRET: 'w1V8nq0sJ3kQ5zT7bYxC9dEfGhLmNpRr',
      DAYBOOK_RECORDER_PORT: String(chosen),
      DAYBOOK_RECORDER_DATABASE_URL: databaseUrl,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      if (lines.length > linesKept) lines.shift()
    })
  }
  const ended = new Promise<ProcessEnd>((resolve) => child.once('close', (code, signal) => resolve({ code, signal })))
  const url = `http://127.0.0.1:${chosen}`
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  return {
    ...{ url, port: chosen, pid: child.pid ?? 0, lines, ended },
    kill: () => end('SIGKILL'),
    terminate: () => end('SIGTERM'),
    async setClock(offMs) {
      const set = once(child, 'message')
      child.send({ clockOffMs: offMs })
      await set
    },
    async untilReady(ms = 60_000) {
      await until(async () => (await fetch(`${url}/readyz`)).status === 200, { what: 'a recorder that is ready', ms })
    },
  }
}
