import { randomUUID } from 'node:crypto'
import { createTestDatabase, faultsOf, readLog, type TestDatabase } from '@daybook/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createKey, minimalEvent, send, startRecorder } from './testing/recorder.fixture.ts'

let database: TestDatabase
let recorder: Awaited<ReturnType<typeof startRecorder>>

beforeAll(async () => {
  database = await createTestDatabase()
  recorder = await startRecorder(database)
})
afterAll(async () => {
  await recorder.stop()
  await database.close()
})

const uuidv7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('an event is answered with 201 and a receipt, and is in the log by then', async () => {
  const { key, log } = await createKey(database)
  const answer = await send(recorder.url, minimalEvent(), { key })
  expect(answer.status).toBe(201)
  expect(answer.body).toEqual({
    number: 1,
    id: expect.stringMatching(uuidv7),
    leafHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/)

  const [stored] = await readLog(database.owner, log)
  expect(stored).toMatchObject({
    number: 1,
    event: { id: answer.body.id, action: 'campaign.updated', operation: 'update', module: 'campaigns' },
  })
  expect(await faultsOf(database.owner, log)).toEqual([])
})

test('what the server knows it sets itself: the time of recording, the channel, and not its sender’s address', async () => {
  const { key, log } = await createKey(database)
  const before = Date.now()
  await send(recorder.url, minimalEvent(), {
    key,
    headers: { 'X-Forwarded-For': '198.51.100.9', 'User-Agent': 'curl/8' },
  })
  await send(recorder.url, minimalEvent({ ip: '203.0.113.5', channel: 'ui', occurredAt: '2020-01-02T03:04:05.678Z' }), {
    key,
  })

  const [plain, claimed] = (await readLog(database.owner, log)).map(({ event }) => event)
  const recordedAt = Date.parse(plain?.recordedAt ?? '')
  expect(recordedAt).toBeGreaterThanOrEqual(before)
  expect(recordedAt).toBeLessThanOrEqual(Date.now())
  expect(plain).toMatchObject({
    occurredAt: plain?.recordedAt,
    channel: 'api',
    ip: null,
    forwardedFor: null,
    userAgent: null,
  })
  expect(claimed).toMatchObject({ ip: '203.0.113.5', channel: 'ui', occurredAt: '2020-01-02T03:04:05.678Z' })
  expect(await faultsOf(database.owner, log)).toEqual([])
})

test('the same event again is answered with 200 and its first receipt', async () => {
  const { key, log } = await createKey(database)
  const id = randomUUID()
  const event = minimalEvent({
    id,
    before: { a: 1 },
    after: { a: 2 },
    metadata: { big: 12345678901234567n.toString() },
  })
  const first = await send(recorder.url, event, { key })
  const again = await send(recorder.url, event, { key })
  expect([first.status, again.status]).toEqual([201, 200])
  expect(again.body).toEqual(first.body)
  const upper = await send(recorder.url, { ...event, id: id.toUpperCase() }, { key })
  expect([upper.status, upper.body]).toEqual([200, first.body])
  expect(await readLog(database.owner, log)).toHaveLength(1)
})

test('another event under a known id is a conflict, and the first stays', async () => {
  const { key, log } = await createKey(database)
  const id = randomUUID()
  await send(recorder.url, minimalEvent({ id, description: 'first' }), { key })
  const second = await send(recorder.url, minimalEvent({ id, description: 'second' }), { key })
  expect(second.status).toBe(409)
  expect(second.headers.get('content-type')).toBe('application/problem+json')
  expect(second.body).toMatchObject({ status: 409, code: 'id-conflict', instance: '/v1/events' })
  expect(second.body.request_id).toBe(second.headers.get('request-id'))
  expect((await readLog(database.owner, log)).map(({ event }) => event.description)).toEqual(['first'])
})

test('one id posted 100 times at once is one row with one receipt', async () => {
  const { key, log } = await createKey(database)
  const event = minimalEvent({ id: randomUUID() })
  const answers = await Promise.all(Array.from({ length: 100 }, () => send(recorder.url, event, { key })))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(99)
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  expect(await readLog(database.owner, log)).toHaveLength(1)
})

test('200 events posted at once are 200 rows without a gap, each with a receipt of its own', async () => {
  const { key, log } = await createKey(database)
  const answers = await Promise.all(Array.from({ length: 200 }, () => send(recorder.url, minimalEvent(), { key })))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
  const numbers = answers.map(({ body }) => body.number).sort((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: 200 }, (_, index) => index + 1))
  expect(await faultsOf(database.owner, log)).toEqual([])
})

