import { areas, outcomes } from '@daybook/core/model'
import { bucketsOf, type FacetKey, facetKeys, resolveRange, withoutKey } from '@daybook/core/query'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, transaction } from '../../client.ts'
import { append } from '../../log/append.ts'
import type { LogTarget } from '../../log/log-target.ts'
import { makeScope, type ScopeParts } from '../../scope.ts'
import {
  createOrganisation,
  createTestDatabase,
  type Random,
  randomOf,
  readLog,
  type TestDatabase,
} from '../../testing/index.ts'
import { countEvents } from '../count-events.ts'
import { advanceCounts } from './advance-counts.ts'
import { countActors } from './count-actors.ts'
import { countByTime } from './count-by-time.ts'
import { countFacets } from './count-facets.ts'
import { countLimits } from './count-limits.ts'
import { type Asked, isAsked, type Known, oddTime, someEvent, someQuery, valueAt } from './counted-log.fixture.ts'

const seed = 20_261_120

/** Patient, and so narrow that a log of this size is looked through in every way a log of millions is. */
const exact = {
  ...countLimits,
  matches: 1e6,
  ms: 60_000,
  firstMs: 60_000,
  readyMs: 60_000,
  totalMs: 60_000,
  probe: 30,
  rows: 90,
}

let database: TestDatabase
let db: Database
let recorder: Database
let log: LogTarget
let neighbour: LogTarget
let known: Known[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.as('portal')
  recorder = database.as('recorder')
  log = await createOrganisation(database.owner)
  neighbour = await createOrganisation(database.owner)
  await write(randomOf(seed), 1200)
}, 60_000)
afterAll(() => database.close())

/** Events of all times, the same in the neighbour's log. */
async function write(random: Random, count: number): Promise<void> {
  for (let done = 0; done < count; done += 200) {
    const events = Array.from({ length: Math.min(200, count - done) }, () => someEvent(random))
    await transaction(db, (tx) =>
      append(
        tx,
        [log, neighbour].flatMap((to) => events.map((event) => ({ log: to, event }))),
      ),
    )
  }
  const keys = await database.sql<{ number: string; key: string }[]>`
    select number, actor_key as key from events where tenant_id = ${log.tenantId}`
  const keyOf = new Map(keys.map(({ number, key }) => [Number(number), key]))
  known = (await readLog(db, log)).map(({ number, event }) => ({ number, event, actorKey: keyOf.get(number) ?? '' }))
}

function scopeOf(parts: Partial<ScopeParts> = {}) {
  return makeScope({ tenantIds: [log.tenantId], level: 'evidence', ...parts })
}

function tallyOf(events: readonly Known[], key: FacetKey): Map<string, number> {
  const tally = new Map<string, number>()
  for (const one of events) {
    const value = valueAt(one, key)
    if (value !== null) tally.set(value, (tally.get(value) ?? 0) + 1)
  }
  return tally
}

