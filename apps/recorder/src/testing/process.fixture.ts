import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '@daybook/db/embedded'

const app = path.resolve(import.meta.dirname, '../..')

export interface ProcessEnd {
  code: number | null
  signal: NodeJS.Signals | null
}

/** The recorder as it is run: a process of its own, configured by its environment. */
export async function startProcess(databaseUrl: string, env: Record<string, string> = {}) {
  const port = await freePort()
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: app,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      DAYBOOK_HOME: mkdtempSync(path.join(tmpdir(), 'daybook-home-')),
      DAYBOOK_SECRET: 'w1V8nq0sJ3kQ5zT7bYxC9dEfGhLmNpRr',
      DAYBOOK_RECORDER_PORT: String(port),
      DAYBOOK_RECORDER_DATABASE_URL: databaseUrl,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => lines.push(line))
  const ended = new Promise<ProcessEnd>((resolve) => child.once('close', (code, signal) => resolve({ code, signal })))
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    lines,
    ended,
    terminate: () => void child.kill('SIGTERM'),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** The status of an address; null as long as nobody answers there. */
export async function statusOf(url: string): Promise<number | null> {
  try {
    return (await fetch(url)).status
  } catch {
    return null
  }
}
