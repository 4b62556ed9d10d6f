import { areas } from '@daybook/core/model'
import { parseQuery, type Sort, sorts } from '@daybook/core/query'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, type Transaction, transaction } from '../client.ts'
import { TooSlowError } from '../errors.ts'
import type { LogTarget } from '../log/log-target.ts'
import { makeScope, type Scope, type ScopeParts } from '../scope.ts'
import { createOrganisation, createTestDatabase, type Random, randomOf, type TestDatabase } from '../testing/index.ts'
import type { EventQuestion } from './conditions.ts'
import { countEvents } from './count-events.ts'
import type { Deadline } from './deadline.ts'
import { appendRandom, knownOf, newestFirst } from './known-log.fixture.ts'
import { type ListedEvent, listEvents } from './list-events.ts'
import type { SortPosition } from './list-sorted.ts'
import { matcherOf } from './matches.fixture.ts'
import { type Known, randomQuestion } from './random-log.fixture.ts'

const size = 1000
const seed = 20_261_120

let database: TestDatabase
let db: Database
let log: LogTarget
let known: [Known, ...Known[]]
/** The places of all events, by number, when the log is sorted by something else than time. */
const placesOf = new Map<Sort, Map<number, number>>()

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.as('portal')
  log = await createOrganisation(database.owner)
  const neighbour = await createOrganisation(database.owner)
  await appendRandom(db, randomOf(seed), { log, neighbour, count: size })
  known = await knownOf(db, log)
  await database.sql`vacuum analyze events`
  const orders: Record<string, string> = {
    user: `lower(coalesce(actor_name, actor_email, body -> 'actor' ->> 'username'))`,
    ...{ module: 'lower(module)', action: 'lower(action)', ip: 'ip_address' },
  }
  for (const [key, order] of Object.entries(orders)) {
    for (const sort of [key, `-${key}`] as Sort[]) {
      const direction = sort.startsWith('-') ? 'desc' : 'asc'
      const rows = await database.sql.unsafe<{ number: string }[]>(
        `select number from events where tenant_id = $1
        order by ${order} ${direction} nulls last, occurred_at desc, number desc`,
        [log.tenantId],
      )
      placesOf.set(sort, new Map(rows.map(({ number }, place) => [Number(number), place])))
    }
  }
}, 60_000)
afterAll(() => database.close())

function scopeOf(parts: Partial<ScopeParts> = {}): Scope {
  return makeScope({ tenantIds: [log.tenantId], level: 'log', ...parts })
}

/** So small that a log of this size is searched in every way a log of millions is. */
const limits = { probe: 40, found: 12, stretchMin: 3_600_000 }

type Asked = EventQuestion & { upTo: number; limit: number; sort: Sort }

/** All pages of a view, one after the other, and something done between them. */
async function readAll(scope: Scope, question: Asked, between?: () => Promise<void>): Promise<ListedEvent[]> {
  const all: ListedEvent[] = []
  for (;;) {
    const after = all.at(-1)?.position
    const { found, searchedTo } = await transaction(db, (tx) => listEvents(tx, scope, { ...question, after }, limits))
    expect(searchedTo).toBeNull()
    expect(found.length).toBeLessThanOrEqual(question.limit)
    all.push(...found)
    if (found.length < question.limit) return all
    await between?.()
  }
}

function sorted(events: Known[], sort: Sort): Known[] {
  if (sort === '-time') return events.toSorted(newestFirst)
  if (sort === 'time') return events.toSorted(newestFirst).toReversed()
  const place = ({ number }: Known) => placesOf.get(sort)?.get(number) ?? -1
  return events.toSorted((one, other) => place(one) - place(other))
}

function someSort(random: Random): Sort {
  return random.chance(0.5) ? '-time' : random.pick(['time', ...sorts])
}

const scopes: [string, Partial<ScopeParts>][] = [
  ['of the whole log', {}],
  ['of some areas', { areas: ['settings', 'security', 'billing'] }],
  ['of some days', { from: new Date(Date.now() - 90 * 86_400_000), to: new Date(Date.now() - 86_400_000) }],
  ['of one person', { ownActorIds: ['u-1', `u'"\\%_`] }],
  ['of one person, some areas and some days', { ownActorIds: ['u-2', 'u-10'], areas: [...areas], from: new Date(0) }],
]

