import { parseQuery } from '@daybook/core/query'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { beforeEach, expect, test } from 'vitest'
import { type Executor, transaction } from '../client.ts'
import { findEvent } from '../queries/events.ts'
import { listEvents } from '../queries/list-events.ts'
import * as schema from '../schema/index.ts'
import { makeScope } from '../scope.ts'
import {
  createOrganisation,
  createTestDatabase,
  exampleEvent,
  faultsOf,
  readLog,
  refusalOf,
  type TestDatabase,
} from '../testing/index.ts'
import { append } from './append.ts'
import type { LogTarget } from './log-target.ts'
import { makeMonths } from './months.ts'

let database: TestDatabase
let log: LogTarget

// Each test counts months, so each has a database of its own.
beforeEach(async () => {
  database = await createTestDatabase()
  log = await createOrganisation(database.owner)
  return () => database.close()
})

/** The first moment of the month that lies `offset` months from this one, UTC. */
function monthAt(offset: number): Date {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1))
}

function nameOf(month: Date): string {
  return `events_${month.toISOString().slice(0, 7).replace('-', '_')}`
}

function record(...times: Date[]) {
  const events = times.map((at) => exampleEvent({ occurredAt: at.toISOString() }))
  return transaction(database.as('recorder', { max: 1 }), (tx) =>
    append(
      tx,
      events.map((event) => ({ log, event })),
    ),
  )
}

/** Where each event of the log is stored, in the order of numbers. */
async function places(): Promise<string[]> {
  const rows = await database.sql<{ place: string }[]>`
    select tableoid::regclass::text as place from events where tenant_id = ${log.tenantId} order by number`
  return rows.map(({ place }) => place)
}

async function months(): Promise<string[]> {
  const rows = await database.sql<{ name: string }[]>`
    select inhrelid::regclass::text as name from pg_inherits
    where inhparent = 'events'::regclass and inhrelid <> 'events_default'::regclass order by 1`
  return rows.map(({ name }) => name)
}

const around = (back: number, ahead: number) =>
  Array.from({ length: back + ahead + 1 }, (_, index) => nameOf(monthAt(index - back)))

test('an installation has three months back and three ahead, and making them again makes none', async () => {
  expect(await months()).toEqual(around(3, 3))
  expect(await makeMonths(database.as('recorder'), { back: 3, ahead: 3 })).toBe(0)
  expect(await months()).toEqual(around(3, 3))
})

test('months are made back and ahead, and only the missing ones', async () => {
  const db = database.as('recorder')
  expect(await makeMonths(db, { back: 5, ahead: 4 })).toBe(3)
  expect(await makeMonths(db, { back: 0, ahead: 15 })).toBe(11)
  expect(await months()).toEqual(around(5, 15))
})

test('the first and the last millisecond of a month are in it, wherever the recorder believes it is', async () => {
  const abroad = postgres(database.url('recorder'), {
    max: 1,
    connection: { TimeZone: 'Pacific/Kiritimati', DateStyle: 'SQL, DMY' },
  })
  const [row] = await abroad`select make_months(0, 6) as made`
  expect(row?.made).toBe(3)
  await abroad.end()
  const times = [3, 4, 5, 6].flatMap((offset) => [monthAt(offset), new Date(monthAt(offset + 1).getTime() - 1)])
  await record(...times)
  expect(await places()).toEqual(times.map(nameOf))
})

test('a month that the default partition holds is left there, and everything in it reads the same', async () => {
  const old = new Date(monthAt(-7).getTime() + 86_400_000)
  await record(old)
  const db = database.as('recorder')
  expect(await makeMonths(db, { back: 9, ahead: 3 })).toBe(5)
  expect(await months()).toEqual(around(9, 3).filter((name) => name !== nameOf(old)))

  await record(new Date(old.getTime() + 1), monthAt(-8), monthAt(-6))
  expect(await places()).toEqual(['events_default', 'events_default', nameOf(monthAt(-8)), nameOf(monthAt(-6))])
  const scope = makeScope({ tenantIds: [log.tenantId], level: 'log' })
  const { found } = await listEvents(db, scope, { query: [], upTo: 10, limit: 10 })
  expect(found.map(({ number }) => number)).toEqual([4, 2, 1, 3])
  for (const { number } of found) expect((await findEvent(db, scope, number))?.number).toBe(number)
  expect(await faultsOf(db, log)).toEqual([])
})

test('two recorders that make months at once make each once', async () => {
  const recorders = Array.from({ length: 2 }, () => database.as('recorder', { max: 1 }))
  const made = await Promise.all(recorders.map((db) => makeMonths(db, { back: 12, ahead: 12 })))
  expect(made.reduce((sum, count) => sum + count)).toBe(18)
  expect(await months()).toEqual(around(12, 12))
})

