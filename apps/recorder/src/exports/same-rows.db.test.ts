import { questionOf, readExporter } from '@daybook/api/exports'
import { type EventFilter, parseQuery, printQuery, type Query, queryKeys, withQuery } from '@daybook/core/query'
import {
  type Database,
  type Exclusive,
  type ExportRow,
  insertExport,
  openExclusive,
  type SortPosition,
  transaction,
} from '@daybook/db'
import {
  appendRandom,
  type Known,
  knownOf,
  matcherOf,
  newestFirst,
  randomOf,
  randomQuestion,
} from '@daybook/db/testing'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createExportWorld, type ExportWorld } from '../testing/exports.fixture.ts'
import { readPage } from './read-page.ts'

const filters = 500
const random = randomOf(20_261_121)

let world: ExportWorld
let portal: Database
let exclusive: Exclusive
let known: [Known, ...Known[]]
let upTo: number

beforeAll(async () => {
  world = await createExportWorld()
  portal = world.database.as('portal')
  await world.database.sql`update organisations set settings = '{"exports": {"managers": true}}' where slug = 'acme'`
  await appendRandom(world.database.owner, random, { log: world.logs.acme, count: 500 })
  known = await knownOf(world.database.owner, world.logs.acme)
  upTo = known.length
  const opened = await openExclusive(world.database.url('recorder'), 'a test of exports')
  if (!opened) throw new Error('Somebody else has the lock of this test.')
  exclusive = opened
}, 60_000)
afterAll(async () => {
  await exclusive.close()
  await world.close()
})

/** As it comes from a reader of this level: read from text, and without what would be refused. */
function askable(query: Query, level: 'log' | 'evidence'): Query {
  return parseQuery(printQuery(query)).query.filter(
    (item) => item.kind === 'word' || level === 'evidence' || queryKeys[item.key].level === 'log',
  )
}

async function rowOf(who: 'admin' | 'manager', asked: { filter: EventFilter; from: Date | null; to: Date | null }) {
  const { id: userId, name } = world.people[who]
  const row = {
    ...{ id: v7(), tenantId: world.logs.acme.tenantId, userId, userName: name, upTo },
    ...{ rangeFrom: asked.from, rangeTo: asked.to, filter: { ...asked.filter }, zone: 'UTC' },
    ...({ format: 'ndjson', level: who === 'admin' ? 'evidence' : 'log', status: 'queued' } as const),
    ...{ fileName: 'activity-log-2026-11-20.zip', requestedAt: new Date(), total: null },
  }
  return transaction(portal, (tx) => insertExport(tx, row))
}

async function exportedNumbers(row: ExportRow, limit: number): Promise<number[]> {
  const numbers: number[] = []
  let after: SortPosition | null = null
  do {
    const page = await readPage(exclusive, { row, after, limit })
    if (page.status === 'hindered') throw new Error(page.exporter.hindrance)
    numbers.push(...page.events.map((event) => event.number))
    after = page.after
  } while (after)
  return numbers
}

/** The same question, answered by looking at each event. */
async function expectedNumbers(row: ExportRow): Promise<number[]> {
  const exporter = await transaction(exclusive.db, (tx) => readExporter(tx, row))
  if (exporter.hindrance !== null) throw new Error(exporter.hindrance)
  const { scope } = exporter
  const question = questionOf(row.filter, { from: row.rangeFrom, to: row.rangeTo }, scope)
  const matches = matcherOf(scope, question)
  return known
    .filter((one) => one.number <= upTo && matches(one))
    .sort(newestFirst)
    .map(({ number }) => number)
}

test(`${filters} random filters export exactly the events they match, for each role, while others arrive`, async () => {
  let exported = 0
  for (let index = 0; index < filters; index++) {
    const question = randomQuestion(random, known)
    const from = question.from ?? null
    const to = question.to ?? null
    for (const who of ['admin', 'manager'] as const) {
      const query = askable(question.query, who === 'admin' ? 'evidence' : 'log')
      const filter = withQuery(question.hideAccess ? { access: 'hide' } : {}, query)
      const row = await rowOf(who, { filter, from, to })
      const arriving = appendRandom(portal, random, { log: world.logs.acme, count: random.chance(0.2) ? 1 : 0 })
      const numbers = await exportedNumbers(row, random.pick([60, 150, 2000]))
      await arriving
      expect(numbers, `${who}: ${filter.q}`).toEqual(await expectedNumbers(row))
      exported += numbers.length
    }
  }
  expect(exported).toBeGreaterThan(filters)
}, 120_000)
