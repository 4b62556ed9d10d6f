import { randomUUID } from 'node:crypto'
import { createApiKeySecret } from '@daybook/auth'
import { createOrganisation, createTestDatabase, faultsOf, type TestDatabase } from '@daybook/db/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import {
  createKey,
  minimalEvent,
  readNotices,
  readSent,
  send,
  sendBatch,
  startRecorder,
} from './testing/recorder.fixture.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const slow = { DAYBOOK_INGEST_EVENTS_PER_SECOND: '10', DAYBOOK_INGEST_EVENTS_BURST: '1000' }
const batchOf = (size: number) => Array.from({ length: size }, () => minimalEvent())

test('every answer to a key that is let in tells how much it may send and how much of it is left', async () => {
  await using recorder = await startRecorder(database)
  const { key } = await createKey(database)
  const answers = [
    await send(recorder.url, minimalEvent(), { key }),
    await sendBatch(recorder.url, batchOf(10), { key }),
    await send(recorder.url, 'no JSON', { key }),
  ]
  for (const { headers } of answers) {
    expect(headers.get('ratelimit-policy')).toBe(
      '"events";q=10000;qu="events";w=5, "requests";q=2000;qu="requests";w=2',
    )
    expect(headers.get('ratelimit')).toMatch(/^"events";r=\d+;t=\d+, "requests";r=\d+;t=\d+$/)
  }
  const stranger = await send(recorder.url, minimalEvent(), { key: createApiKeySecret().key })
  expect(stranger.headers.has('ratelimit')).toBe(false)
})

test('a batch larger than what is left is refused whole, and its time to come again is told', async () => {
  await using recorder = await startRecorder(database, { env: slow })
  const { key, log } = await createKey(database)
  expect((await sendBatch(recorder.url, batchOf(900), { key })).body.counts.recorded).toBe(900)
  const refused = await sendBatch(recorder.url, batchOf(500), { key })
  expect([refused.status, refused.body.code]).toEqual([429, 'rate-limited'])
  expect(refused.headers.get('content-type')).toBe('application/problem+json')
  const seconds = Number(refused.headers.get('retry-after'))
  expect(seconds > 20 && seconds <= 40).toBe(true)
  expect((await sendBatch(recorder.url, batchOf(50), { key })).body.counts.recorded).toBe(50)
  expect(await readSent(database, log)).toHaveLength(950)
})

test('a flood of one key is answered with 429 and lost by nobody: what is not refused is recorded, and others notice nothing', async () => {
  await using recorder = await startRecorder(database, { env: { ...slow, DAYBOOK_INGEST_REQUESTS_PER_SECOND: '20' } })
  const [flooding, quiet] = [await createKey(database), await createKey(database)]
  const events = Array.from({ length: 400 }, () => minimalEvent({ id: randomUUID() }))
  const flood = Promise.all(events.map((event) => send(recorder.url, event, { key: flooding.key })))
  const others = await Promise.all(
    Array.from({ length: 10 }, () => send(recorder.url, minimalEvent(), { key: quiet.key })),
  )
  expect(others.map(({ status }) => status)).toEqual(others.map(() => 201))

  const answers = await flood
  const recorded = answers.flatMap(({ status, body }) => (status === 201 ? [body.id] : []))
  const refused = answers.filter(({ status }) => status === 429)
  expect(recorded.length + refused.length).toBe(events.length)
  expect(refused.length).toBeGreaterThan(100)
  for (const { headers } of refused) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  const stored = await readSent(database, flooding.log)
  expect(new Set(stored.map(({ event }) => event.id))).toEqual(new Set(recorded))
  expect(stored).toHaveLength(recorded.length)
  expect((await readSent(database, quiet.log)).length).toBe(10)
})

test('what floods one tenant through the operator’s key refuses nothing to another tenant', async () => {
  await using recorder = await startRecorder(database, { env: slow })
  const { key } = await createKey(
    database,
    await createOrganisation(database.owner, { slug: 'operator', kind: 'platform' }),
  )
  const [flooded, other] = [await createOrganisation(database.owner), await createOrganisation(database.owner)]
  const to = (slug: string) => ({ key, headers: { 'Daybook-Tenant': slug } })
  await sendBatch(recorder.url, batchOf(1000), to(flooded.slug))
  expect((await sendBatch(recorder.url, batchOf(900), to(flooded.slug))).status).toBe(429)
  expect((await sendBatch(recorder.url, batchOf(900), to(other.slug))).status).toBe(200)
})

