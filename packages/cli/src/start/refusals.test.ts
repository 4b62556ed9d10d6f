import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { claimDirectory, freePort } from '@daybook/db/embedded'
import { expect, onTestFinished, test } from 'vitest'
import { repository, tsxLoader } from './repository.ts'

function temporaryHome(): string {
  const home = mkdtempSync(path.join(tmpdir(), 'daybook-home-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  return home
}

type Ended = { code: number | string; output: string; complaint: string }

/** Runs the real command in a process of its own, with nothing of our environment but the path. */
function daybook(args: string[], env: Record<string, string>): Promise<Ended> {
  const main = path.join(repository, 'packages/cli/src/main.ts')
  const own: NodeJS.ProcessEnv = { NODE_ENV: 'production', PATH: process.env.PATH, ...env }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', tsxLoader, main, ...args],
      { cwd: tmpdir(), env: own },
      (error, output, complaint) => {
        resolve({ code: error?.code ?? 0, output, complaint })
      },
    )
  })
}

async function freePorts(): Promise<Record<string, string>> {
  const apps = ['PORTAL', 'PARTNER', 'STAFF', 'RECORDER']
  return Object.fromEntries(
    await Promise.all(apps.map(async (app) => [`DAYBOOK_${app}_PORT`, String(await freePort())])),
  )
}

test('a second start of a home that is in use is refused, naming the process', async () => {
  const home = temporaryHome()
  const claim = claimDirectory(home, 'start.json')
  expect(claim.mine).toBe(true)

  const { code, output, complaint } = await daybook(['start'], { DAYBOOK_HOME: home, ...(await freePorts()) })
  expect(code).toBe(78)
  expect(complaint).toMatch(new RegExp(`^Daybook is already running from ${home} \\(process ${process.pid}\\)\\..*\n$`))
  expect(output).toBe('')
})

test('a taken port is one line that names the port and the variable to change', async () => {
  const ports = await freePorts()
  const holder = createServer().listen(Number(ports.DAYBOOK_PARTNER_PORT), '127.0.0.1')
  onTestFinished(() => void holder.close())
  await once(holder, 'listening')

  const home = temporaryHome()
  const { code, complaint } = await daybook(['start'], { DAYBOOK_HOME: home, ...ports })
  expect(code).toBe(78)
  expect(complaint).toMatch(new RegExp(`^Port ${ports.DAYBOOK_PARTNER_PORT} .*DAYBOOK_PARTNER_PORT=.*\n$`))
  expect(existsSync(path.join(home, 'postgres'))).toBe(false)
})

test('a wrong value is one line with an example', async () => {
  const { code, complaint } = await daybook(['start'], { DAYBOOK_HOME: temporaryHome(), DAYBOOK_STAFF_PORT: 'high' })
  expect(code).toBe(78)
  expect(complaint).toMatch(/^DAYBOOK_STAFF_PORT .*for example DAYBOOK_STAFF_PORT=4003\n$/)
})

test('beginning afresh is refused where the database is not ours, and deletes nothing', async () => {
  const home = temporaryHome()
  mkdirSync(path.join(home, 'postgres'))
  writeFileSync(path.join(home, 'postgres/kept'), '')

  const env = { DAYBOOK_HOME: home, DATABASE_URL: 'postgres://a:b@127.0.0.1:1/daybook', ...(await freePorts()) }
  const { code, complaint } = await daybook(['start', '--fresh'], env)
  expect(code).toBe(78)
  expect(complaint).toContain('DATABASE_URL')
  expect(existsSync(path.join(home, 'postgres/kept'))).toBe(true)
})

test('the demo is refused where others can reach it', async () => {
  const env = {
    DAYBOOK_HOME: temporaryHome(),
    DAYBOOK_PORTAL_URL: 'https://audit.example.com',
    DAYBOOK_DEMO_PASSWORD: 'known to all',
  }
  const { code, complaint } = await daybook(['start'], env)
  expect(code).toBe(78)
  expect(complaint).toMatch(/^DAYBOOK_DEMO_PASSWORD .*\n$/)
})
