import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { createTestDatabase, faultsOf, type TestDatabase } from '@daybook/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
let recorder: Awaited<ReturnType<typeof startRecorder>>

beforeAll(async () => {
  database = await createTestDatabase()
  recorder = await startRecorder(database)
})
afterAll(async () => {
  await recorder.stop()
  await database.close()
})

test('a batch delivered 100 times at once, by its ids or by its Idempotency-Key, is there once, under one set of receipts', async () => {
  const { key, log } = await createKey(database)
  const withIds = Array.from({ length: 5 }, () => minimalEvent({ id: randomUUID() }))
  const without = Array.from({ length: 5 }, (_, index) => minimalEvent({ description: `${index}` }))
  const headers = { 'Idempotency-Key': 'nightly-7' }
  const deliveries = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      index % 2 === 0 ? sendBatch(recorder.url, withIds, { key }) : sendBatch(recorder.url, without, { key, headers }),
    ),
  )
  expect(new Set(deliveries.map(({ status }) => status))).toEqual(new Set([200]))
  const receipts = deliveries.flatMap(({ body }) => body.results)
  expect(receipts.filter(({ status }) => status === 'recorded')).toHaveLength(10)
  expect(receipts.filter(({ status }) => status === 'known')).toHaveLength(490)
  const firsts = new Set(receipts.map(({ number, id, leafHash }) => `${number} ${id} ${leafHash}`))
  expect(firsts.size).toBe(10)
  expect(await readSent(database, log)).toHaveLength(10)
  expect(await faultsOf(database.owner, log)).toEqual([])
})

test('a sender cannot forge what is set here: tenant, time of recording, number, hash, or that its actor is verified', async () => {
  const { key, log } = await createKey(database)
  const forged = [
    { recordedAt: '2016-01-01T00:00:00Z' },
    { number: 1 },
    { leafHash: 'ff' },
    { claimedAt: '2016-01-01T00:00:00Z' },
    { actor: { id: 'u_1', verified: true } },
    { tenant: 'somebody-else' },
    { receivedAt: '2016-01-01T00:00:00Z' },
  ]
  for (const parts of forged)
    expect((await send(recorder.url, minimalEvent(parts), { key })).status).toBeOneOf([400, 403])
  expect(await readSent(database, log)).toEqual([])

  const years = (count: number) => new Date(Date.now() + count * 365 * 24 * 3_600_000).toISOString()
  const [past, future] = [years(-10), years(10)]
  for (const occurredAt of [past, future]) {
    expect((await send(recorder.url, minimalEvent({ occurredAt }), { key })).status).toBe(201)
  }
  const [old, ahead] = (await readSent(database, log)).map(({ event }) => event)
  const age = (time: string | undefined) => Math.abs(Date.now() - Date.parse(time ?? ''))
  expect(old).toMatchObject({ occurredAt: past, claimedAt: null })
  expect(age(old?.recordedAt)).toBeLessThan(60_000)
  expect(ahead?.claimedAt).toBe(future)
  expect(ahead?.occurredAt).toBe(ahead?.recordedAt)
})

/** Ends of lines, colours of terminals, and characters that turn text around or hide it. */
const tricks = '\\r\\nlevel=error \\u001b[31mred\\u0007 \\u202Egnp.exe \\u2066\\u2028 $\\u007bjndi:ldap://x/a}'

test('whatever is sent, each line of the process log is one line of JSON without control characters', async () => {
  const { key, log } = await createKey(database)
  await using recorder = await startRecorder(database)
  const text = String(JSON.parse(`"${tricks}"`))
  const event = minimalEvent({
    action: `a.${text}`,
    description: text,
    actor: { id: text, name: text },
    metadata: { [text]: text },
  })
  await send(recorder.url, event, { key })
  await sendBatch(recorder.url, [event, { [text]: 1 }], { key })
  await send(recorder.url, minimalEvent({ id: text, [text]: text }), { key })
  const encoded = encodeURIComponent(text)
  await send(recorder.url, '{}', { key, path: `/v1/${encoded}` })
  await send(recorder.url, '{}', {
    key: `dbk_${'x'.repeat(20)}`,
    headers: { 'Idempotency-Key': '\u00ff\u0080', 'User-Agent': '\u009b31m' },
  })
  await raw(`${recorder.url}/v1/events?${encoded}`, {
    'Daybook-Tenant': '\u001b[31m'.replace('\u001b', '\u009b'),
    Authorization: `Bearer ${key}`,
  })

  expect(recorder.texts.length).toBeGreaterThan(5)
  for (const line of recorder.texts) {
    expect(line.indexOf('\n')).toBe(line.length - 1)
    expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)
    expect(typeof JSON.parse(line)).toBe('object')
  }
  // What is to be told of the refused requests is in the log once the recorder has stopped.
  await recorder.stop()
  expect(await faultsOf(database.owner, log)).toEqual([])
  for (const { event: notice } of await readNotices(database, log)) expect(notice.action).toMatch(/^api_key\./)
})

/** With header values that fetch would not send. */
function raw(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end('{}')
  })
}
