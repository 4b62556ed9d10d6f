import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '@daybook/db/embedded'
import { expect, test } from '@playwright/test'

/**
 * How the product comes up and ends, with processes of its own for each test. Without the demo world: it is about the
 * processes, and the apps were built for the other tests.
 */
test.describe.configure({ mode: 'default' })

const repository = path.resolve(import.meta.dirname, '../../..')
const apps = ['RECORDER', 'PORTAL', 'PARTNER', 'STAFF']

type Started = { launcher: ChildProcess; ports: number[]; pids: number[]; said: () => string }

const undo: (() => unknown)[] = []
test.afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

function temporaryHome(): string {
  const home = mkdtempSync(path.join(tmpdir(), 'daybook-start-'))
  undo.push(() => rmSync(home, { recursive: true, force: true }))
  return home
}

async function start(home: string): Promise<Started> {
  const ports = await Promise.all(apps.map(() => freePort()))
  const launcher = spawn(
    process.execPath,
    ['--import', 'tsx', 'packages/cli/src/main.ts', 'start', '--empty', '--no-build'],
    {
      cwd: repository,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        DAYBOOK_HOME: home,
        DATABASE_URL: '',
        ...Object.fromEntries(apps.map((app, index) => [`DAYBOOK_${app}_PORT`, String(ports[index])])),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let said = ''
  for (const stream of [launcher.stdout, launcher.stderr])
    stream.on('data', (chunk) => {
      said += chunk
    })
  undo.push(() => end(launcher, 'SIGTERM'))

  await expect.poll(() => said.includes('Ready in') || launcher.exitCode !== null, { timeout: 50_000 }).toBe(true)
  expect(launcher.exitCode, said).toBeNull()
  return { launcher, ports, pids: apps.map((app) => pidOf(home, app)), said: () => said }
}

async function end(launcher: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (launcher.exitCode !== null || launcher.signalCode !== null) return launcher.exitCode
  const gone = once(launcher, 'exit')
  launcher.kill(signal)
  const [code] = await gone
  return code
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok
  } catch {
    return false
  }
}

/** Each process writes its id into every line of its log. */
function pidOf(home: string, app: string): number {
  const lines = readFileSync(path.join(home, 'logs', `${app.toLowerCase()}.log`), 'utf8')
    .trimEnd()
    .split('\n')
  return JSON.parse(lines.at(-1) ?? '{}').pid
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function expectGone(pids: number[]): Promise<void> {
  await expect.poll(() => pids.filter(isAlive), { timeout: 20_000 }).toEqual([])
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} ends everything that was started, in good order`, async () => {
    const { launcher, pids } = await start(temporaryHome())
    expect(await end(launcher, signal)).toBe(0)
    await expectGone(pids)
  })
}

test('a start that was killed leaves nothing that holds the next one up', async () => {
  const home = temporaryHome()
  const killed = await start(home)
  await end(killed.launcher, 'SIGKILL')
  await expectGone(killed.pids)

  const next = await start(home)
  expect(await Promise.all(next.ports.map(answers))).toEqual([true, true, true, true])
})

test('a process that dies takes the product down, and is named', async () => {
  const home = temporaryHome()
  const { launcher, pids, said } = await start(home)
  const partner = pidOf(home, 'PARTNER')
  const gone = once(launcher, 'exit')
  process.kill(partner, 'SIGKILL')

  const [code] = await gone
  expect(code).toBe(1)
  expect(said()).toContain('The partner ended with SIGKILL.')
  await expectGone(pids)
})