test('months are made while events come in and are read, and nobody fails', async () => {
  const db = database.as('recorder', { max: 8 })
  const scope = makeScope({ tenantIds: [log.tenantId], level: 'evidence' })
  let making = true
  const write = async () => {
    while (making) await transaction(db, (tx) => append(tx, [{ log, event: exampleEvent() }]))
  }
  const readAndWrite = async () => {
    while (making) {
      await transaction(db, async (tx) => {
        await listEvents(tx, scope, { query: [], upTo: 10_000, limit: 5 })
        await append(tx, [{ log, event: exampleEvent() }])
      })
    }
  }
  const writers = Promise.all([write(), write(), readAndWrite(), readAndWrite()])
  for (let back = 4; back <= 12; back++) expect(await makeMonths(db, { back, ahead: back })).toBe(2)
  making = false
  await writers
  expect(await faultsOf(db, log)).toEqual([])
})

test('a new month is append-only and granted to nobody', async () => {
  await makeMonths(database.as('recorder'), { back: 0, ahead: 5 })
  const name = nameOf(monthAt(5))
  await record(new Date(monthAt(5).getTime() + 1))
  for (const statement of [`update ${name} set outcome = 'x'`, `delete from ${name}`, `truncate ${name}`]) {
    expect([statement, await refusalOf(database.sql.unsafe(statement))]).toEqual([statement, 'DY403'])
  }
  const app = postgres(database.url('recorder'), { max: 1 })
  expect(await refusalOf(app.unsafe(`select from ${name}`))).toBe('42501')
  await app.end()
  const [grants] = await database.sql`select relacl from pg_class where oid = ${name}::regclass`
  expect(grants?.relacl).toBeNull()
})

test('more than ten years each way, or less than none, are refused', async () => {
  const db = database.as('recorder')
  for (const [back, ahead] of [
    [-1, 0],
    [0, -1],
    [121, 0],
    [0, 121],
  ] as const) {
    expect(await refusalOf(makeMonths(db, { back, ahead }))).toBe('22023')
  }
})

test('whoever makes months steps back for those at work, and leaves what came to the default partition meanwhile', async () => {
  const db = database.as('recorder')
  let making: Promise<number> = Promise.resolve(0)
  await transaction(database.as('staff'), async (tx) => {
    await readLog(tx, log)
    making = makeMonths(db, { back: 5, ahead: 3 })
    await untilWaiting()
    await record(new Date(monthAt(-4).getTime() + 1))
  })
  expect(await making).toBe(1)
  expect(await months()).toEqual(around(5, 3).filter((name) => name !== nameOf(monthAt(-4))))
  expect(await places()).toEqual(['events_default'])
})

/** Until somebody waits for the whole of the log. */
async function untilWaiting(): Promise<void> {
  for (;;) {
    const waiting = await database.superuser`
      select from pg_locks where relation = 'events'::regclass and mode = 'AccessExclusiveLock' and not granted`
    if (waiting.length > 0) return
  }
}

/** The partitions that the statements of a query touch, as the planner says. */
async function partitionsOf(query: (db: Executor) => Promise<unknown>): Promise<string[]> {
  const driver = postgres(database.url('portal'), { max: 1 })
  const statements: { text: string; values: unknown[] }[] = []
  const logged = drizzle(driver, {
    schema,
    logger: { logQuery: (text, values) => void statements.push({ text, values }) },
  })
  try {
    await query(Object.assign(logged, { close: () => driver.end() }))
    const touched = new Set<string>()
    for (const { text, values } of statements) {
      const rows = await driver.unsafe(`explain (format json) ${text}`, values as string[])
      for (const [, name] of JSON.stringify(rows).matchAll(/"Relation Name":"(events_\w+)"/g)) touched.add(name ?? '')
    }
    return [...touched].toSorted()
  } finally {
    await driver.end()
  }
}

test('one event is looked for in its own month alone', async () => {
  await record(monthAt(-1), monthAt(0), new Date('2001-01-01T00:00:00Z'))
  const scope = makeScope({ tenantIds: [log.tenantId], level: 'log' })
  expect(await partitionsOf((db) => findEvent(db, scope, 1))).toEqual([nameOf(monthAt(-1))])
  expect(await partitionsOf((db) => findEvent(db, scope, 3))).toEqual(['events_default'])
})

test('a page of a range is looked for in the months of the range alone', async () => {
  const scope = makeScope({ tenantIds: [log.tenantId], level: 'log' })
  const page = { query: [], upTo: 100, limit: 20, from: monthAt(-2), to: monthAt(0) }
  const range = [nameOf(monthAt(-2)), nameOf(monthAt(-1))]
  expect(await partitionsOf((db) => listEvents(db, scope, page))).toEqual(range)
  const { query } = parseQuery('x')
  const limited = makeScope({ tenantIds: [log.tenantId], level: 'evidence', from: monthAt(-2), to: monthAt(0) })
  expect(await partitionsOf((db) => listEvents(db, limited, { query, upTo: 100, limit: 20 }))).toEqual(range)
})

test('a page further down is looked for in no month that came before it', async () => {
  const scope = makeScope({ tenantIds: [log.tenantId], level: 'log' })
  const after = { occurredAt: new Date(monthAt(-1).getTime() - 1), number: 7 }
  const touched = await partitionsOf((db) => listEvents(db, scope, { query: [], upTo: 100, limit: 20, after }))
  expect(touched).toEqual([nameOf(monthAt(-3)), nameOf(monthAt(-2)), 'events_default'].toSorted())
})