test('an Idempotency-Key stands for the id of an event that has none', async () => {
  const { key, log } = await createKey(database)
  const headers = { 'Idempotency-Key': 'order-17' }
  const first = await send(recorder.url, minimalEvent(), { key, headers })
  const again = await send(recorder.url, minimalEvent(), { key, headers: { 'Idempotency-Key': '"order-17"' } })
  expect([first.status, again.status]).toEqual([201, 200])
  expect(again.body).toEqual(first.body)

  const other = await send(recorder.url, minimalEvent({ description: 'another' }), { key, headers })
  expect([other.status, other.body.code]).toEqual([409, 'id-conflict'])
  const withOwnId = await send(recorder.url, minimalEvent({ id: randomUUID() }), { key, headers })
  expect(withOwnId.status).toBe(201)
  expect(await readLog(database.owner, log)).toHaveLength(2)
})

test('an Idempotency-Key belongs to one tenant and one API key', async () => {
  const first = await createKey(database)
  const second = await createKey(database, first.log)
  const foreign = await createKey(database)
  const headers = { 'Idempotency-Key': 'order-17' }
  const ids = new Set<string>()
  for (const { key } of [first, second, foreign]) {
    const answer = await send(recorder.url, minimalEvent(), { key, headers })
    expect(answer.status).toBe(201)
    ids.add(answer.body.id)
  }
  expect(ids.size).toBe(3)
})

test('every fault of an event is named with its place', async () => {
  const { key, log } = await createKey(database)
  const event = {
    action: '',
    actor: { kind: 'user', email: 7 },
    colour: 'red',
    'a/b~c': 1,
    number: 7,
    recordedAt: '2026-01-01T00:00:00Z',
    leafHash: 'ff',
    target: { url: 'javascript:alert(1)' },
  }
  const answer = await send(recorder.url, event, { key })
  expect(answer.status).toBe(400)
  expect(answer.body).toMatchObject({ type: 'about:blank', title: 'Bad Request', status: 400, code: 'event-invalid' })
  const places = answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)
  expect(places.sort()).toEqual(
    [
      '/action',
      '/actor/kind',
      '/actor/email',
      '/colour',
      '/a~1b~0c',
      '/number',
      '/recordedAt',
      '/leafHash',
      '/target/url',
    ].sort(),
  )
  const told = new Map(
    answer.body.errors.map((each: { pointer: string; detail: string }) => [each.pointer, each.detail]),
  )
  expect(told.get('/recordedAt')).toBe('The recorder itself sets recordedAt. Leave it out.')
  expect(told.get('/colour')).toContain('colour')
  expect(await readLog(database.owner, log)).toEqual([])
})

test.each([
  ['nothing', ''],
  ['no JSON', '{"action":'],
  ['a list', '[]'],
  ['a text', '"campaign.updated"'],
  ['null', 'null'],
  ['a key twice', '{"action":"a.b","action":"c.d","actor":{}}'],
  ['33 levels', `{"action":"a.b","actor":{},"metadata":${'{"a":'.repeat(32)}1${'}'.repeat(32)}}`],
  [
    '501 keys',
    JSON.stringify(minimalEvent({ metadata: Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i])) })),
  ],
  ['no UTF-8', Buffer.from('{"action":"a.b","actor":{"name":"\xff"}}', 'latin1')],
])('a body of %s is refused with 400', async (_what, body) => {
  const { key, log } = await createKey(database)
  const answer = await send(recorder.url, body, { key })
  expect([answer.status, answer.body.status]).toEqual([400, 400])
  expect(answer.body.detail).toMatch(/./)
  expect(await readLog(database.owner, log)).toEqual([])
})

test('secrets are removed before anything is stored, those a tenant has named as well', async () => {
  const { key, log } = await createKey(database)
  await database.sql`update organisations set settings = '{"secretKeys": ["favouriteColour"]}' where id = ${log.tenantId}`
  const event = minimalEvent({ metadata: { password: 'hunter2-hunter2', favouriteColour: 'vermilion', size: 'big' } })
  expect((await send(recorder.url, event, { key })).status).toBe(201)
  const [stored] = await readLog(database.owner, log)
  expect(stored?.event.metadata).toEqual({ password: '[REDACTED]', favouriteColour: '[REDACTED]', size: 'big' })
})

test('neither what an event holds nor a key reaches the process log', async () => {
  const { key } = await createKey(database)
  await send(recorder.url, minimalEvent({ id: 'not-a-uuid', description: 'quidproquo' }), { key })
  await send(recorder.url, minimalEvent({ description: 'quidproquo' }), { key })
  const text = JSON.stringify(recorder.lines)
  expect(text).not.toContain('quidproquo')
  expect(text).not.toContain(key)
  expect(text).toContain(key.slice(0, 12))
})
