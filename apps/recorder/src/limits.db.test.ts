import { request } from 'node:http'
import { connect as connectSocket } from 'node:net'
import { promisify } from 'node:util'
import { deflate, gzip } from 'node:zlib'
import { createTestDatabase, readLog, type TestDatabase } from '@daybook/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createKey, minimalEvent, send, sendBatch, startRecorder } from './testing/recorder.fixture.ts'

let database: TestDatabase
let recorder: Awaited<ReturnType<typeof startRecorder>>
let key: string

beforeAll(async () => {
  database = await createTestDatabase()
  recorder = await startRecorder(database)
  key = (await createKey(database)).key
})
afterAll(async () => {
  await recorder.stop()
  await database.close()
})

const mebibyte = 1024 * 1024

function eventOfBytes(bytes: number): string {
  const empty = JSON.stringify(minimalEvent({ metadata: { text: '' } }))
  return JSON.stringify(minimalEvent({ metadata: { text: 'x'.repeat(bytes - empty.length) } }))
}

test('an event of 256 KiB is recorded, one byte more is refused', async () => {
  expect((await send(recorder.url, eventOfBytes(256 * 1024), { key })).status).toBe(201)
  const refused = await send(recorder.url, eventOfBytes(256 * 1024 + 1), { key })
  expect([refused.status, refused.body.code]).toEqual([413, 'body-too-large'])
  expect((await send(recorder.url, minimalEvent(), { key })).status).toBe(201)
})

test('a batch of 5 MiB is read, one byte more is refused, announced or not', async () => {
  const events = `[${eventOfBytes(250_000)},${eventOfBytes(250_000)}`
  const body = `${events}${' '.repeat(5 * mebibyte - events.length - 1)}]`
  expect((await sendBatch(recorder.url, body, { key })).body.counts.recorded).toBe(2)

  const refused = await sendBatch(recorder.url, `${body} `, { key })
  expect([refused.status, refused.body.code]).toEqual([413, 'body-too-large'])
  expect(await sendChunked('/v1/events/batch', Buffer.from(`${body} `))).toMatchObject({
    status: 413,
    body: { code: 'body-too-large' },
  })
  expect(await sendChunked('/v1/events/batch', Buffer.from(body))).toMatchObject({ status: 200 })
})

/** Without saying how much there will be. */
function sendChunked(path: string, body: Buffer): Promise<{ status: number | undefined; body: unknown }> {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }
    const sent = request(`${recorder.url}${path}`, { method: 'POST', headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => resolve({ status: answer.statusCode, body: JSON.parse(Buffer.concat(chunks).toString()) }))
    })
    sent.on('error', reject)
    for (let at = 0; at < body.length; at += 64 * 1024) sent.write(body.subarray(at, at + 64 * 1024))
    sent.end()
  })
}

test('a body packed with gzip is read; another packing, and what only claims to be packed, is refused', async () => {
  const plain = JSON.stringify([minimalEvent(), minimalEvent()])
  const headers = { 'Content-Encoding': 'gzip' }
  const packed = await promisify(gzip)(plain)
  expect((await sendBatch(recorder.url, packed, { key, headers })).body.counts.recorded).toBe(2)
  expect((await sendBatch(recorder.url, plain, { key, headers: { 'Content-Encoding': 'identity' } })).status).toBe(200)

  for (const broken of [Buffer.from(plain), packed.subarray(0, -9), Buffer.alloc(0)]) {
    const answer = await sendBatch(recorder.url, broken, { key, headers })
    expect([answer.status, answer.body.code]).toEqual([400, 'gzip-invalid'])
  }
  for (const encoding of ['deflate', 'br', 'gzip, gzip', 'zstd']) {
    const body = await promisify(deflate)(plain)
    const answer = await sendBatch(recorder.url, body, { key, headers: { 'Content-Encoding': encoding } })
    expect([answer.status, answer.body.code]).toEqual([415, 'encoding-unsupported'])
    expect(answer.headers.get('accept-encoding')).toBe('gzip, identity')
  }
})

