import { parseQuery } from '@daybook/core/query'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, transaction } from '../client.ts'
import { append } from '../log/append.ts'
import type { LogTarget } from '../log/log-target.ts'
import { makeScope } from '../scope.ts'
import { createOrganisation, createTestDatabase, exampleEvent, randomOf, type TestDatabase } from '../testing/index.ts'
import { appendRandom, knownOf } from './known-log.fixture.ts'
import { matcherOf } from './matches.fixture.ts'
import { findNewer } from './newer.ts'
import { type Known, randomQuestion } from './random-log.fixture.ts'

const size = 1300

let database: TestDatabase
let db: Database
let log: LogTarget
let known: [Known, ...Known[]]

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.as('portal')
  log = await createOrganisation(database.owner)
  const neighbour = await createOrganisation(database.owner)
  await appendRandom(db, randomOf(20_261_123), { log, neighbour, count: size })
  known = await knownOf(db, log)
})
afterAll(() => database.close())

test('what came since is found by number, whenever it happened, in as many steps as it takes', async () => {
  const random = randomOf(7)
  let answered = 0
  for (let step = 0; step < 60; step++) {
    const question = randomQuestion(random, known)
    const scope = makeScope({ tenantIds: [log.tenantId], level: step % 2 ? 'log' : 'evidence' })
    const start = random.below(size)
    const upTo = start + random.below(size - start + 1)
    const isMatch = matcherOf(scope, question)
    const expected = known.filter((one) => one.number > start && one.number <= upTo && isMatch(one))
    const limit = 1 + random.below(expected.length + 1)

    const all: number[] = []
    let above = start
    while (above < upTo) {
      const { found, through } = await findNewer(db, scope, { ...question, above, upTo, limit, deadline: 5000 })
      expect(found.length).toBeLessThanOrEqual(limit)
      expect(through).toBeGreaterThan(above)
      all.push(...found.map(({ number }) => number))
      above = through
    }
    expect([question, above, all]).toEqual([question, Math.max(start, upTo), expected.map(({ number }) => number)])
    if (all.length > 0) answered++
  }
  expect(answered).toBeGreaterThan(20)
})

test('an event of long ago that comes now is newer than all before it', async () => {
  const late = exampleEvent({ occurredAt: '1999-12-31T00:00:00.000Z', description: 'late comer' })
  await transaction(db, (tx) => append(tx, [{ log, event: late }]))
  const { query } = parseQuery('"late comer"')
  const scope = makeScope({ tenantIds: [log.tenantId], level: 'log' })
  const { found, through } = await findNewer(db, scope, { query, above: size, upTo: size + 1, limit: 10 })
  expect(found.map(({ event }) => event.id)).toEqual([late.id])
  expect(through).toBe(size + 1)
})

test('without time nothing was looked at, and it is said', async () => {
  const scope = makeScope({ tenantIds: [log.tenantId], level: 'log' })
  const question = { query: [], above: 5, upTo: size, limit: 10 }
  expect(await findNewer(db, scope, { ...question, deadline: 0 })).toEqual({ found: [], through: 5 })
  const nothing = makeScope({ tenantIds: [log.tenantId], level: 'log', areas: [] })
  expect(await findNewer(db, nothing, question)).toEqual({ found: [], through: size })
})