test('a limit that bites is one event per key and while, in the log it was sent to, with what was turned away', async () => {
  const { key, log, id } = await createKey(database)
  {
    await using recorder = await startRecorder(database, { env: slow })
    await sendBatch(recorder.url, batchOf(1000), { key })
    const headers = { 'User-Agent': 'agent/7' }
    for (let index = 0; index < 5; index++) await sendBatch(recorder.url, batchOf(700), { key, headers })
  }
  const notices = await readNotices(database, log)
  expect(notices.map(({ event }) => event.details)).toEqual([
    expect.objectContaining({ requests: 1, events: 700 }),
    expect.objectContaining({ requests: 4, events: 2800 }),
  ])
  expect(notices[0]?.event).toMatchObject({
    action: 'api_key.rate_limited',
    outcome: 'denied',
    actor: { type: 'system', name: 'Recorder' },
    targets: [{ type: 'api_key', id, name: 'test' }],
    ip: '127.0.0.1',
    userAgent: 'agent/7',
  })
  expect(await faultsOf(database.owner, log)).toEqual([])
})

test('a key that is revoked, expired, without the scope or for another tenant leaves one event per cause and while in the log of its owner', async () => {
  const revoked = await createKey(database, undefined, { revokedAt: new Date() })
  const expired = await createKey(database, revoked.log, { expiresAt: new Date(Date.now() - 1000) })
  const reading = await createKey(database, revoked.log, { scopes: ['events:read'] })
  const good = await createKey(database, revoked.log)
  const foreign = await createKey(database)
  {
    await using recorder = await startRecorder(database)
    for (let index = 0; index < 3; index++) {
      for (const { key } of [revoked, expired, reading]) await send(recorder.url, minimalEvent(), { key })
      const headers = { 'Daybook-Tenant': foreign.log.slug }
      await send(recorder.url, minimalEvent(), { key: good.key, headers })
      await sendBatch(recorder.url, [minimalEvent({ tenant: foreign.log.slug })], { key: good.key })
    }
  }
  const told = new Map<unknown, number>()
  for (const { event } of await readNotices(database, revoked.log)) {
    expect(event).toMatchObject({ action: 'api_key.refused', outcome: 'denied', ip: '127.0.0.1', userAgent: 'node' })
    const cause = `${JSON.stringify(event.details?.cause)} ${event.targets[0]?.id}`
    told.set(cause, (told.get(cause) ?? 0) + Number(event.details?.requests))
  }
  expect(Object.fromEntries(told)).toEqual({
    [`"revoked" ${revoked.id}`]: 3,
    [`"expired" ${expired.id}`]: 3,
    [`"scope_missing" ${reading.id}`]: 3,
    [`"tenant_mismatch" ${good.id}`]: 6,
  })
  expect(await readNotices(database, revoked.log)).toHaveLength(8)
  expect(await readNotices(database, foreign.log)).toEqual([])
  expect(await faultsOf(database.owner, revoked.log)).toEqual([])
})

test('a key that nobody knows is counted and nowhere recorded', async () => {
  await using recorder = await startRecorder(database)
  await send(recorder.url, minimalEvent())
  await send(recorder.url, minimalEvent(), { key: 'no key' })
  await send(recorder.url, minimalEvent(), { key: createApiKeySecret().key })
  const text = await (await fetch(`${recorder.url}/metrics`)).text()
  for (const cause of ['missing', 'malformed', 'unknown']) {
    expect(text).toContain(`daybook_recorder_keys_refused_total{cause="${cause}",process="recorder"} 1`)
  }
})

test('a refusal stands, and is answered at once, where its event cannot be written', async () => {
  await using recorder = await startRecorder(database, { noticeMs: 50 })
  const { key, log } = await createKey(database, undefined, { revokedAt: new Date() })
  await database.sql`revoke execute on function append_events(json) from daybook_recorder`
  try {
    expect((await send(recorder.url, minimalEvent(), { key })).status).toBe(401)
    await vi.waitUntil(() => recorder.lines.some(({ msg }) => msg === 'a refusal could not be recorded'))
  } finally {
    await database.sql`grant execute on function append_events(json) to daybook_recorder`
  }
  await vi.waitUntil(async () => (await readNotices(database, log)).length === 1, { timeout: 5000 })
})
