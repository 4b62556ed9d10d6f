import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { createServer, connect as openSocket, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { append, transaction } from '@daybook/db'
import { startEmbedded } from '@daybook/db/embedded'
import {
  createTestDatabase,
  exampleEvent,
  faultsOf,
  prepareTemplate,
  readLog,
  type TestDatabase,
} from '@daybook/db/testing'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { createKey, minimalEvent, send, sendBatch, startRecorder } from './testing/recorder.fixture.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

/** The database has said no, or has said nothing. */
const notNow = /^(database-unavailable|timeout)$/
/** The driver waits ever longer between two attempts to connect. */
const recovery = { timeout: 30_000, interval: 200 }

/** The way to the database, which a test can close, open again, or fill with silence. */
async function startLine(databaseUrl: string) {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let state: 'open' | 'closed' | 'silent' = 'open'
  const server = createServer((near) => {
    if (state === 'closed') return void near.destroy()
    const far = openSocket(Number(target.port), target.hostname)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (chunk: Buffer) => state !== 'silent' && to.write(chunk))
      from.on('error', () => {})
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = new URL(databaseUrl)
  url.port = typeof address === 'object' && address !== null ? String(address.port) : ''
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: url.toString(),
    close() {
      state = 'closed'
      cut()
    },
    open() {
      state = 'open'
      cut()
    },
    silence() {
      state = 'silent'
    },
    [Symbol.asyncDispose]: () => {
      cut()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

test('without its database the recorder asks senders to come again, and goes on by itself when it is back', async () => {
  await using line = await startLine(database.url('recorder'))
  await using recorder = await startRecorder(database, { databaseUrl: line.url, answerMs: 3000 })
  const { key, log } = await createKey(database)
  const first = minimalEvent({ id: randomUUID() })
  expect((await send(recorder.url, first, { key })).status).toBe(201)

  line.close()
  const refused = await Promise.all([
    ...Array.from({ length: 10 }, () => send(recorder.url, first, { key })),
    ...Array.from({ length: 10 }, () => sendBatch(recorder.url, [first], { key })),
  ])
  for (const answer of refused) {
    expect([answer.status, answer.body.code]).toEqual([503, expect.stringMatching(notNow)])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(answer.body.detail).not.toMatch(/ECONN|127\.0\.0\.1|postgres/i)
  }

  line.open()
  await vi.waitUntil(async () => (await send(recorder.url, minimalEvent(), { key })).status === 201, recovery)
  expect((await send(recorder.url, first, { key })).status).toBe(200)
  expect(await faultsOf(database.owner, log)).toEqual([])
  expect(recorder.lines.filter(({ level }) => level === 'error')).toEqual([])
}, 120_000)

test('a connection cut while events are written costs no acknowledged event, and repeating repairs the rest', async () => {
  await using line = await startLine(database.url('recorder'))
  await using recorder = await startRecorder(database, { databaseUrl: line.url, answerMs: 3000 })
  const { key, log } = await createKey(database)
  const events = Array.from({ length: 300 }, () => minimalEvent({ id: randomUUID() }))
  const acknowledged = new Map<unknown, string>()

  const post = async (event: Record<string, unknown>) => {
    const answer = await send(recorder.url, event, { key })
    expect([200, 201, 503]).toContain(answer.status)
    if (answer.status !== 503) acknowledged.set(event.id, answer.body.leafHash)
  }
  const waiting = [...events]
  const sender = async () => {
    for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) {
      if (waiting.length % 60 === 30) line.open()
      await post(event)
    }
  }
  await Promise.all(Array.from({ length: 16 }, sender))

  const stored = new Set((await readLog(database.owner, log)).map(({ event }) => event.id))
  for (const id of acknowledged.keys()) expect(stored.has(String(id))).toBe(true)
  const before = new Map(acknowledged)
  await vi.waitUntil(async () => (await send(recorder.url, events[0], { key })).status === 200, recovery)
  for (const event of events) await post(event)
  for (const [id, leafHash] of before) expect(acknowledged.get(id)).toBe(leafHash)
  expect(await readLog(database.owner, log)).toHaveLength(300)
  expect(await faultsOf(database.owner, log)).toEqual([])
}, 120_000)

test('a database that has gone silent is answered for within the time that senders wait', async () => {
  await using line = await startLine(database.url('recorder'))
  await using recorder = await startRecorder(database, { databaseUrl: line.url, answerMs: 3000 })
  const { key } = await createKey(database)
  expect((await send(recorder.url, minimalEvent(), { key })).status).toBe(201)
  line.silence()
  const start = performance.now()
  const answers = await Promise.all(Array.from({ length: 30 }, () => send(recorder.url, minimalEvent(), { key })))
  expect(performance.now() - start).toBeLessThan(4500)
  for (const { status, body } of answers) expect([status, body.code]).toEqual([503, expect.stringMatching(notNow)])
  line.open()
  await vi.waitUntil(async () => (await send(recorder.url, minimalEvent(), { key })).status === 201, recovery)
}, 120_000)

test('a log that stays locked is answered with 503, and other tenants do not notice', async () => {
  await using recorder = await startRecorder(database)
  const [busy, free] = [await createKey(database), await createKey(database)]
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let locked = () => {}
  const isLocked = new Promise<void>((resolve) => {
    locked = resolve
  })
  const holder = transaction(database.owner, async (tx) => {
    await append(tx, [{ log: busy.log, event: exampleEvent() }])
    locked()
    await held
  })
  await isLocked

  const stuck = Promise.all(Array.from({ length: 60 }, () => send(recorder.url, minimalEvent(), { key: busy.key })))
  const others = await Promise.all(
    Array.from({ length: 20 }, () => send(recorder.url, minimalEvent(), { key: free.key })),
  )
  expect(others.map(({ status }) => status)).toEqual(others.map(() => 201))
  for (const answer of await stuck) {
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^[234]$/)])
  }
  release()
  await holder
  expect((await send(recorder.url, minimalEvent(), { key: busy.key })).status).toBe(201)
  expect(await faultsOf(database.owner, busy.log)).toEqual([])
})

