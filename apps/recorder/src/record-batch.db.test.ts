import { randomUUID } from 'node:crypto'
import { createTestDatabase, faultsOf, readLog, type TestDatabase } from '@daybook/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createKey, minimalEvent, send, sendBatch, startRecorder } from './testing/recorder.fixture.ts'

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

interface Item {
  index: number
  line?: number
  status: string
  number: number | null
  id: string | null
  leafHash: string | null
  problem?: { code: string; errors?: { pointer: string }[] }
}

test('each event of a batch is answered in its place, and those at fault keep none of the others out', async () => {
  const { key, log } = await createKey(database)
  const known = minimalEvent({ id: randomUUID(), description: 'known' })
  await send(recorder.url, known, { key })
  const twice = minimalEvent({ id: randomUUID() })

  const answer = await sendBatch(
    recorder.url,
    [
      minimalEvent({ description: 'good' }),
      known,
      { ...known, description: 'not the same' },
      twice,
      twice,
      { action: 'no.actor', id: 'nonsense' },
      minimalEvent({ colour: 'red' }),
      null,
      minimalEvent({ metadata: { text: 'x'.repeat(256 * 1024) } }),
      minimalEvent({ description: 'last' }),
    ],
    { key },
  )
  expect(answer.status).toBe(200)
  const items: Item[] = answer.body.results
  expect(items.map(({ index, status, number, problem }) => [index, status, number, problem?.code ?? null])).toEqual([
    [0, 'recorded', 2, null],
    [1, 'known', 1, null],
    [2, 'conflict', 1, 'id-conflict'],
    [3, 'recorded', 3, null],
    [4, 'known', 3, null],
    [5, 'invalid', null, 'event-invalid'],
    [6, 'invalid', null, 'event-invalid'],
    [7, 'invalid', null, 'event-invalid'],
    [8, 'invalid', null, 'event-too-large'],
    [9, 'recorded', 4, null],
  ])
  expect(answer.body.counts).toEqual({ recorded: 3, known: 2, conflict: 1, invalid: 4 })
  expect(items[5]).toMatchObject({ id: 'nonsense', leafHash: null })
  expect(items[6]?.problem?.errors).toEqual([expect.objectContaining({ pointer: '/colour' })])
  expect(items[4]).toEqual({ ...items[3], index: 4, status: 'known' })

  const stored = await readLog(database.owner, log)
  expect(stored.map(({ event }) => event.description)).toEqual(['known', 'good', null, 'last'])
  expect(await faultsOf(database.owner, log)).toEqual([])
})

test('an array and an object that holds only events are the same batch', async () => {
  const { key, log } = await createKey(database)
  const events = [minimalEvent({ id: randomUUID() }), minimalEvent({ id: randomUUID() })]
  const first = await sendBatch(recorder.url, { events }, { key })
  const again = await sendBatch(recorder.url, events, { key })
  expect(first.body.counts.recorded).toBe(2)
  expect(again.body.results).toEqual(first.body.results.map((item: Item) => ({ ...item, status: 'known' })))
  expect(await readLog(database.owner, log)).toHaveLength(2)
  expect((await sendBatch(recorder.url, { events, tenant: log.slug }, { key })).status).toBe(400)
  expect((await sendBatch(recorder.url, [], { key })).body).toEqual({
    results: [],
    counts: { recorded: 0, known: 0, conflict: 0, invalid: 0 },
  })
})

test('a line of NDJSON that is no event is reported by its line, and the others are recorded', async () => {
  const { key, log } = await createKey(database)
  const line = (description: string) => Buffer.from(`${JSON.stringify(minimalEvent({ description }))}\r\n`)
  const body = Buffer.concat([
    line('first'),
    Buffer.from('\nthis is no JSON\n'),
    Buffer.from('{"action":"a.b","actor":{"name":"\xff"}}\n', 'latin1'),
    line('fifth'),
    Buffer.from('{"action":"a.b",'),
  ])
  const answer = await sendBatch(recorder.url, body, { key, type: 'application/x-ndjson' })
  expect(answer.status).toBe(200)
  const items: Item[] = answer.body.results
  expect(items.map(({ index, line: at, status, problem }) => [index, at, status, problem?.code ?? null])).toEqual([
    [0, 1, 'recorded', null],
    [1, 3, 'invalid', 'json-invalid'],
    [2, 4, 'invalid', 'utf8-invalid'],
    [3, 5, 'recorded', null],
    [4, 6, 'invalid', 'json-invalid'],
  ])
  expect((await readLog(database.owner, log)).map(({ event }) => event.description)).toEqual(['first', 'fifth'])
})

