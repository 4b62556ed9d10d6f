import { createTestDatabase, faultsOf, readLog, type TestDatabase } from '@daybook/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hostileItem } from './testing/hostile.fixture.ts'
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

const seeds = Array.from({ length: 1000 }, (_, index) => index + 1)

/** Eight senders at once, as long as there are seeds. */
async function forEachSeed(work: (seed: number) => Promise<void>): Promise<void> {
  const waiting = [...seeds]
  const sender = async () => {
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) await work(seed)
  }
  await Promise.all(Array.from({ length: 8 }, sender))
}

function expectNoFault(): void {
  expect(recorder.lines.filter(({ level }) => level !== 'info')).toEqual([])
}

test('a thousand hostile bodies are each recorded or refused with a reason, and never a fault of the server', async () => {
  const { key, log } = await createKey(database)
  let recorded = 0
  await forEachSeed(async (seed) => {
    const answer = await send(recorder.url, hostileItem(seed), { key })
    expect([seed, [200, 201, 400, 403, 409, 413].includes(answer.status), answer.status]).toEqual([
      seed,
      true,
      answer.status,
    ])
    if (answer.status < 300) expect(answer.body.leafHash).toMatch(/^[0-9a-f]{64}$/)
    else expect(answer.body.detail).toMatch(/./)
    if (answer.status === 201) recorded += 1
  })
  // Enough of them are events to prove something about what is stored.
  expect(recorded).toBeGreaterThan(50)
  expect(await readLog(database.owner, log)).toHaveLength(recorded)
  expect(await faultsOf(database.owner, log)).toEqual([])
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  expectNoFault()
}, 120_000)

test('a hostile line keeps the lines around it out of nothing', async () => {
  const { key, log } = await createKey(database)
  const good = (description: string) => Buffer.from(JSON.stringify(minimalEvent({ description })))
  const feed = Buffer.from('\n')
  await forEachSeed(async (seed) => {
    const body = Buffer.concat([good(`${seed} before`), feed, hostileItem(seed), feed, good(`${seed} after`)])
    const answer = await sendBatch(recorder.url, body, { key, type: 'application/x-ndjson' })
    expect([seed, answer.status]).toEqual([seed, 200])
    const { results } = answer.body
    expect([seed, results.at(0).status, results.at(-1).status]).toEqual([seed, 'recorded', 'recorded'])
    const [, middle] = results
    if (results.length === 3)
      expect([seed, ['event-unprocessable', 'event-not-storable'].includes(middle.problem?.code)]).toEqual([
        seed,
        false,
      ])
  })
  const descriptions = new Set((await readLog(database.owner, log)).map(({ event }) => event.description))
  for (const seed of seeds) {
    expect(descriptions.has(`${seed} before`) && descriptions.has(`${seed} after`)).toBe(true)
  }
  expect(await faultsOf(database.owner, log)).toEqual([])
  expectNoFault()
}, 120_000)

test('a hostile member of an array keeps the others out only if nobody can tell where it ends', async () => {
  const { key, log } = await createKey(database)
  await forEachSeed(async (seed) => {
    const item = hostileItem(seed)
    const body = Buffer.concat([
      Buffer.from(`[${JSON.stringify(minimalEvent())},`),
      item,
      Buffer.from(`,${JSON.stringify(minimalEvent())}]`),
    ])
    const answer = await sendBatch(recorder.url, body, { key })
    expect([seed, answer.status]).toEqual([seed, isJson(item) ? 200 : expect.toBeOneOf([200, 400])])
    if (answer.status !== 200) return
    const { results } = answer.body
    if (isJson(item)) expect([seed, results[0].status, results.at(-1).status]).toEqual([seed, 'recorded', 'recorded'])
  })
  expect(await faultsOf(database.owner, log)).toEqual([])
  expectNoFault()
}, 120_000)

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString('latin1'))
    return true
  } catch {
    return false
  }
}