test('a server whose clock is wrong records nothing, asks for patience and says why in its log', async () => {
  await using recorder = await startRecorder(database)
  const { key, log } = await createKey(database)
  expect((await send(recorder.url, minimalEvent(), { key })).status).toBe(201)
  vi.useFakeTimers({ now: Date.now() + 3_600_000, toFake: ['Date'] })
  try {
    const answers = [
      await send(recorder.url, minimalEvent(), { key }),
      await sendBatch(recorder.url, [minimalEvent()], { key }),
    ]
    for (const answer of answers) {
      expect([answer.status, answer.body.code]).toEqual([503, 'clock-wrong'])
      const seconds = Number(answer.headers.get('retry-after'))
      expect(seconds >= 30 && seconds <= 60).toBe(true)
    }
  } finally {
    vi.useRealTimers()
  }
  expect(recorder.lines.filter(({ level, msg }) => level === 'error' && /clock/.test(String(msg)))).toHaveLength(2)
  expect(await readLog(database.owner, log)).toHaveLength(1)
})

test('a database that refuses the recorder altogether is no fault of whoever sends', async () => {
  await using recorder = await startRecorder(database)
  const { key } = await createKey(database)
  await database.sql`revoke execute on function append_events(json) from daybook_recorder`
  const answer = await send(recorder.url, minimalEvent(), { key })
  await database.sql`grant execute on function append_events(json) to daybook_recorder`
  expect([answer.status, answer.body.code]).toEqual([503, 'database-unavailable'])
  expect(answer.text).not.toMatch(/permission|append_events/)
  expect(recorder.lines.filter(({ level }) => level === 'error')).toHaveLength(1)
  expect((await send(recorder.url, minimalEvent(), { key })).status).toBe(201)
})

test('a database server that is stopped and started again loses no acknowledged event', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'daybook-recorder-'))
  const options = {
    dir,
    password: randomBytes(18).toString('base64url'),
    nativeDir: inject('postgresBinaries') ?? undefined,
  }
  let server = await startEmbedded(options)
  const { port } = server
  try {
    await prepareTemplate(server.url())
    const own = await createTestDatabase(server.url())
    await using recorder = await startRecorder(own)
    const { key, log } = await createKey(own)
    const events = Array.from({ length: 50 }, () => minimalEvent({ id: randomUUID() }))
    const first = await sendBatch(recorder.url, events, { key })
    expect(first.body.counts.recorded).toBe(50)

    await server.stop()
    expect((await send(recorder.url, minimalEvent(), { key })).status).toBe(503)
    server = await startEmbedded({ ...options, port })
    await vi.waitUntil(async () => (await send(recorder.url, minimalEvent(), { key })).status === 201, recovery)
    const again = await sendBatch(recorder.url, events, { key })
    expect(again.body.counts.known).toBe(50)
    expect(await faultsOf(own.owner, log)).toEqual([])
    await recorder.stop()
    await own.close()
  } finally {
    await server.stop()
  }
}, 120_000)
