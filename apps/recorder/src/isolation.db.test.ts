import { connect as connectSocket, type Socket } from 'node:net'
import { createApiKeySecret } from '@daybook/auth'
import { append, type LogTarget, ping, transaction } from '@daybook/db'
import { createTestDatabase, exampleEvent, type TestDatabase } from '@daybook/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReadyCheck } from './http/probes.ts'
import { createKey, minimalEvent, send, sendBatch, startRecorder } from './testing/recorder.fixture.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

/** Keeps the head of a log locked, as a slow transaction of somebody else does. */
async function hold(log: LogTarget) {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let locked = () => {}
  const isLocked = new Promise<void>((resolve) => {
    locked = resolve
  })
  const holder = transaction(database.as('recorder', { max: 1 }), async (tx) => {
    await append(tx, [{ log, event: exampleEvent() }])
    locked()
    await held
  })
  await isLocked
  return async () => {
    release()
    await holder
  }
}

test('while one log is held up, however many wait for it, every other log is answered', async () => {
  await using recorder = await startRecorder(database)
  const slow = await createKey(database)
  const others = await Promise.all(Array.from({ length: 10 }, () => createKey(database)))
  const release = await hold(slow.log)
  const waiting = Array.from({ length: 300 }, () => send(recorder.url, minimalEvent(), { key: slow.key }))
  const answers = await Promise.all(
    others.flatMap(({ key }) => [
      send(recorder.url, minimalEvent(), { key }),
      sendBatch(recorder.url, [minimalEvent(), minimalEvent()], { key }),
    ]),
  )
  // The log is still held: nobody has waited for it.
  expect(answers.map(({ status }) => status)).toEqual(others.flatMap(() => [201, 200]))
  await release()
  for (const { status, headers } of await Promise.all(waiting)) {
    expect([201, 503]).toContain(status)
    if (status === 503) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  }
  expect((await send(recorder.url, minimalEvent(), { key: slow.key })).status).toBe(201)
})

test('with every connection that writes held up, keys are still read and the recorder is still ready', async () => {
  const checks: ReadyCheck[] = []
  await using recorder = await startRecorder(database, { checks })
  const reads = recorder.pools.reads
  checks.push({ name: 'database', check: () => ping(reads).then(() => null) })
  const held = await Promise.all(Array.from({ length: 12 }, () => createKey(database)))
  const releases = await Promise.all(held.map(({ log }) => hold(log)))
  const waiting = held.flatMap(({ key }) =>
    Array.from({ length: 5 }, () => send(recorder.url, minimalEvent(), { key })),
  )
  const reader = await createKey(database, undefined, { scopes: ['events:read'] })
  const probes = await Promise.all([
    fetch(`${recorder.url}/readyz`).then(({ status }) => status),
    send(recorder.url, minimalEvent(), { key: createApiKeySecret().key }).then(({ status }) => status),
    send(recorder.url, minimalEvent(), { key: reader.key }).then(({ status }) => status),
  ])
  expect(probes).toEqual([200, 401, 403])
  for (const release of releases) await release()
  for (const { status } of await Promise.all(waiting)) expect([201, 503]).toContain(status)
})

const head = 'POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n'

/** Sockets that have begun a request and do not go on. */
function stall(port: number, count: number, beginning: string) {
  const sockets: Socket[] = []
  const begun = Array.from({ length: count }, () => {
    const socket = connectSocket(port, '127.0.0.1')
    sockets.push(socket)
    socket.on('error', () => {})
    socket.resume()
    return new Promise<void>((resolve) => socket.once('connect', () => socket.write(beginning, () => resolve())))
  })
  const ends = Promise.all(
    sockets.map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()))),
  )
  return { begun: Promise.all(begun), ends, sockets }
}

test('500 sockets that never end their headers, or their bodies, leave others answered, and are cut off', async () => {
  await using recorder = await startRecorder(database, {
    answerMs: 4000,
    limits: { headersSeconds: 3, requestSeconds: 4 },
  })
  const { key } = await createKey(database)
  const headers = stall(recorder.port, 300, `${head}X-Slow: `)
  const bodies = stall(recorder.port, 200, `${head}Authorization: Bearer ${key}\r\nContent-Length: 100\r\n\r\n{`)
  await Promise.all([headers.begun, bodies.begun])
  const healthy = await createKey(database)
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => send(recorder.url, minimalEvent(), { key: healthy.key })),
  )
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
  expect([...headers.sockets, ...bodies.sockets].filter(({ closed }) => closed)).toEqual([])
  await Promise.all([headers.ends, bodies.ends])
  expect((await send(recorder.url, minimalEvent(), { key })).status).toBe(201)
})

test('connections beyond those that one address may hold are closed before anything is read from them', async () => {
  await using recorder = await startRecorder(database, { env: { DAYBOOK_INGEST_CONNECTIONS_PER_ADDRESS: '20' } })
  const { begun, sockets } = stall(recorder.port, 60, head)
  await begun.catch(() => {})
  await Promise.all(
    sockets
      .slice(20)
      .map((socket) => (socket.closed ? Promise.resolve() : new Promise((resolve) => socket.once('close', resolve)))),
  )
  expect(sockets.filter(({ closed }) => !closed)).toHaveLength(20)
  for (const socket of sockets) socket.destroy()
})
