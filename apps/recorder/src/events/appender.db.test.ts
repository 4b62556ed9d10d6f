import { append, type Database, errorCodeOf, type LogTarget, refusals, transaction } from '@daybook/db'
import {
  createOrganisation,
  createTestDatabase,
  exampleEvent,
  faultsOf,
  readLog,
  type TestDatabase,
} from '@daybook/db/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createAppender } from './appender.ts'

let database: TestDatabase
let db: Database

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.as('recorder', { max: 8 })
})
afterAll(() => database.close())

const soon = () => performance.now() + 8000

async function transactionsOf(log: LogTarget): Promise<number> {
  const [row] = await database.sql`
    select count(distinct xmin::text)::int as count from log_entries where tenant_id = ${log.tenantId}`
  return row?.count
}

test('what comes in for a log while it is being written goes into its next transaction together', async () => {
  const log = await createOrganisation(database.owner)
  const appender = createAppender(db, { transactionsMax: 4 })
  const events = Array.from({ length: 200 }, () => exampleEvent())
  const answers = await Promise.all(events.map((event) => appender.append(log, [event], soon())))
  expect(answers.map(([answer]) => answer?.status)).toEqual(answers.map(() => 'recorded'))
  expect(answers.map(([answer]) => (answer && 'id' in answer ? answer.id : null))).toEqual(events.map(({ id }) => id))
  expect(await transactionsOf(log)).toBeLessThan(20)
  expect(await faultsOf(database.owner, log)).toEqual([])
  expect([appender.running(), appender.waiting()]).toEqual([0, 0])
})

test('one transaction holds a thousand events at the most', async () => {
  const log = await createOrganisation(database.owner)
  const appender = createAppender(db, { transactionsMax: 4 })
  const batch = () => Array.from({ length: 400 }, () => exampleEvent())
  await Promise.all(Array.from({ length: 6 }, () => appender.append(log, batch(), soon())))
  expect(await transactionsOf(log)).toBeGreaterThanOrEqual(3)
  expect(await faultsOf(database.owner, log)).toEqual([])
})

test('of many logs each has its turn, however much waits for one of them', async () => {
  const [hot, quiet] = [await createOrganisation(database.owner), await createOrganisation(database.owner)]
  const appender = createAppender(db, { transactionsMax: 1 })
  const order: string[] = []
  const write = async (log: LogTarget, name: string, count: number) => {
    await appender.append(
      log,
      Array.from({ length: count }, () => exampleEvent()),
      soon(),
    )
    order.push(name)
  }
  await Promise.all([...Array.from({ length: 5 }, () => write(hot, 'hot', 600)), write(quiet, 'quiet', 1)])
  expect(order.indexOf('quiet')).toBeLessThanOrEqual(1)
})

test('what has waited too long is not begun, and its sender is asked to come again', async () => {
  const log = await createOrganisation(database.owner)
  const appender = createAppender(db, { transactionsMax: 4 })
  const late = appender.append(log, [exampleEvent()], performance.now() - 1)
  await expect(late).rejects.toMatchObject({ refusal: { status: 503, code: 'timeout' } })
  expect(await appender.append(log, [exampleEvent()], soon())).toMatchObject([{ status: 'recorded', number: 1 }])
})

test('who waits behind a log that is held hears within seconds that nothing was begun, and others have their turn', async () => {
  const [held, free] = [await createOrganisation(database.owner), await createOrganisation(database.owner)]
  const appender = createAppender(db, { transactionsMax: 4 })
  const release = await hold(held)

  const start = performance.now()
  const stuck = Array.from({ length: 30 }, () => appender.append(held, [exampleEvent()], soon()))
  const ends = Promise.allSettled(stuck).then((all) => ({ all, ms: performance.now() - start }))
  expect(await appender.append(free, [exampleEvent()], soon())).toMatchObject([{ status: 'recorded' }])
  const { all, ms } = await ends
  expect(all.map(({ status }) => status)).toEqual(all.map(() => 'rejected'))
  expect(ms).toBeLessThan(7500)

  await release()
  expect(await appender.append(held, [exampleEvent()], soon())).toMatchObject([{ status: 'recorded', number: 2 }])
  expect(await faultsOf(database.owner, held)).toEqual([])
  expect([appender.running(), appender.waiting()]).toEqual([0, 0])
})