test.each(scopes)('random questions in a scope %s are answered as by looking at each event', async (_, parts) => {
  const index = scopes.findIndex(([, candidate]) => candidate === parts)
  const random = randomOf(seed + index)
  let answered = 0
  for (let step = 0; step < 100; step++) {
    const question = randomQuestion(random, known)
    const upTo = random.chance(0.3) ? random.below(size) : size
    const sort = someSort(random)
    for (const level of ['log', 'evidence'] as const) {
      const scope = scopeOf({ ...parts, level })
      const matches = matcherOf(scope, question)
      const expected = sorted(
        known.filter((one) => one.number <= upTo && matches(one)),
        sort,
      )
      const context = JSON.stringify({ seed: seed + index, step, level, upTo, sort, question })
      if (expected.length > 0) answered++

      const limit = 1 + Math.ceil(expected.length / (1 + random.below(3)))
      const found = await readAll(scope, { ...question, upTo, limit, sort })
      expect([context, found.map(({ number }) => number)]).toEqual([context, expected.map(({ number }) => number)])
      expect(found.map(({ event }) => event)).toEqual(expected.map(({ event }) => event))
      expect(new Set(found.map(({ tenantId }) => tenantId)).size).toBeLessThanOrEqual(1)

      const cap = random.chance(0.5) ? size : random.below(expected.length + 2)
      const counted = await countEvents(db, scope, { ...question, upTo, cap })
      expect([context, counted]).toEqual([
        context,
        { value: Math.min(expected.length, cap), capped: expected.length > cap },
      ])
    }
  }
  // Questions without answers would prove nothing.
  expect(answered).toBeGreaterThan(40)
})

test('a view stays as it was opened while events arrive, in front of the page that is read, on it and behind it', async () => {
  const random = randomOf(seed + 10)
  const busy = await createOrganisation(database.owner)
  const recorder = database.as('recorder')
  await appendRandom(recorder, random, { log: busy, count: 300 })
  let answered = 0
  for (let step = 0; step < 25; step++) {
    const before = await knownOf(db, busy)
    const question = randomQuestion(random, before)
    const scope = scopeOf({ tenantIds: [busy.tenantId], level: step % 2 ? 'log' : 'evidence' })
    const sort = random.chance(0.7) ? '-time' : 'time'
    const expected = sorted(before.filter(matcherOf(scope, question)), sort)
    const upTo = before.length
    const found = await readAll(
      scope,
      { ...question, upTo, limit: 1 + Math.ceil(expected.length / 3), sort },
      async () => {
        await appendRandom(recorder, random, { log: busy, count: 5 })
        expect(await countEvents(db, scope, { ...question, upTo, cap: 10_000 })).toEqual({
          value: expected.length,
          capped: false,
        })
      },
    )
    expect([question, found.map(({ number }) => number)]).toEqual([question, expected.map(({ number }) => number)])
    if (found.length > 1) answered++
  }
  expect((await knownOf(db, busy)).length).toBeGreaterThan(350)
  expect(answered).toBeGreaterThan(10)
})

/** A deadline that passes after some steps, however long they take. */
function deadlineAfter(steps: number): Deadline {
  let left = steps
  return { left: () => (left-- > 0 ? 5000 : 0) }
}

test('a search that is stopped again and again goes on where it stood, and nothing is missed or found twice', async () => {
  const random = randomOf(seed + 11)
  let stops = 0
  for (let step = 0; step < 25; step++) {
    const question = { ...randomQuestion(random, known), upTo: size, limit: 7 }
    const sort = random.chance(0.5) ? 'time' : '-time'
    const scope = scopeOf({ level: 'evidence' })
    const expected = sorted(known.filter(matcherOf(scope, question)), sort)
    const all: ListedEvent[] = []
    let after: SortPosition | undefined
    for (let asked = 0; ; asked++) {
      expect(asked).toBeLessThan(1000)
      const deadline = deadlineAfter(2 + random.below(8))
      const { found, searchedTo } = await transaction(db, (tx) =>
        listEvents(tx, scope, { ...question, sort, after, deadline }, limits),
      )
      all.push(...found)
      if (searchedTo) stops++
      else if (found.length < question.limit) break
      after = searchedTo ?? found.at(-1)?.position
    }
    expect([question, all.map(({ number }) => number)]).toEqual([question, expected.map(({ number }) => number)])
  }
  expect(stops).toBeGreaterThan(50)
})

