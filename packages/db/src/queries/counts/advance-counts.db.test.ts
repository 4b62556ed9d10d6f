import { randomUUID } from 'node:crypto'
import type { AuditEvent } from '@daybook/core/model'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, transaction } from '../../client.ts'
import { append } from '../../log/append.ts'
import type { LogTarget } from '../../log/log-target.ts'
import {
  createOrganisation,
  createTestDatabase,
  exampleEvent,
  examplePerson,
  randomOf,
  type TestDatabase,
} from '../../testing/index.ts'
import { randomEvent } from '../random-log.fixture.ts'
import { advanceCounts } from './advance-counts.ts'

let database: TestDatabase
let recorder: Database

beforeAll(async () => {
  database = await createTestDatabase()
  recorder = database.as('recorder')
})
afterAll(() => database.close())

async function write(log: LogTarget, events: readonly AuditEvent[]): Promise<void> {
  const entries = events.map((event) => ({ log, event: { ...event, recordedAt: new Date().toISOString() } }))
  await transaction(database.as('portal'), (tx) => append(tx, entries))
}

function someEvents(seed: number, count: number): AuditEvent[] {
  const random = randomOf(seed)
  return Array.from({ length: count }, () => randomEvent(random))
}

/** All counts of a log, in one order; with `again`, as the log itself gives them. */
async function countsOf({ tenantId }: LogTarget, { again = false } = {}) {
  const { sql } = database
  const look = sql`count(*) filter (where replace(lower(action), '.', '_') in
    ('audit_log_accessed', 'audit_log_evidence_opened'))::int as looks`
  const valued = (period: 'day' | 'month') => sql`
    select kind, date_trunc(${period}, occurred_at, 'UTC')::date::text as at, value, count(*)::int as count, ${look}
    from events cross join lateral (values ('actor', actor_key), ('action', action), ('module', module),
      ('operation', operation), ('outcome', outcome), ('channel', channel), ('target_type', target_type)) v (kind, value)
    where tenant_id = ${tenantId} and value is not null group by 1, 2, 3 order by 1, 2, 3`
  const stored = (table: string, period: string) => sql`
    select kind, ${sql(period)}::text as at, value, count, looks from ${sql(table)}
    where tenant_id = ${tenantId} order by 1, 2, 3`
  const quarters = again
    ? sql<
        { count: number }[]
      >`select to_timestamp(floor(extract(epoch from occurred_at) / 900) * 900)::text as at, outcome,
        count(*)::int as count, ${look} from events where tenant_id = ${tenantId} group by 1, 2 order by 1, 2`
    : sql<{ count: number }[]>`select quarter::text as at, outcome, count, looks from event_counts
        where tenant_id = ${tenantId} order by 1, 2`
  return {
    quarters: [...(await quarters)],
    days: [...(await (again ? valued('day') : stored('daily_counts', 'day')))],
    months: [...(await (again ? valued('month') : stored('monthly_counts', 'month')))],
  }
}

async function throughOf({ tenantId }: LogTarget): Promise<number> {
  const [head] = await database.sql`select through from count_heads where tenant_id = ${tenantId}`
  return Number(head?.through ?? 0)
}

async function catchUp(limit = 10_000): Promise<void> {
  while ((await advanceCounts(recorder, { limit })) > 0);
}

test('every event is counted once, whatever its time, in however many turns', async () => {
  const [one, other] = [await createOrganisation(database.owner), await createOrganisation(database.owner)]
  await write(one, someEvents(1, 300))
  await write(other, someEvents(2, 40))
  expect(await advanceCounts(recorder, { limit: 170 })).toBe(170)
  // What comes between two turns, and what is of long ago.
  await write(one, [...someEvents(3, 50), exampleEvent({ occurredAt: '1987-03-29T01:44:59.999Z' })])
  while ((await advanceCounts(recorder, { limit: 77 })) > 0);

  for (const [log, count] of [[one, 351] as const, [other, 40] as const]) {
    expect(await throughOf(log)).toBe(count)
    const counts = await countsOf(log)
    expect(counts).toEqual(await countsOf(log, { again: true }))
    expect(counts.quarters.reduce((sum, row) => sum + Number(row.count), 0)).toBe(count)
  }
  expect(await advanceCounts(recorder, { limit: 100 })).toBe(0)
})

test('two that count at once never count an event twice, nor leave one out', async () => {
  const logs = [await createOrganisation(database.owner), await createOrganisation(database.owner)]
  const second = database.as('recorder')
  const writing = (async () => {
    for (let round = 0; round < 12; round++) for (const log of logs) await write(log, someEvents(100 + round, 25))
  })()
  let isWritten = false
  const counting = [recorder, second, recorder].map(async (db) => {
    for (;;) {
      const isLast = isWritten
      const counted = await advanceCounts(db, { limit: 60 })
      if (isLast && counted === 0) return
    }
  })
  await writing
  isWritten = true
  await Promise.all(counting)
  for (const log of logs) {
    expect(await throughOf(log)).toBe(300)
    expect(await countsOf(log)).toEqual(await countsOf(log, { again: true }))
  }
})

test('a long log does not keep the others waiting', async () => {
  const long = await createOrganisation(database.owner)
  const short = await Promise.all(Array.from({ length: 5 }, () => createOrganisation(database.owner)))
  await write(long, someEvents(5, 900))
  for (const log of short) await write(log, someEvents(6, 10))
  expect(await advanceCounts(recorder, { limit: 700 })).toBe(700)
  expect(await Promise.all(short.map(throughOf))).toEqual([10, 10, 10, 10, 10])
  expect(await throughOf(long)).toBe(650)
  await catchUp()
})

test('the counts are the same when they are made from nothing', async () => {
  const log = await createOrganisation(database.owner)
  await write(log, someEvents(7, 200))
  await catchUp(90)
  const before = await countsOf(log)
  await database.sql`truncate count_heads, event_counts, daily_counts, monthly_counts, log_actors`
  await catchUp()
  expect(await countsOf(log)).toEqual(before)
})

test('an actor has the names of their newest event, by number and not by time', async () => {
  const log = await createOrganisation(database.owner)
  const named = (name: string | null, occurredAt: string) =>
    exampleEvent({ id: randomUUID(), occurredAt, actor: { ...examplePerson, name, username: 'Äda' } })
  await write(log, [named('First', '2026-11-03T10:00:00.000Z'), named('Second', '2026-11-02T10:00:00.000Z')])
  await catchUp()
  const read = () => database.sql<{ name: string; email: string; search: string; number: number }[]>`
    select name, email, search, last_number::int as number from log_actors where tenant_id = ${log.tenantId}`
  expect(await read()).toMatchObject([{ name: 'Second', email: 'ada@example.test', number: 2 }])
  await write(log, [named('Third', '2026-10-01T10:00:00.000Z')])
  await catchUp()
  const [actor] = await read()
  expect(actor).toMatchObject({ name: 'Third', number: 3 })
  // As a search has them, and nothing of the event.
  expect(actor?.search.replaceAll('\u0001', '').trim().split('\n')).toEqual(['third', 'ada@example.test', 'ada'])
})