test('an event for which there is no room is named, and the others of its transaction are written', async () => {
  const log = await createOrganisation(database.owner)
  const appender = createAppender(db, { transactionsMax: 4 })
  const events = Array.from({ length: 9 }, (_, index) => exampleEvent({ action: index === 4 ? 'poison.sent' : 'a.b' }))
  await database.sql`alter table events add constraint picky check (action <> 'poison.sent') not valid`
  const answers = await Promise.all(events.map((event) => appender.append(log, [event], soon())))
  await database.sql`alter table events drop constraint picky`
  expect(answers.map(([answer]) => answer?.status)).toEqual(
    events.map(({ action }) => (action === 'poison.sent' ? 'refused' : 'recorded')),
  )
  expect(await faultsOf(database.owner, log)).toEqual([])
})

test('an error of the database itself is everybody’s, and the next transaction is tried afresh', async () => {
  const log = await createOrganisation(database.owner)
  const appender = createAppender(db, { transactionsMax: 4 })
  await database.sql`revoke execute on function append_events(json) from daybook_recorder`
  const failed = await Promise.allSettled(
    Array.from({ length: 10 }, () => appender.append(log, [exampleEvent()], soon())),
  )
  await database.sql`grant execute on function append_events(json) to daybook_recorder`
  expect(failed.map(({ status }) => status)).toEqual(failed.map(() => 'rejected'))
  expect(await appender.append(log, [exampleEvent()], soon())).toMatchObject([{ status: 'recorded', number: 1 }])
})

/** Holds the head of a log until it is let go. */
async function hold(log: LogTarget) {
  let letGo = () => {}
  const released = new Promise<void>((resolve) => {
    letGo = resolve
  })
  let locked = () => {}
  const isLocked = new Promise<void>((resolve) => {
    locked = resolve
  })
  const holder = transaction(database.owner, async (tx) => {
    await append(tx, [{ log, event: exampleEvent() }])
    locked()
    await released
  })
  await isLocked
  return async () => {
    letGo()
    await holder
  }
}

async function isWaitedFor(): Promise<boolean> {
  const [row] = await database.superuser`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%append_events%'`
  return row?.count > 0
}

/** A time that the database's clock still takes, and not for long. */
const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString()

test('events that wait for their log until their time of recording has passed are recorded under a later one', async () => {
  const log = await createOrganisation(database.owner)
  const patient = database.as('recorder', { max: 2, lockTimeout: 20_000, statementTimeout: 20_000 })
  const appender = createAppender(patient, { transactionsMax: 1 })
  const before = exampleEvent()
  await appender.append(log, [before], soon())

  const recordedAt = secondsAgo(8.5)
  const claimed = exampleEvent({ recordedAt, occurredAt: '2026-01-05T08:00:00.000Z' })
  const unclaimed = exampleEvent({ recordedAt, occurredAt: recordedAt })
  const again = { ...before, recordedAt }
  const other = { ...before, recordedAt, action: 'another.one' }
  const release = await hold(log)
  const answers = appender.append(log, [claimed, again, unclaimed, other], soon())
  await vi.waitUntil(isWaitedFor, { timeout: 5000 })
  await vi.waitUntil(() => Date.parse(recordedAt) < Date.now() - 10_100, { timeout: 5000 })
  await release()

  expect((await answers).map(({ status }) => status)).toEqual(['recorded', 'known', 'recorded', 'conflict'])
  const stored = new Map((await readLog(database.owner, log)).map(({ event }) => [event.id, event]))
  for (const { id } of [claimed, unclaimed]) {
    expect(Date.parse(stored.get(id)?.recordedAt ?? '')).toBeGreaterThan(Date.parse(recordedAt) + 10_000)
  }
  expect(stored.get(claimed.id)?.occurredAt).toBe(claimed.occurredAt)
  expect(stored.get(unclaimed.id)?.occurredAt).toBe(stored.get(unclaimed.id)?.recordedAt)
  expect(stored.get(before.id)).toEqual(before)
  expect(await faultsOf(database.owner, log)).toEqual([])
})

test('a clock that is wrong is not helped by a later time: nothing is recorded', async () => {
  const log = await createOrganisation(database.owner)
  const appender = createAppender(database.as('recorder'), { transactionsMax: 1 })
  vi.useFakeTimers({ now: Date.now() - 3_600_000, toFake: ['Date'] })
  try {
    for (const recordedAt of [secondsAgo(0), secondsAgo(60)]) {
      await expect(appender.append(log, [exampleEvent({ recordedAt })], soon())).rejects.toSatisfy(
        (error) => errorCodeOf(error) === refusals.clock,
      )
    }
  } finally {
    vi.useRealTimers()
  }
  expect(await readLog(database.owner, log)).toEqual([])
})