test('a question for which there is no time at all is answered with where to begin, and its transaction goes on', async () => {
  const scope = scopeOf()
  const { query } = parseQuery('spring')
  const question = { query, upTo: size, limit: 5 }
  await transaction(db, async (tx) => {
    for (const sort of ['time', '-time'] as const) {
      const stopped = await listEvents(tx, scope, { ...question, sort, deadline: 0 })
      expect(stopped.found).toEqual([])
      const { found } = await listEvents(tx, scope, { ...question, sort, after: stopped.searchedTo ?? undefined })
      expect(found).toEqual((await listEvents(tx, scope, { ...question, sort })).found)
      expect(found).toHaveLength(5)
    }
    expect(await countEvents(tx, scope, { query, upTo: size, cap: 10, deadline: 0 })).toBeNull()
    await expect(listEvents(tx, scope, { ...question, sort: 'user', deadline: 0 })).rejects.toThrow(TooSlowError)
    expect(await countEvents(tx, scope, { query: [], upTo: size, cap: size })).toEqual({ value: size, capped: false })
  })
})

test('a statement that takes too long is stopped, and its transaction goes on', async () => {
  const [months] = await database.sql<{ name: string }[]>`
    select tableoid::regclass::text as name from events where tenant_id = ${log.tenantId} order by occurred_at desc limit 1`
  const scope = scopeOf()
  const { query } = parseQuery('module:campaigns')
  await transaction(db, async (tx) => {
    await database.sql.begin(async (sql) => {
      await sql.unsafe(`lock table ${months?.name} in access exclusive mode`)
      const began = performance.now()
      expect((await listEvents(tx, scope, { query, upTo: size, limit: 5, deadline: 100 })).found).toEqual([])
      expect(await countEvents(tx, scope, { query, upTo: size, cap: 10, deadline: 100 })).toBeNull()
      const sorting = listEvents(tx, scope, { query, upTo: size, limit: 5, sort: 'ip', deadline: 100 })
      await expect(sorting).rejects.toThrow(TooSlowError)
      expect(performance.now() - began).toBeLessThan(1500)
    })
    expect((await listEvents(tx, scope, { query, upTo: size, limit: 5 })).found).toHaveLength(5)
  })
})

test('the settings of a search end with it', async () => {
  const settings = ['statement_timeout', 'enable_indexscan', 'enable_seqscan', 'jit', 'max_parallel_workers_per_gather']
  const read = (tx: Transaction) =>
    tx.execute(sql.raw(`select ${settings.map((name) => `current_setting('${name}') as ${name}`).join(', ')}`))
  await transaction(db, async (tx) => {
    const before = [...(await read(tx))]
    const question = { query: parseQuery('spring outcome:denied').query, upTo: size, limit: size }
    await listEvents(tx, scopeOf(), question, limits)
    await listEvents(tx, scopeOf(), { ...question, sort: 'user' })
    await countEvents(tx, scopeOf(), { ...question, cap: 5 })
    expect([...(await read(tx))]).toEqual(before)
  })
})

test('a scope without areas, or without people, contains nothing', async () => {
  for (const parts of [{ areas: [] }, { ownActorIds: [] }]) {
    expect(await listEvents(db, scopeOf(parts), { query: [], upTo: size, limit: 10 })).toEqual({
      found: [],
      searchedTo: null,
    })
    expect(await countEvents(db, scopeOf(parts), { query: [], upTo: size, cap: 10 })).toEqual({
      value: 0,
      capped: false,
    })
  }
})
