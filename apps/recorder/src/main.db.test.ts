import { append, transaction } from '@daybook/db'
import {
  createOrganisation,
  createTestDatabase,
  exampleEvent,
  faultsOf,
  readLog,
  type TestDatabase,
} from '@daybook/db/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startProcess, statusOf } from './testing/process.fixture.ts'
import { createKey, minimalEvent, send } from './testing/recorder.fixture.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const patience = { timeout: 30_000, interval: 50 }

async function untilReady(url: string): Promise<void> {
  await vi.waitUntil(async () => (await statusOf(`${url}/readyz`)) === 200, patience)
}

test('a process that is told to stop ends what it has begun, acknowledges it, and takes nothing more', async () => {
  const platform = await createOrganisation(database.owner, { kind: 'platform' })
  const { key, log } = await createKey(database)
  await using recorder = await startProcess(database.url('recorder'))
  await untilReady(recorder.url)

  // All requests are caught waiting for the log, which somebody else holds.
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let locked = () => {}
  const isLocked = new Promise<void>((resolve) => {
    locked = resolve
  })
  const holder = transaction(database.owner, async (tx) => {
    await append(tx, [{ log, event: exampleEvent() }])
    locked()
    await held
  })
  await isLocked
  const answers = Promise.all(Array.from({ length: 40 }, () => send(recorder.url, minimalEvent(), { key })))
  await vi.waitUntil(async () => (await openRequests(recorder.url)) >= 40, patience)
  recorder.terminate()
  await vi.waitUntil(async () => (await statusOf(`${recorder.url}/healthz`)) === null, patience)
  release()
  await holder

  const receipts = await answers
  expect(receipts.map(({ status }) => status)).toEqual(receipts.map(() => 201))
  expect(await recorder.ended).toEqual({ code: 0, signal: null })
  const stored = new Set((await readLog(database.owner, log)).map(({ event }) => event.id))
  for (const { body } of receipts) expect(stored.has(body.id)).toBe(true)
  expect(await faultsOf(database.owner, log)).toEqual([])

  const life = await readLog(database.owner, platform)
  expect(life.map(({ event }) => [event.action, event.actor.type])).toEqual([
    ['recorder.started', 'system'],
    ['recorder.stopped', 'system'],
  ])
  expect(await faultsOf(database.owner, platform)).toEqual([])
  expect(recorder.lines.filter((line) => /"level":"(warn|error|fatal)"/.test(line))).toEqual([])
}, 90_000)

/** Those that are being worked on, as the process itself counts them. */
async function openRequests(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^daybook_recorder_requests_open\{[^}]*\} (\d+)$/m.exec(text)?.[1])
}

test('a process whose database is away lives, is not ready and says why; then it becomes ready by itself', async () => {
  await using away = await createTestDatabase()
  const name = new URL(away.ownerUrl).pathname.slice(1)
  await database.superuser.unsafe(`alter database ${name} allow_connections false`)
  await using recorder = await startProcess(away.url('recorder'))
  await vi.waitUntil(async () => (await statusOf(`${recorder.url}/healthz`)) === 200, patience)
  const answer = await fetch(`${recorder.url}/readyz`)
  expect(answer.status).toBe(503)
  const { reasons } = (await answer.json()) as { reasons: { name: string }[] }
  expect(reasons.map(({ name: reason }) => reason)).toEqual(['database', 'schema', 'months'])
  await database.superuser.unsafe(`alter database ${name} allow_connections true`)
  await untilReady(recorder.url)
}, 90_000)

test('a process without the address of its database ends at once and says what to set', async () => {
  await using recorder = await startProcess('')
  expect(await recorder.ended).toEqual({ code: 78, signal: null })
  expect(recorder.lines).toHaveLength(1)
  expect(recorder.lines[0]).toContain('DAYBOOK_RECORDER_DATABASE_URL')
}, 60_000)
