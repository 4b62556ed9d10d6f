import type { AuditEvent } from '@daybook/core/model'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, transaction } from '../client.ts'
import { append } from '../log/append.ts'
import type { LogTarget } from '../log/log-target.ts'
import { makeScope, type ScopeParts } from '../scope.ts'
import { createOrganisation, createTestDatabase, exampleEvent, randomOf, type TestDatabase } from '../testing/index.ts'
import { findEvent } from './events.ts'
import { appendRandom, knownOf } from './known-log.fixture.ts'
import { hostileWords, type Known } from './random-log.fixture.ts'
import { listRelated, type Relation } from './related.ts'

const size = 600
const limit = 10

let database: TestDatabase
let db: Database
let log: LogTarget
let known: [Known, ...Known[]]

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.as('portal')
  log = await createOrganisation(database.owner)
  const neighbour = await createOrganisation(database.owner)
  await appendRandom(db, randomOf(20_261_122), { log, neighbour, count: size })
  const family = await knownOf(db, log)
  // Identifiers of parents are made by the log.
  const children = family
    .slice(0, 20)
    .flatMap(({ event }) => [
      exampleEvent({ parentId: event.id, occurredAt: event.occurredAt, area: 'calls' }),
      exampleEvent({ parentId: event.id, targets: [], outcome: 'denied' }),
    ])
  await transaction(db, (tx) =>
    append(
      tx,
      children.map((event) => ({ log, event })),
    ),
  )
  known = await knownOf(db, log)
})
afterAll(() => database.close())

function scopeOf(parts: Partial<ScopeParts> = {}) {
  return makeScope({ tenantIds: [log.tenantId], level: 'evidence', ...parts })
}

function isSame(one: string | null, other: string | null): boolean {
  return one !== null && one !== '' && one === other
}

/** What two events have in common. */
const isRelated: Record<Relation, (event: AuditEvent, other: AuditEvent) => boolean> = {
  parent: (event, other) => event.parentId === other.id,
  children: (event, other) => other.parentId === event.id,
  request: (event, other) => isSame(event.requestId, other.requestId),
  session: (event, other) => isSame(event.sessionId, other.sessionId),
  batch: (event, other) => isSame(event.batchId, other.batchId),
  correlation: (event, other) => isSame(event.correlationId, other.correlationId),
  target: ({ targets: [one] }, { targets: [other] }) =>
    one !== undefined &&
    other !== undefined &&
    one.type === other.type &&
    one.id === other.id &&
    (one.id !== null || (one.name !== null && one.name !== '' && one.name === other.name)),
}

const relations = Object.keys(isRelated) as Relation[]
const ofTheLog: Relation[] = ['parent', 'children', 'batch', 'target']

function time(event: AuditEvent): number {
  return new Date(event.occurredAt).getTime()
}

/** The distances in time of the nearest events of a group, and how many there are: the same question without a database. */
function expectedOf(one: Known, by: Relation, upTo: number) {
  const group = known.filter(
    ({ number, event }) => number !== one.number && number <= upTo && isRelated[by](one.event, event),
  )
  const distances = group.map(({ event }) => Math.abs(time(event) - time(one.event))).toSorted((a, b) => a - b)
  return { numbers: new Set(group.map(({ number }) => number)), distances: distances.slice(0, limit) }
}

test.each(['evidence', 'log'] as const)(
  'a reader of the %s is shown the nearest events of each group, newest first, as by looking at each event',
  async (level) => {
    let groups = 0
    for (const one of known.filter(({ number }) => number % 8 === 0 || number <= 20)) {
      const upTo = one.number % 3 === 0 ? size - 100 : known.length
      const related = await transaction(db, (tx) =>
        listRelated(tx, scopeOf({ level }), { ...one, tenantId: log.tenantId }, { limit, upTo }),
      )
      const allowed = level === 'evidence' ? relations : ofTheLog
      const expected = allowed.filter((by) => expectedOf(one, by, upTo).numbers.size > 0)
      expect([one.number, related.map(({ by }) => by).toSorted()]).toEqual([one.number, expected.toSorted()])
      for (const { by, found, more } of related) {
        groups++
        const { numbers, distances } = expectedOf(one, by, upTo)
        expect(found.every(({ number, tenantId }) => numbers.has(number) && tenantId === log.tenantId)).toBe(true)
        const shown = found.map(({ event }) => Math.abs(time(event) - time(one.event))).toSorted((a, b) => a - b)
        expect([one.number, by, shown]).toEqual([one.number, by, distances])
        expect(new Set(found.map(({ number }) => number)).size).toBe(found.length)
        expect(found.map(({ event }) => time(event))).toEqual(
          found.map(({ event }) => time(event)).toSorted((a, b) => b - a),
        )
        expect([one.number, by, more]).toEqual([one.number, by, numbers.size > limit])
      }
    }
    expect(groups).toBeGreaterThan(40)
  },
)

test('what lies outside the scope is related to nothing', async () => {
  const [parent] = known
  const found = { ...parent, tenantId: log.tenantId }
  const children = async (parts: Partial<ScopeParts>) => {
    const related = await listRelated(db, scopeOf(parts), found, { limit })
    return related.find(({ by }) => by === 'children')?.found.map(({ event }) => event.area) ?? []
  }
  expect(new Set(await children({}))).toEqual(new Set(['calls', 'settings']))
  expect(await children({ areas: ['calls'] })).toEqual(['calls'])
  expect(await children({ areas: [] })).toEqual([])
  expect(await children({ ownActorIds: ['nobody'] })).toEqual([])
  expect(await children({ from: new Date(Date.now() + 60_000) })).toEqual([])
})

test('without time nothing is related, and the transaction goes on', async () => {
  const [one] = known
  await transaction(db, async (tx) => {
    const found = { ...one, tenantId: log.tenantId }
    expect(await listRelated(tx, scopeOf(), found, { limit, deadline: 0 })).toEqual([])
    expect((await findEvent(tx, scopeOf(), one.number))?.number).toBe(one.number)
  })
})

test('identifiers may be any text', async () => {
  for (const text of hostileWords) {
    const target = { type: text, id: text, name: text, revision: null, relation: null, url: null }
    const parts = { parentId: text, requestId: text, sessionId: text, batchId: text, correlationId: text, id: text }
    for (const event of [
      exampleEvent({ ...parts, targets: [target] }),
      exampleEvent({ targets: [{ ...target, id: null }] }),
    ]) {
      const found = { number: 0, tenantId: log.tenantId, actorKey: '', event }
      for (const { found: others } of await listRelated(db, scopeOf(), found, { limit })) {
        expect(others.every(({ tenantId }) => tenantId === log.tenantId)).toBe(true)
      }
    }
  }
})
