import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../client.ts'
import type { LogTarget } from '../log/log-target.ts'
import { makeScope, type Scope, type ScopeParts } from '../scope.ts'
import { createOrganisation, createTestDatabase, randomOf, type TestDatabase } from '../testing/index.ts'
import { countEvents } from './count-events.ts'
import { findEvent, lastNumber } from './events.ts'
import { appendRandom, knownOf } from './known-log.fixture.ts'
import { listEvents } from './list-events.ts'
import type { Known } from './random-log.fixture.ts'

const size = 300

let database: TestDatabase
let db: Database
let log: LogTarget
let other: LogTarget
let known: [Known, ...Known[]]

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.as('portal')
  log = await createOrganisation(database.owner)
  other = await createOrganisation(database.owner)
  await appendRandom(db, randomOf(20_261_121), { log, neighbour: other, count: size })
  known = await knownOf(db, log)
})
afterAll(() => database.close())

function scopeOf(parts: Partial<ScopeParts> = {}): Scope {
  return makeScope({ tenantIds: [log.tenantId], level: 'log', ...parts })
}

test('dates beyond the calendar ask for all or for nothing', async () => {
  const all = { value: size, capped: false }
  const none = { value: 0, capped: false }
  const [past, future] = [new Date(-8.64e15), new Date(8.64e15)]
  const [year0, year10000] = [new Date('0000-01-01T00:00:00Z'), new Date(Date.UTC(10_000, 0, 1))]
  for (const [range, expected] of [
    [{ from: past, to: future }, all],
    [{ from: year0, to: year10000 }, all],
    [{ from: future }, none],
    [{ to: past }, none],
    [{ to: year0 }, none],
    [{ from: year10000 }, none],
    [{ from: new Date(Date.UTC(9999, 11, 31)) }, none],
    [{ to: new Date(Date.UTC(9999, 11, 31)) }, all],
  ] as const) {
    expect(await countEvents(db, scopeOf(), { ...range, query: [], upTo: size, cap: size })).toEqual(expected)
    expect(await countEvents(db, scopeOf(range), { query: [], upTo: size, cap: size })).toEqual(expected)
    for (const sort of ['time', '-time', 'user', '-ip'] as const) {
      const { found } = await listEvents(db, scopeOf(range), { query: [], upTo: size, limit: size, sort })
      expect(found).toHaveLength(expected.value)
    }
  }
  // An instant that is none widens nothing.
  const broken = { query: [], upTo: size, cap: size, from: new Date(Number.NaN) }
  await expect(countEvents(db, scopeOf(), broken)).rejects.toThrow(RangeError)
  await expect(
    countEvents(db, scopeOf({ to: new Date(Number.NaN) }), { query: [], upTo: size, cap: size }),
  ).rejects.toThrow(RangeError)
})

test('an event is found by its number in its own log alone, and only in scope', async () => {
  for (const { number, event } of known.slice(0, 40)) {
    const found = await findEvent(db, scopeOf(), number)
    expect(found).toMatchObject({ tenantId: log.tenantId, number, event })
    expect(found?.leafHash).toMatch(/^[0-9a-f]{64}$/)

    const inArea = await findEvent(db, scopeOf({ areas: ['calls'] }), number)
    expect(inArea !== null).toBe(event.area === 'calls')
    const own = await findEvent(db, scopeOf({ ownActorIds: ['u-1'] }), number)
    expect(own !== null).toBe(event.actor.id === 'u-1')
    const later = await findEvent(db, scopeOf({ from: new Date(new Date(event.occurredAt).getTime() + 1) }), number)
    expect(later).toBeNull()
  }
  for (const absent of [size + 1, 0, -1, 1.5, 2 ** 60, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(await findEvent(db, scopeOf(), absent)).toBeNull()
  }
})

test('without areas, or without people, a scope contains no event', async () => {
  expect(await findEvent(db, scopeOf({ areas: [] }), 1)).toBeNull()
  expect(await findEvent(db, scopeOf({ ownActorIds: [] }), 1)).toBeNull()
})

test('in a scope of several logs, a number is that of the first', async () => {
  const scope = scopeOf({ tenantIds: [other.tenantId, log.tenantId] })
  expect(await findEvent(db, scope, 1)).toMatchObject({ tenantId: other.tenantId, number: 1 })
  // The neighbour has fewer: its numbers end where those of the first go on.
  const end = await lastNumber(db, scope)
  expect(end).toBe(110)
  expect(await findEvent(db, scope, end + 1)).toBeNull()
})
