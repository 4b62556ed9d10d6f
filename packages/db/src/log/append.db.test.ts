import { randomUUID } from 'node:crypto'
import { leafOf } from '@daybook/core/log'
import type { AuditEvent } from '@daybook/core/model'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, transaction } from '../client.ts'
import { errorCodeOf } from '../errors.ts'
import { events, logEntries } from '../schema/index.ts'
import {
  createOrganisation,
  createTestDatabase,
  exampleEvent,
  examplePerson,
  faultsOf,
  readLog,
  type TestDatabase,
} from '../testing/index.ts'
import { append } from './append.ts'
import type { LogTarget } from './log-target.ts'

let database: TestDatabase
let db: Database

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.as('recorder')
})
afterAll(() => database.close())

function record(log: LogTarget, ...recorded: AuditEvent[]) {
  return transaction(db, (tx) =>
    append(
      tx,
      recorded.map((event) => ({ log, event })),
    ),
  )
}

function ago(ms: number): string {
  return new Date(Date.now() - ms).toISOString()
}

async function codeOf(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => 'nothing was refused',
    (error: unknown) => errorCodeOf(error),
  )
}

test('events are numbered from 1, in the order given', async () => {
  const log = await createOrganisation(database.owner)
  const answers = await record(log, exampleEvent(), exampleEvent(), exampleEvent())
  expect(answers.map(({ status, number }) => [status, number])).toEqual([
    ['recorded', 1],
    ['recorded', 2],
    ['recorded', 3],
  ])
})

test('a receipt carries the leaf hash that the stored row gives again', async () => {
  const log = await createOrganisation(database.owner)
  const event = exampleEvent()
  const [receipt] = await record(log, event)
  const [row] = await db.select().from(events).where(eq(events.tenantId, log.tenantId))
  expect(row && leafOf(event, { origin: log.origin, salt: row.salt }).toString('hex')).toBe(receipt?.leafHash)
})

test('an event sent again is answered with its first receipt and stored once', async () => {
  const log = await createOrganisation(database.owner)
  const event = exampleEvent({ recordedAt: ago(2000), occurredAt: ago(60_000) })
  const [first] = await record(log, event)
  const [again] = await record(log, { ...event, recordedAt: ago(0) })
  expect(again).toEqual({ ...first, status: 'known' })
  expect(await readLog(db, log)).toHaveLength(1)
})

test('an event that claims no time of its own is the same event when it is sent again later', async () => {
  const log = await createOrganisation(database.owner)
  const then = ago(2000)
  const event = exampleEvent({ recordedAt: then, occurredAt: then })
  await record(log, event)
  const now = ago(0)
  const [again] = await record(log, { ...event, recordedAt: now, occurredAt: now })
  expect(again?.status).toBe('known')
})

test('another event under a known id is a conflict, and the first stays', async () => {
  const log = await createOrganisation(database.owner)
  const event = exampleEvent({ actor: { ...examplePerson, name: 'First' } })
  await record(log, event)
  const [second] = await record(log, { ...event, actor: { ...examplePerson, name: 'Second' } })
  expect(second).toMatchObject({ status: 'conflict', number: 1 })
  expect((await readLog(db, log)).map(({ event: stored }) => stored.actor.name)).toEqual(['First'])
})

test('an id twice in one batch is stored once; the second is known, or a conflict when it differs', async () => {
  const log = await createOrganisation(database.owner)
  const event = exampleEvent()
  const answers = await record(log, event, event, { ...event, description: 'another' }, exampleEvent())
  expect(answers.map(({ status, number }) => [status, number])).toEqual([
    ['recorded', 1],
    ['known', 1],
    ['conflict', 1],
    ['recorded', 2],
  ])
})

test('the same id may be in two logs', async () => {
  const [one, two] = [await createOrganisation(database.owner), await createOrganisation(database.owner)]
  const event = exampleEvent()
  const answers = await transaction(db, (tx) =>
    append(tx, [
      { log: two, event },
      { log: one, event },
    ]),
  )
  expect(answers.map(({ status, number }) => [status, number])).toEqual([
    ['recorded', 1],
    ['recorded', 1],
  ])
})

test('a rolled back append gives its numbers back', async () => {
  const log = await createOrganisation(database.owner)
  await record(log, exampleEvent())
  const failure = transaction(db, async (tx) => {
    await append(tx, [{ log, event: exampleEvent() }])
    throw new Error('changed my mind')
  })
  await expect(failure).rejects.toThrow('changed my mind')
  const [next] = await record(log, exampleEvent())
  expect(next?.number).toBe(2)
  expect(await faultsOf(db, log)).toEqual([])
})

test('a recording time more than 10 seconds from the clock of the database is refused', async () => {
  const log = await createOrganisation(database.owner)
  for (const recordedAt of [ago(11_000), ago(-11_000)]) {
    expect(await codeOf(record(log, exampleEvent({ recordedAt })))).toBe('DY425')
  }
  expect(await readLog(db, log)).toEqual([])
})

test('an append outside READ COMMITTED is refused: it would not see what was committed while it waited', async () => {
  const log = await createOrganisation(database.owner)
  const append3 = db.transaction((tx) => append(tx, [{ log, event: exampleEvent() }]), {
    isolationLevel: 'repeatable read',
  })
  expect(await codeOf(append3)).toBe('25001')
})

