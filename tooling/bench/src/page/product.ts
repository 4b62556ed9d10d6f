import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '@daybook/db/embedded'

const repository = path.resolve(import.meta.dirname, '../../../..')
const readyMs = 300_000

export interface Product {
  portalUrl: string
  password: string
  stop: () => Promise<void>
}

/** The product with its demo world, as `npm start` shows it, in a home and on ports of its own. */
export async function startProduct(): Promise<Product> {
  const home = mkdtempSync(path.join(tmpdir(), 'daybook-bench-'))
  const password = randomBytes(12).toString('base64url')
  const [recorder, portal, partner, staff] = [await freePort(), await freePort(), await freePort(), await freePort()]
  const child = spawn(process.execPath, ['--import', 'tsx', 'packages/cli/src/main.ts', 'start'], {
    cwd: repository,
    env: {
      NODE_ENV: process.env.NODE_ENV,
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DAYBOOK_HOME: home,
      DAYBOOK_DEMO_PASSWORD: password,
      DAYBOOK_RECORDER_PORT: String(recorder),
      DAYBOOK_PORTAL_PORT: String(portal),
      DAYBOOK_PARTNER_PORT: String(partner),
      DAYBOOK_STAFF_PORT: String(staff),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    rmSync(home, { recursive: true, force: true })
  }
  try {
    await isReady(child)
  } catch (error) {
    await stop()
    throw error
  }
  return { portalUrl: `http://localhost:${portal}`, password, stop }
}

/** Settles with the line that says so. */
function isReady(child: ChildProcess): Promise<void> {
  const said: string[] = []
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The product did not start in time:\n${said.join('\n')}`)), readyMs)
    const settle = (end: () => void) => {
      clearTimeout(timer)
      end()
    }
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue
      createInterface(stream).on('line', (line) => {
        said.push(line)
        if (line.startsWith('Ready in')) settle(resolve)
      })
    }
    child.once('exit', () => settle(() => reject(new Error(`The product ended:\n${said.join('\n')}`))))
  })
}
