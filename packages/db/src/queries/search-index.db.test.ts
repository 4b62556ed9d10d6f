import { parseQuery, queryKeyNames, sorts } from '@daybook/core/query'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LogTarget } from '../log/log-target.ts'
import { makeScope, type Scope } from '../scope.ts'
import { createTestDatabase, type TestDatabase } from '../testing/index.ts'
import { bigLog, createBigLog } from './big-log.fixture.ts'
import { countEvents } from './count-events.ts'
import { findEvent } from './events.ts'
import { listEvents } from './list-events.ts'
import { findNewer } from './newer.ts'
import { plansOf } from './plans.fixture.ts'
import { listRelated } from './related.ts'
import { tokenCondition } from './tokens.ts'

let database: TestDatabase
let log: LogTarget
let scope: Scope

beforeAll(async () => {
  database = await createTestDatabase()
  log = await createBigLog(database)
  scope = makeScope({ tenantIds: [log.tenantId], level: 'evidence' })
})
afterAll(() => database.close())

const timeline = 'events_tenant_id_occurred_at_number_pk'
const upTo = bigLog.size

function asked(text: string) {
  const { query, problems } = parseQuery(text)
  expect(problems).toEqual([])
  return { query, upTo }
}

/** Questions that the newest events do not answer, and what then finds the answer. */
const questions: [string, string][] = [
  ['actor:0123456789abcdef', 'events_search'],
  ['actor:00000000000001f3', 'events_search'],
  ['actor:"person 499"', 'events_search'],
  ['actor:0123456789abcdef,"nobody here"', 'events_search'],
  ['actor_type:api_key', 'events_search'],
  ['action:thing.absent,Other_Absent', 'events_search'],
  ['action:absent.*', 'events_search'],
  ['operation:export', 'events_search'],
  ['module:absent', 'events_search'],
  ['area:calls', 'events_search'],
  ['outcome:denied', 'events_search'],
  ['target:"campaign no 4999"', 'events_search'],
  ['target_type:absent', 'events_search'],
  ['channel:provider', 'events_search'],
  ['assumed:yes', 'events_search'],
  ['batch:b-150', 'events_batch'],
  ['ip:10.199.249.9', 'events_search'],
  ['ip:11.0.0.0/8', 'events_search'],
  ['ip:192.168.64.0/20', 'events_search'],
  ['ip:2001:db8::/48', 'events_search'],
  ['session:s-4500', 'events_session'],
  ['request:r-30000', 'events_request'],
  ['correlation:c-2000', 'events_correlation'],
  ['target_id:t-4999', 'events_target'],
  ['country:FR', 'events_search'],
  ['needle', 'events_search'],
  ['absent', 'events_search'],
  ['"needle in a haystack"', 'events_search'],
  ['invoice outcome:denied', 'events_search'],
  ['module:module1 action:thing5.done_59', 'events_search'],
  ['outcome:failure,denied -module:module1 needle', 'events_search'],
  ['session:s-4500 outcome:denied', 'events_session'],
]

test.each(questions)('%s is looked up in %s, and counted by it', async (text, index) => {
  const listed = await plansOf(database, (db) => listEvents(db, scope, { ...asked(text), limit: 20 }))
  expect([listed.indexes, listed.text]).toEqual([[index, timeline].toSorted(), listed.text])
  expect(listed.text).not.toMatch(/Seq Scan/)
  const upwards = await plansOf(database, (db) => listEvents(db, scope, { ...asked(text), limit: 20, sort: 'time' }))
  expect(upwards.indexes).toContain(index)
  const counted = await plansOf(database, (db) => countEvents(db, scope, { ...asked(text), cap: 10_000 }))
  expect([counted.indexes, counted.text]).toEqual([[index], counted.text])
})

test('every key that can be looked up is among them', () => {
  const keys = questions.flatMap(([text]) =>
    parseQuery(text).query.map((item) => (item.kind === 'term' ? item.key : '')),
  )
  expect(queryKeyNames.filter((key) => !keys.includes(key))).toEqual(['number'])
})