test('an append to a log that does not exist is refused', async () => {
  const log = await createOrganisation(database.owner)
  expect(await codeOf(record({ ...log, tenantId: randomUUID() }, exampleEvent()))).toBe('DY404')
})

test('a log that stays locked ends in an error that can be retried, and other logs go on', async () => {
  const [busy, free] = [await createOrganisation(database.owner), await createOrganisation(database.owner)]
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let locked = () => {}
  const isLocked = new Promise<void>((resolve) => {
    locked = resolve
  })
  const holder = transaction(db, async (tx) => {
    await append(tx, [{ log: busy, event: exampleEvent() }])
    locked()
    await held
  })
  await isLocked
  expect((await record(free, exampleEvent()))[0]?.status).toBe('recorded')
  expect(await codeOf(record(busy, exampleEvent()))).toBe('55P03')
  release()
  await holder
  expect((await record(busy, exampleEvent()))[0]?.number).toBe(2)
})

test('a date years ago lives in the default partition and reads the same', async () => {
  const log = await createOrganisation(database.owner)
  const old = exampleEvent({ occurredAt: '1999-12-31T23:59:59.999Z' })
  const recent = exampleEvent({ occurredAt: ago(60_000) })
  await record(log, old, recent)
  expect((await readLog(db, log)).map(({ event }) => event)).toEqual([old, recent])
  const places = await database.sql<{ place: string; number: string }[]>`
    select tableoid::regclass::text as place, number from events where tenant_id = ${log.tenantId} order by number`
  expect(places[0]?.place).toBe('events_default')
  expect(places[1]?.place).toMatch(/^events_\d{4}_\d{2}$/)
  expect(await faultsOf(db, log)).toEqual([])
})

test('every part of an event comes back from its row as it went in', async () => {
  const log = await createOrganisation(database.owner)
  const person = { ...examplePerson, username: 'ada', role: null }
  const full = exampleEvent({
    occurredAt: '2026-01-02T03:04:05.678Z',
    claimedAt: '2031-01-01T00:00:00.000Z',
    operation: 'other',
    operationWord: 'défragment',
    area: null,
    activityType: 'maintenance',
    outcome: 'denied',
    outcomeReason: 'no',
    actor: person,
    onBehalfOf: { ...person, type: 'service', id: null },
    assumedBy: { ...person, type: 'staff' },
    customerId: 'c-1',
    targets: [
      {
        type: 'queue',
        id: null,
        name: '"quoted"\n😀',
        revision: '7',
        relation: 'primary',
        url: 'https://example.test/a',
      },
      { type: 'user', id: '9', name: null, revision: null, relation: 'member', url: null },
    ],
    description: 'd',
    explanation: 'e',
    reason: 'r',
    purpose: 'p',
    justification: 'j',
    whyItMatters: 'w',
    changes: [{ path: 'a', before: null }, { path: 'b.c', after: [1, 0.1, -1e-7, 1e21, { d: [] }] }, { path: 'e' }],
    snapshot: {},
    details: JSON.parse('{"__proto__": {"x": 1}, "constructor": "y", "": null}'),
    http: { method: 'POST', path: '/x', status: 500 },
    policyDecision: [],
    metadata: { nested: { deep: [true, false, null, 'x'] }, number: 5e-324, zero: -0 },
    ip: 'cloud.example.test',
    forwardedFor: '198.51.100.1, 10.0.0.1',
    userAgent: 'curl/8',
    country: 'DE',
    sessionId: 's',
    requestId: 'q',
    correlationId: 'k',
    channel: null,
    apiUsed: 'rest',
    provider: 'aws',
    expertMode: false,
    bulkImport: { fileId: 'f.csv', line: 0 },
    cdr: { fileId: 'c', line: null },
    batchId: 'b',
    parentId: 'p',
  })
  const bare = exampleEvent({
    targets: [],
    changes: null,
    actor: { ...examplePerson, id: null, email: null, name: null },
  })
  await record(log, full, bare)
  const stored = (await readLog(db, log)).map(({ event }) => event)
  expect(stored).toEqual([{ ...full, metadata: { ...full.metadata, zero: 0 } }, bare])
  expect(await faultsOf(db, log)).toEqual([])
})

test('a changed, a moved and a removed row are found when leaves are rebuilt', async () => {
  const log = await createOrganisation(database.owner)
  await record(log, exampleEvent(), exampleEvent(), exampleEvent())
  const tamper = async (statement: string) => {
    await database.superuser.begin(async (sql) => {
      await sql`set local session_replication_role = replica`
      await sql.unsafe(statement, [log.tenantId])
    })
    return faultsOf(db, log)
  }
  expect(await tamper(`update events set actor_name = 'Eve' where tenant_id = $1 and number = 2`)).toContain(
    'leaf 2 is not that of its row',
  )
  expect(await tamper(`delete from events where tenant_id = $1 and number = 3`)).toContain('2 events, 3 entries')
})

test('entries are one for each event, with its time, to find it by number', async () => {
  const log = await createOrganisation(database.owner)
  const event = exampleEvent({ occurredAt: '2020-02-29T12:00:00.000Z' })
  await record(log, event)
  const [entry] = await db.select().from(logEntries).where(eq(logEntries.tenantId, log.tenantId))
  expect(entry).toMatchObject({ number: 1, eventId: event.id, occurredAt: new Date(event.occurredAt) })
})