test('a thousand events are one batch, one more is none', async () => {
  const { key, log } = await createKey(database)
  const events = Array.from({ length: 1000 }, (_, index) => minimalEvent({ description: `event ${index}` }))
  const answer = await sendBatch(recorder.url, events, { key })
  expect(answer.body.counts).toEqual({ recorded: 1000, known: 0, conflict: 0, invalid: 0 })
  expect(answer.body.results.map(({ number }: Item) => number)).toEqual(events.map((_, index) => index + 1))
  expect(await faultsOf(database.owner, log)).toEqual([])

  const tooMany = await sendBatch(recorder.url, [...events, minimalEvent()], { key })
  expect([tooMany.status, tooMany.body.code]).toEqual([413, 'too-many-events'])
  expect(await readLog(database.owner, log)).toHaveLength(1000)
})

test('under an Idempotency-Key a batch is recorded once, event by event', async () => {
  const { key, log } = await createKey(database)
  const headers = { 'Idempotency-Key': 'import-7' }
  const events = ['a', 'b', 'c'].map((description) => minimalEvent({ description }))
  const first = await sendBatch(recorder.url, events, { key, headers })
  const again = await sendBatch(recorder.url, events, { key, headers })
  expect(again.body.results).toEqual(first.body.results.map((item: Item) => ({ ...item, status: 'known' })))

  const other = await sendBatch(recorder.url, [events[0], events[2]], { key, headers })
  expect(other.body.results.map(({ status }: Item) => status)).toEqual(['known', 'conflict'])
  const alone = await send(recorder.url, events[0], { key, headers })
  expect([alone.status, alone.body.id]).toEqual([200, first.body.results[0].id])
  expect(await readLog(database.owner, log)).toHaveLength(3)
})

test('batches of one tenant at once, with events in common, are recorded once each', async () => {
  const { key, log } = await createKey(database)
  const shared = Array.from({ length: 50 }, () => minimalEvent({ id: randomUUID() }))
  const answers = await Promise.all(
    Array.from({ length: 12 }, () =>
      sendBatch(recorder.url, [...shared, ...Array.from({ length: 50 }, () => minimalEvent())], { key }),
    ),
  )
  const items: Item[] = answers.flatMap(({ body }) => body.results)
  expect(items.filter(({ status }) => status === 'recorded')).toHaveLength(50 + 12 * 50)
  expect(items.filter(({ status }) => status === 'known')).toHaveLength(11 * 50)
  const receipts = new Map<string | null, string>()
  for (const { id, number, leafHash } of items) {
    const receipt = `${number} ${leafHash}`
    expect(receipts.get(id) ?? receipt).toBe(receipt)
    receipts.set(id, receipt)
  }
  expect(await faultsOf(database.owner, log)).toEqual([])
})

test('one event that the database cannot hold keeps none of its batch out', async () => {
  const { key, log } = await createKey(database)
  await database.sql`alter table events add constraint picky check (action <> 'poison.sent') not valid`
  const events = Array.from({ length: 20 }, (_, index) =>
    minimalEvent({ action: index === 13 ? 'poison.sent' : 'a.b' }),
  )
  const answer = await sendBatch(recorder.url, events, { key })
  await database.sql`alter table events drop constraint picky`
  expect(answer.status).toBe(200)
  expect(answer.body.counts).toEqual({ recorded: 19, known: 0, conflict: 0, invalid: 1 })
  expect(answer.body.results[13]).toMatchObject({ status: 'invalid', problem: { code: 'event-not-storable' } })
  expect(await faultsOf(database.owner, log)).toEqual([])
  expect(recorder.lines.filter(({ level }) => level === 'error')).toHaveLength(1)
})
