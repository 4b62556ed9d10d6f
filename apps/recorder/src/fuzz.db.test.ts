import { gzipSync } from 'node:zlib'
import { createTestDatabase, faultsOf, type TestDatabase } from '@daybook/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { random } from './testing/hostile.fixture.ts'
import { type Mutation, mutatedEvent } from './testing/mutated.fixture.ts'
import { createKey, minimalEvent, readSent, startRecorder } from './testing/recorder.fixture.ts'
import { createSender, forEachSeed, type Sent } from './testing/sender.fixture.ts'

let database: TestDatabase
let recorder: Awaited<ReturnType<typeof startRecorder>>

const bodies = 10_000
const connections = 24

beforeAll(async () => {
  database = await createTestDatabase()
  const env = {
    DAYBOOK_INGEST_EVENTS_PER_SECOND: '1000000',
    DAYBOOK_INGEST_EVENTS_BURST: '10000000',
    DAYBOOK_INGEST_REQUESTS_PER_SECOND: '100000',
    DAYBOOK_LOG_LEVEL: 'warn',
  }
  recorder = await startRecorder(database, { env, noticeMs: 3_600_000 })
})
afterAll(async () => {
  await recorder.stop()
  await database.close()
})

function expectNoTrace(): void {
  expect(({} as { polluted?: boolean; x?: unknown }).polluted).toBeUndefined()
  expect(({} as { x?: unknown }).x).toBeUndefined()
  expect(recorder.lines.filter(({ level }) => level !== 'info')).toEqual([])
}

const oddTypes = [
  'text/json',
  'application/json;charset=latin1',
  'application/JSON ; charset="UTF-8"',
  'a/b/c',
  ';',
  'x',
]

test('10,000 mutated events are each recorded or refused by reason; over half are recorded, over 80 % pass the parser', async () => {
  const { key, log } = await createKey(database)
  using sender = createSender(recorder.url, connections)
  const told: Record<string, number> = {}
  let recorded = 0
  await forEachSeed({ count: bodies, connections }, async (seed) => {
    const { bytes } = mutatedEvent(seed)
    const type = seed % 50 === 0 ? (oddTypes[(seed / 50) % oddTypes.length] ?? '') : 'application/json'
    const headers = { Authorization: `Bearer ${key}`, 'Content-Type': type }
    const answer = await sender.post({ path: '/v1/events', body: bytes, headers })
    if (![200, 201, 400, 403, 409, 413, 415].includes(answer.status)) throw new Error(`seed ${seed}: ${answer.text}`)
    const { code = 'recorded', leafHash } = JSON.parse(answer.text)
    told[code] = (told[code] ?? 0) + 1
    if (answer.status === 201) recorded += 1
    if (answer.status < 300 && !/^[0-9a-f]{64}$/.test(leafHash)) throw new Error(`seed ${seed}: no receipt`)
  })
  const unread = Object.entries(told).filter(([code]) => /^(json-|utf8-|content-type-|event-too-large)/.test(code))
  const unreadCount = unread.reduce((sum, [, count]) => sum + count, 0)
  process.stdout.write(`single: ${JSON.stringify(told)}\n`)
  expect(recorded).toBeGreaterThan(bodies * 0.5)
  expect(bodies - unreadCount).toBeGreaterThan(bodies * 0.8)
  expect(await readSent(database, log)).toHaveLength(recorded)
  expect(await faultsOf(database.owner, log)).toEqual([])
  expectNoTrace()
}, 180_000)

/** A batch around one mutated event, in one of the ways a batch can be written. */
function batchOf(seed: number): Omit<Sent, 'path'> & { mutation: Mutation; good: number; isLines: boolean } {
  const next = random(seed ^ 0x5bd1e995)
  const { bytes, mutation } = mutatedEvent(seed + bodies)
  const good = Buffer.from(JSON.stringify(minimalEvent({ description: `good ${seed}` })))
  const isLines = next() < 0.5
  const separator = isLines ? (next() < 0.3 ? '\r\n' : '\n') : next() < 0.3 ? ' ,\t' : ','
  const items = next() < 0.5 ? [good, bytes] : [bytes, good]
  const inner = Buffer.concat([items[0] ?? good, Buffer.from(separator), items[1] ?? good])
  const [start, end] = isLines ? ['', next() < 0.5 ? '\n\n \n' : ''] : next() < 0.3 ? ['{"events":[', ']}'] : ['[', ']']
  const plain = Buffer.concat([Buffer.from(start), inner, Buffer.from(end)])
  const isPacked = next() < 0.1
  const type = isLines ? 'application/x-ndjson' : 'application/json'
  return {
    body: isPacked ? gzipSync(plain, { level: 1 }) : plain,
    headers: { 'Content-Type': type, ...(isPacked && { 'Content-Encoding': 'gzip' }) },
    mutation,
    good: items.indexOf(good),
    isLines,
  }
}

test('10,000 batches, each with a mutated event: the good one beside it is stored; over half of the mutated ones too', async () => {
  const { key, log } = await createKey(database)
  using sender = createSender(recorder.url, connections)
  const told: Record<string, number> = {}
  let goodOnes = 0
  let recorded = 0
  await forEachSeed({ count: bodies, connections }, async (seed) => {
    const { mutation, good, isLines, body, headers } = batchOf(seed)
    const sent = { path: '/v1/events/batch', body, headers: { ...headers, Authorization: `Bearer ${key}` } }
    const answer = await sender.post(sent)
    // Where a value that is no JSON stands in an array, it may be unknowable where the event ends.
    const maySpoil = !isLines && mutation !== 'open' && mutation !== 'strict'
    if (answer.status !== 200 && !(maySpoil && answer.status === 400)) throw new Error(`seed ${seed}: ${answer.text}`)
    const { results = [], code: whole } = JSON.parse(answer.text)
    if (whole !== undefined) told[`whole ${whole}`] = (told[`whole ${whole}`] ?? 0) + 1
    const isGoodStored = results.at(good === 0 ? 0 : -1)?.status === 'recorded'
    if (!maySpoil && !isGoodStored) throw new Error(`seed ${seed}: ${answer.text}`)
    if (isGoodStored) goodOnes += 1
    for (const { status, problem } of results) {
      if (['event-unprocessable', 'event-not-storable'].includes(problem?.code)) throw new Error(`seed ${seed}`)
      told[problem?.code ?? status] = (told[problem?.code ?? status] ?? 0) + 1
      if (status === 'recorded') recorded += 1
    }
  })
  process.stdout.write(`batch: ${JSON.stringify(told)}\n`)
  expect(goodOnes).toBeGreaterThan(bodies * 0.9)
  expect(recorded - goodOnes).toBeGreaterThan(bodies * 0.5)
  expect(await readSent(database, log)).toHaveLength(recorded)
  expect(await faultsOf(database.owner, log)).toEqual([])
  expectNoTrace()
}, 180_000)
