import { and } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, type Transaction, transaction } from '../client.ts'
import { append } from '../log/append.ts'
import type { LogTarget } from '../log/log-target.ts'
import { events } from '../schema/index.ts'
import { makeScope } from '../scope.ts'
import {
  createOrganisation,
  createTestDatabase,
  exampleEvent,
  examplePerson,
  type TestDatabase,
} from '../testing/index.ts'
import { conditionsOf, type EventQuestion } from './conditions.ts'
import { allowBitmapsOnly, findPositions } from './find-positions.ts'
import { tokenCondition } from './tokens.ts'

let database: TestDatabase
let db: Database
let log: LogTarget

// Enough events that reading all of a tenant's costs more than asking the index.
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.as('portal')
  log = await createOrganisation(database.owner)
  const made = Array.from({ length: 4000 }, (_, index) =>
    exampleEvent({
      occurredAt: new Date(Date.now() - index * 60_000).toISOString(),
      actor: { ...examplePerson, id: `u_${index % 30}`, name: `Person ${index % 30}` },
      description: index === 250 ? 'the needle' : `step ${index}`,
      outcome: index % 50 === 0 ? 'denied' : 'success',
    }),
  )
  for (let start = 0; start < made.length; start += 1000) {
    const batch = made.slice(start, start + 1000).map((event) => ({ log, event }))
    await transaction(db, (tx) => append(tx, batch))
  }
  // New rows wait in the index's pending list, which the planner avoids, until a vacuum has sorted them in.
  await database.sql`vacuum analyze events`
})
afterAll(() => database.close())

function indexedOf(question: EventQuestion) {
  const scope = makeScope({ tenantIds: [log.tenantId], level: 'evidence' })
  return { conditions: conditionsOf(scope, question), indexed: tokenCondition(log.tenantId, question) }
}

async function planOf(tx: Transaction, question: EventQuestion): Promise<string> {
  const { conditions, indexed } = indexedOf(question)
  const statement = tx
    .select({ number: events.number })
    .from(events)
    .where(and(conditions, indexed ?? undefined))
    .toSQL()
  await allowBitmapsOnly(tx, true)
  // The planner must see the values, as it does for a statement that is not prepared.
  const parameters = statement.params.map((value) => `'${String(value).replaceAll("'", "''")}'`)
  const text = statement.sql.replaceAll(/\$(\d+)/g, (_, place) => parameters[Number(place) - 1] ?? 'null')
  const rows = await tx.execute<{ 'QUERY PLAN': string }>(`explain ${text}`)
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

const questions: [string, EventQuestion][] = [
  ['an actor', { actorKeys: ['0123456789abcdef'] }],
  ['actions', { actions: ['campaign.updated', 'campaign_deleted'] }],
  ['a module and an outcome', { modules: ['campaigns'], outcomes: ['denied'] }],
  ['an operation and an area', { operations: ['update'], area: 'settings' }],
  ['a word', { text: 'needle' }],
  ['a word and an actor', { text: 'needle', actorKeys: ['0123456789abcdef'] }],
]

test.each(questions)('%s is looked up in the search index', async (_, question) => {
  const plan = await transaction(db, (tx) => planOf(tx, question))
  expect(plan).toMatch(/Bitmap Index Scan on events_\d{4}_\d{2}_event_tokens_search_search_evidence_idx/)
  expect(plan).not.toMatch(/Seq Scan/)
})

test.each([
  ['nothing', {}],
  ['success, which nearly all are', { outcomes: ['success', 'denied'] }],
  ['a pattern of actions', { actions: ['campaign.*'] }],
  ['two letters', { text: 'ne' }],
] as [string, EventQuestion][])('%s is not: the timeline is quicker, or all there is', (_, question) => {
  expect(tokenCondition(log.tenantId, question)).toBeNull()
})

test('what is found in the index is found in order, up to the limit, and only where one looked', async () => {
  const find = (question: EventQuestion, between: { from: Date | null; to: Date | null }, limit: number) => {
    const { conditions, indexed } = indexedOf(question)
    if (!indexed) throw new Error('This question has no index.')
    const limits = { probe: 1, found: 2, stretchMin: 3_600_000 }
    return transaction(db, (tx) =>
      findPositions(tx, { tenantId: log.tenantId, conditions, indexed, between, limit }, limits),
    )
  }
  const everywhere = { from: null, to: null }
  const denied = await find({ outcomes: ['denied'] }, everywhere, 6)
  expect(denied.map(({ number }) => number)).toEqual([1, 51, 101, 151, 201, 251])
  expect((await find({ outcomes: ['denied'] }, everywhere, 2)).map(({ number }) => number)).toEqual([1, 51])
  const recent = { from: new Date(Date.now() - 60 * 60_000), to: null }
  expect((await find({ outcomes: ['denied'] }, recent, 10)).map(({ number }) => number)).toEqual([1, 51])
  expect((await find({ text: 'needle' }, everywhere, 10)).map(({ number }) => number)).toEqual([251])
  expect(await find({ text: 'haystack' }, everywhere, 10)).toEqual([])
  // Every event, so that every stretch of time is full.
  expect((await find({ actions: ['campaign.updated'] }, everywhere, 300)).map(({ number }) => number)).toEqual(
    Array.from({ length: 300 }, (_, index) => index + 1),
  )
})

test('the settings of the search end with it', async () => {
  const settings = await transaction(db, async (tx) => {
    const { conditions, indexed } = indexedOf({ text: 'needle' })
    if (indexed)
      await findPositions(tx, {
        tenantId: log.tenantId,
        conditions,
        indexed,
        between: { from: null, to: null },
        limit: 5,
      })
    return tx.execute(`select current_setting('enable_indexscan') as one, current_setting('enable_seqscan') as two`)
  })
  expect([...settings]).toEqual([{ one: 'on', two: 'on' }])
})