const zones = [
  'UTC',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Africa/Cairo',
  'America/St_Johns',
] as const
const days = ['2018-11-03', '2018-11-04', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-05'] as const

function someQuestion(random: Random, { filtered }: { filtered: boolean }): Asked & { zone: string } {
  const zone = random.pick(zones)
  const question: Asked = { query: filtered ? someQuery(random, known) : [], upTo: known.length }
  if (random.chance(0.3)) question.upTo = random.below(known.length + 1)
  if (random.chance(0.3)) question.hideAccess = true
  if (random.chance(0.4)) {
    const day = random.pick(days)
    return { ...question, ...resolveRange({ from: day, to: day }, { now: new Date(), zone }), zone }
  }
  if (random.chance(0.4)) question.from = oddTime(random)
  if (random.chance(0.4)) question.to = oddTime(random)
  return { ...question, zone }
}

/** Facets and bars of a question, by the database and by looking at each event. */
async function compare(question: Asked & { zone: string }, limits = exact): Promise<void> {
  const scope = scopeOf()
  const context = JSON.stringify(question)
  const facets = await countFacets(db, scope, { ...question, keys: facetKeys, limit: 1e6 }, limits)
  for (const key of facetKeys) {
    const matches = known.filter((one) => isAsked(one, { ...question, query: withoutKey(question.query, key) }))
    const tally = tallyOf(matches, key)
    const facet = facets[key]
    const counted = new Map(facet?.values.map(({ value, count }) => [value, count]))
    expect([context, key, counted]).toEqual([context, key, tally])
    expect([facet?.distinct, facet?.since]).toEqual([tally.size, null])
    const counts = facet?.values.map(({ count }) => count) ?? []
    expect(counts).toEqual(counts.toSorted((one, other) => other - one))
  }

  const oldest = known.map(({ event }) => event.occurredAt).toSorted()[0] ?? ''
  const { from = null, to = null, zone } = question
  const buckets = bucketsOf({ from, to }, { zone, now: new Date(), oldest: new Date(oldest) })
  const bounds = buckets?.bounds ?? [new Date(0), new Date()]
  const bars = await countByTime(db, scope, { ...question, bounds }, limits)
  const expected = bounds.slice(1).map(() => ({ success: 0, failure: 0, denied: 0 }))
  const matches = known.filter((one) => isAsked(one, question))
  for (const { event } of matches) {
    const at = bounds.findLastIndex((bound) => bound <= new Date(event.occurredAt))
    const bucket = expected[at]
    if (bucket) bucket[event.outcome]++
  }
  expect([context, bars]).toEqual([context, { buckets: expected, since: null }])
  const sum = bars?.buckets.flatMap((bucket) => outcomes.map((outcome) => bucket[outcome])).reduce((a, b) => a + b, 0)
  const count = await countEvents(db, scope, { ...question, cap: 1e6 })
  expect([context, sum]).toEqual([context, count?.value])
}

async function compareMany(round: number, count: number): Promise<void> {
  const random = randomOf(seed + round)
  for (let step = 0; step < count; step++) {
    await compare(someQuestion(random, { filtered: step % 2 > 0 }))
    // As if the counts were too far behind to be of use.
    if (step % 5 === 0) await compare(someQuestion(random, { filtered: false }), { ...exact, gap: -1 })
  }
}

test('lists and bars are exact, however far the counts have come', async () => {
  await compareMany(1, 8)
  await advanceCounts(recorder, { limit: 900 })
  await compareMany(2, 10)
  while ((await advanceCounts(recorder, { limit: 1000 })) > 0);
  await compareMany(3, 14)
  // New ones, and late ones.
  await write(randomOf(seed + 1), 150)
  await compareMany(4, 10)
  while ((await advanceCounts(recorder, { limit: 1000 })) > 0);
  await compareMany(5, 8)
}, 120_000)

test('answers stay exact while events arrive and are counted', async () => {
  const random = randomOf(seed + 7)
  const work = Promise.all([
    write(randomOf(seed + 8), 400),
    (async () => {
      for (let turn = 0; turn < 40; turn++) await advanceCounts(recorder, { limit: 30 })
    })(),
  ])
  const before = known
  const upTo = before.length
  for (let step = 0; step < 12; step++) {
    const question = { ...someQuestion(random, { filtered: false }), upTo }
    const facets = await countFacets(db, scopeOf(), { ...question, keys: ['action', 'outcome'], limit: 1e6 }, exact)
    const matches = before.filter((one) => isAsked(one, question))
    for (const key of ['action', 'outcome'] as const) {
      const counted = new Map(facets[key]?.values.map(({ value, count }) => [value, count]))
      expect([JSON.stringify(question), counted]).toEqual([JSON.stringify(question), tallyOf(matches, key)])
    }
  }
  await work
}, 60_000)

test('a scope that is not the whole log is counted without the ready counts', async () => {
  const parts = { areas: areas.slice(0, 2), from: new Date('2026-06-01') }
  const inScope = known.filter(
    ({ event }) => event.area !== null && parts.areas.includes(event.area) && new Date(event.occurredAt) >= parts.from,
  )
  const own = known.filter(({ event }) => event.actor.id === 'u-1')
  for (const [scope, events] of [
    [scopeOf(parts), inScope],
    [scopeOf({ ownActorIds: ['u-1'] }), own],
    [scopeOf({ areas: [] }), []],
  ] as const) {
    const question = { query: [], upTo: known.length, keys: facetKeys, limit: 1e6 }
    const facets = await countFacets(db, scope, question, exact)
    for (const key of facetKeys) {
      const counted = new Map(facets[key]?.values.map(({ value, count }) => [value, count]))
      expect([key, counted]).toEqual([key, tallyOf(events, key)])
    }
    const actors = await countActors(db, scope, { query: [], upTo: known.length, limit: 1e6 })
    expect(new Map(actors?.map(({ key, count }) => [key, count]))).toEqual(tallyOf(events, 'actor'))
  }
})

test('days outside the scope are not counted, whole months or not', async () => {
  const limits = { from: new Date('2026-07-03T05:00:00Z'), to: new Date('2026-09-30T23:59:00Z') }
  const { module } = await countFacets(db, scopeOf(limits), {
    query: [],
    upTo: known.length,
    keys: ['module'],
    limit: 99,
  })
  const within = known.filter((one) => isAsked(one, { ...limits, query: [], upTo: known.length }))
  expect(new Map(module?.values.map(({ value, count }) => [value, count]))).toEqual(tallyOf(within, 'module'))
})

test('a reader of the log gets no addresses, and the other keys as ever', async () => {
  const question = { query: [], upTo: known.length, keys: ['ip', 'module'] as const, limit: 10 }
  const { ip, module } = await countFacets(db, scopeOf({ level: 'log' }), question, exact)
  expect(ip).toBeNull()
  expect(module?.values.length).toBeGreaterThan(0)
  const withheld = { ...question, query: [{ kind: 'term', key: 'ip', not: false, values: ['203.0.113.7'] }] as const }
  const answer = await countFacets(db, scopeOf({ level: 'log' }), withheld, exact)
  expect([answer.ip, answer.module?.values]).toEqual([null, []])
})

test('values are found by a part of them, and people by any of their names', async () => {
  const question = { upTo: known.length, keys: ['actor', 'action'] as const, limit: 50 }
  const filtered = [{ kind: 'term', key: 'module', not: false, values: ['users', 'campaigns'] }] as const
  let seen = 0
  for (const query of [[], filtered]) {
    const found = async (find: string) => {
      const { actor, action } = await countFacets(db, scopeOf(), { ...question, query, find }, exact)
      return { actor, action }
    }
    const matches = known.filter((one) => isAsked(one, { query, upTo: known.length }))
    const newest = [...new Map(matches.map((one) => [one.actorKey, one])).values()]
    for (const [find, held] of [
      ['BAR', 'Bär'],
      ['0%', 'Dan 100%'],
      ['e_E', 'E_e'],
      ['2@Example', '2@example.test'],
      ['ada', 'Ada'],
    ] as const) {
      const expected = newest.filter(({ event: { actor } }) => actor.name === held || actor.email === held)
      const { actor } = await found(find)
      expect([find, new Set(actor?.values.map(({ value }) => value))]).toEqual([
        find,
        new Set(expected.map(({ actorKey }) => actorKey)),
      ])
      expect(actor?.distinct).toBe(expected.length)
      seen += expected.length
    }
    const { action } = await found('campaign ')
    expect(action?.values.map(({ value }) => value).toSorted()).toEqual(['campaign.deleted', 'campaign.updated'])
    expect(action?.distinct).toBe(2)
    expect((await found('nobody')).actor).toEqual({ values: [], distinct: 0, since: null })
  }
  expect(seen).toBeGreaterThan(5)
})

test('an actor has the names of their newest event, also of one that is not counted yet', async () => {
  for (const turn of [1, 2]) {
    const newest = new Map(known.map((one) => [one.actorKey, one.event.actor]))
    const { actor } = await countFacets(
      db,
      scopeOf(),
      { query: [], upTo: known.length, keys: ['actor'], limit: 99 },
      exact,
    )
    expect(actor?.values.length).toBe(newest.size)
    for (const { value, actor: named } of actor?.values ?? []) {
      const { type, name, email } = newest.get(value) ?? {}
      expect([turn, named]).toEqual([turn, { type, name, email }])
    }
    await write(randomOf(seed + 20), 30)
  }
})

test('the most frequent come first, no more than asked for, and how many there are is told', async () => {
  const filtered = [{ kind: 'term', key: 'outcome', not: false, values: ['success'] }] as const
  for (const query of [[], filtered]) {
    const { action } = await countFacets(
      db,
      scopeOf(),
      { query, upTo: known.length, keys: ['action'], limit: 3 },
      exact,
    )
    const tally = tallyOf(
      known.filter((one) => isAsked(one, { query, upTo: known.length })),
      'action',
    )
    const most = [...tally.values()].toSorted((one, other) => other - one).slice(0, 3)
    expect(action?.values.map(({ count }) => count)).toEqual(most)
    expect(action?.distinct).toBe(tally.size)
  }
})

test('with more matches than are counted, the answer says since when, and is exact for that time', async () => {
  const random = randomOf(seed + 30)
  let capped = 0
  for (let step = 0; step < 25; step++) {
    const question = someQuestion(random, { filtered: step % 3 > 0 })
    const limits = { ...exact, matches: 60, gap: -1 }
    const keys = ['action', 'channel'] as const
    const query = keys.reduce((rest, key) => withoutKey(rest, key), question.query)
    const facets = await countFacets(db, scopeOf(), { ...question, query, keys, limit: 1e6 }, limits)
    const bars = await countByTime(db, scopeOf(), { ...question, query, bounds: [new Date(0), new Date()] }, limits)
    const all = known.filter((one) => isAsked(one, { ...question, query }))
    for (const since of [facets.action?.since, bars?.since]) {
      const covered = all.filter(({ event }) => !since || new Date(event.occurredAt) >= since)
      if (since) capped++
      if (since === facets.action?.since) {
        for (const key of keys) {
          const counted = new Map(facets[key]?.values.map(({ value, count }) => [value, count]))
          expect([step, key, facets[key]?.since, counted]).toEqual([step, key, since, tallyOf(covered, key)])
        }
      }
      if (since === bars?.since) {
        const { success = 0, failure = 0, denied = 0 } = bars?.buckets[0] ?? {}
        expect([step, success + failure + denied]).toEqual([step, covered.length])
      }
      if (since) expect(covered.length).toBeGreaterThan(0)
    }
  }
  expect(capped).toBeGreaterThan(10)
})

test('what takes too long is null, and the transaction goes on', async () => {
  const slow = { ...countLimits, ms: 0, firstMs: 0, readyMs: 60_000, gap: -1 }
  await transaction(db, async (tx) => {
    const before = await tx.execute(`select current_setting('statement_timeout') as timeout`)
    const question = { query: [], upTo: known.length }
    expect(await countFacets(tx, scopeOf(), { ...question, keys: ['action'], limit: 5 }, slow)).toEqual({
      action: null,
    })
    expect(await countByTime(tx, scopeOf(), { ...question, bounds: [new Date(0), new Date()] }, slow)).toBeNull()
    expect(await countActors(tx, scopeOf(), { ...question, limit: 5 })).not.toBeNull()
    expect(await tx.execute(`select current_setting('statement_timeout') as timeout`)).toEqual(before)
  })
})

test('an empty log has empty lists and bars', async () => {
  const empty = await createOrganisation(database.owner)
  const scope = scopeOf({ tenantIds: [empty.tenantId] })
  const question = { query: [], upTo: 0 }
  expect(await countFacets(db, scope, { ...question, keys: ['actor'], limit: 5 })).toEqual({
    actor: { values: [], distinct: 0, since: null },
  })
  const bars = await countByTime(db, scope, { ...question, bounds: [new Date(0), new Date()] })
  expect(bars).toEqual({ buckets: [{ success: 0, failure: 0, denied: 0 }], since: null })
})