test('four bombs of a gigabyte of blanks are refused and cost less than 50 MiB each', async () => {
  const member = await promisify(gzip)(Buffer.alloc(64 * mebibyte, ' '))
  const bomb = Buffer.concat(Array.from({ length: 16 }, () => member))
  await sendBatch(recorder.url, bomb, { key, headers: { 'Content-Encoding': 'gzip' } })
  const before = process.memoryUsage().rss
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => sendBatch(recorder.url, bomb, { key, headers: { 'Content-Encoding': 'gzip' } })),
  )
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual(answers.map(() => [413, 'body-too-large']))
  expect(process.memoryUsage().rss - before).toBeLessThan(4 * 50 * mebibyte)
})

test('only JSON is taken for one event, JSON and NDJSON for a batch', async () => {
  for (const type of [null, 'text/plain', 'application/x-www-form-urlencoded', 'application/x-ndjson']) {
    const answer = await send(recorder.url, JSON.stringify(minimalEvent()), { key, type })
    expect([answer.status, answer.body.code]).toEqual([415, 'content-type-unsupported'])
    expect(answer.headers.get('accept-post')).toBe('application/json')
  }
  const answer = await sendBatch(recorder.url, '[]', { key, type: 'text/csv' })
  expect([answer.status, answer.headers.get('accept-post')]).toEqual([415, 'application/json, application/x-ndjson'])
})

test('a method that an address does not know is refused with those it knows', async () => {
  for (const path of ['/v1/events', '/v1/events/batch']) {
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']) {
      const answer = await send(recorder.url, undefined, { key, method, path, type: null })
      expect([answer.status, answer.headers.get('allow'), answer.body.code]).toEqual([
        405,
        'POST',
        'method-not-allowed',
      ])
    }
  }
  const probe = await send(recorder.url, undefined, { path: '/healthz', type: null })
  expect([probe.status, probe.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
})

test('an address that is not known is not found, as a problem with the request’s id', async () => {
  for (const path of [
    '/',
    '/v1',
    '/v1/event',
    '/v1/events/',
    '/v1/events/batch/1',
    '/v1/events%2fbatch',
    '//v1/events',
    '/%ff',
  ]) {
    const answer = await send(recorder.url, minimalEvent(), { key, path })
    expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 404, 'application/problem+json'])
    expect(answer.body).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: 'There is nothing at this address.',
      instance: expect.any(String),
      code: 'not-found',
      request_id: answer.headers.get('request-id'),
    })
  }
})

test('an Idempotency-Key that cannot be one is refused, not ignored', async () => {
  const answer = await send(recorder.url, minimalEvent(), { key, headers: { 'Idempotency-Key': 'two words' } })
  expect([answer.status, answer.body.code]).toEqual([400, 'idempotency-key-invalid'])
})

test('a sender that leaves in the middle of its body leaves nothing behind, and no error', async () => {
  const own = await createKey(database)
  const event = JSON.stringify(minimalEvent())
  const head = `POST /v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${own.key}\r\nContent-Type: application/json\r\n`
  await Promise.all(
    Array.from(
      { length: 20 },
      () =>
        new Promise<void>((resolve) => {
          const socket = connectSocket(recorder.port, '127.0.0.1', () => {
            socket.write(`${head}Content-Length: ${event.length + 1}\r\n\r\n${event}`, () => socket.destroy())
          })
          socket.on('close', () => resolve())
        }),
    ),
  )
  expect((await send(recorder.url, minimalEvent(), { key: own.key })).body.number).toBe(1)
  expect(await readLog(database.owner, own.log)).toHaveLength(1)
  expect(recorder.lines.filter(({ level }) => level === 'error')).toEqual([])
})

test('a body that trickles in holds up nobody else and is refused when its time is over', async () => {
  const head = `POST /v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`
  await using recorder = await startRecorder(database, { answerMs: 3000 })
  const start = performance.now()
  const sockets = Array.from({ length: 100 }, () => {
    const socket = connectSocket(recorder.port, '127.0.0.1', () => void socket.write(head))
    return new Promise<string>((resolve) => {
      let text = ''
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString()
      })
      socket.on('error', () => {})
      socket.on('close', () => resolve(text))
    })
  })
  const healthy = performance.now()
  expect((await send(recorder.url, minimalEvent(), { key })).status).toBe(201)
  expect(performance.now() - healthy).toBeLessThan(2900)

  const answers = await Promise.all(sockets)
  expect(performance.now() - start).toBeGreaterThan(2900)
  for (const text of answers) {
    expect(text).toMatch(/^HTTP\/1\.1 408 /)
    expect(text).toContain('"body-too-slow"')
  }
})