test.each([
  ['nothing in particular', ''],
  ['what nearly all events have', 'outcome:success,denied actor_type:user,staff assumed:no'],
  ['what is to be left out', '-needle -module:module1 -outcome:success -session:s-1'],
  ['a beginning of an action within a word', 'action:thing*'],
  ['two letters', 'ne actor:pe target:ca'],
  ['a network of half the world', 'ip:0.0.0.0/1'],
])('%s is read along the timeline: there is nothing quicker', async (_, text) => {
  expect(tokenCondition(log.tenantId, asked(text))).toBeNull()
  const { indexes, text: plan } = await plansOf(database, (db) => listEvents(db, scope, { ...asked(text), limit: 20 }))
  expect(indexes).toEqual([timeline])
  expect(plan).not.toMatch(/Seq Scan/)
})

test('a restriction to some areas is looked up as well', async () => {
  const limited = makeScope({ tenantIds: [log.tenantId], level: 'log', areas: ['calls'] })
  const { indexes } = await plansOf(database, (db) => listEvents(db, limited, { ...asked(''), limit: 20 }))
  expect(indexes).toEqual(['events_search', timeline])
})

test('numbers are looked for in the time that their entries know', async () => {
  const old = await plansOf(database, (db) => listEvents(db, scope, { ...asked('number:99990..99995'), limit: 20 }))
  expect(old.indexes).toEqual([timeline])
  const months = new Set([...old.text.matchAll(/ on (events_\d{4}_\d{2}) /g)].map(([, name]) => name))
  expect(months.size).toBe(1)
})

test.each(sorts)('no page is a sequential scan, sorted by %s', async (sort) => {
  for (const text of ['', 'outcome:denied', 'needle', '-module:module1', 'session:s-4500']) {
    const { text: plan } = await plansOf(database, (db) => listEvents(db, scope, { ...asked(text), limit: 20, sort }))
    expect(plan).not.toMatch(/Seq Scan/)
  }
})

test('what came since is read by number, and each event by its key', async () => {
  const { indexes, text } = await plansOf(database, (db) =>
    findNewer(db, scope, { ...asked('outcome:failure'), above: upTo - 2500, limit: 1000 }),
  )
  expect(indexes).toEqual([timeline, 'log_entries_tenant_id_number_pk'])
  expect(text).not.toMatch(/Seq Scan|Hash Join|Merge Join/)
})

test('related events are read from the index of what they share, in order of time', async () => {
  for (const number of [90_000, 50_000]) {
    const found = await findEvent(database.owner, scope, number)
    if (!found) throw new Error('The log has this event.')
    const whole = { ...found, event: { ...found.event, parentId: found.event.id } }
    const { indexes, text } = await plansOf(database, (db) => listRelated(db, scope, whole, { limit: 10 }))
    expect(indexes).toEqual(
      ['batch', 'correlation', 'parent', 'request', 'session', 'target']
        .map((kind) => `events_${kind}`)
        .concat(timeline),
    )
    expect(text).not.toMatch(/Seq Scan/)
  }
})

test('related events of a target without an identifier are looked up by its name', async () => {
  const found = await findEvent(database.owner, scope, 50_000)
  const [target] = found?.event.targets ?? []
  if (!found || !target) throw new Error('The log has this event, and it has a target.')
  const named = { ...found.event, sessionId: null, requestId: null, correlationId: null, batchId: null }
  const event = { ...found, event: { ...named, targets: [{ ...target, id: null }] } }
  const { indexes } = await plansOf(database, (db) => listRelated(db, scope, event, { limit: 10 }))
  expect(indexes).toContain('events_search')
})

test('the right events are found: rare, common and absent, at either end of the log', async () => {
  const db = database.as('portal')
  const numbers = async (text: string, sort: 'time' | '-time', limit = 3) => {
    const { found } = await listEvents(db, scope, { ...asked(text), sort, limit })
    return found.map(({ number }) => number)
  }
  expect(await numbers('needle', '-time')).toEqual([90_000])
  expect(await numbers('absent', 'time')).toEqual([])
  expect(await numbers('outcome:denied', '-time')).toEqual([1234, 3234, 5234])
  expect(await numbers('outcome:denied', 'time')).toEqual([99_234, 97_234, 95_234])
  expect(await numbers('batch:b-100', '-time', 10)).toEqual([50_000, 50_001, 50_002, 50_003, 50_004])
  expect(await numbers('number:77..78', '-time')).toEqual([77, 78])
  expect(await countEvents(db, scope, { ...asked('outcome:failure'), cap: 10_000 })).toEqual({
    value: 2500,
    capped: false,
  })
})
