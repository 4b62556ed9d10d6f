import { groupOfField, groups } from '@daybook/core/log'
import { getTableColumns } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transaction } from '../client.ts'
import { events } from '../schema/index.ts'
import {
  createOrganisation,
  createTestDatabase,
  exampleEvent,
  examplePerson,
  faultsOf,
  readLog,
  type TestDatabase,
} from '../testing/index.ts'
import { anyEvent } from './any-event.fixture.ts'
import { append } from './append.ts'
import type { LogTarget } from './log-target.ts'
import { fieldOfColumn } from './row.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

test('any event comes back from the database as it was, and its row gives its leaf again', async () => {
  const db = database.as('recorder')
  const log = await createOrganisation(database.owner)
  const sent = []
  for (let batch = 0; batch < 6; batch++) {
    const recordedAt = new Date().toISOString()
    const sample = fc.sample(
      anyEvent(() => recordedAt),
      { numRuns: 50, seed: 1000 + batch },
    )
    const appended = await transaction(db, (tx) =>
      append(
        tx,
        sample.map((event) => ({ log, event })),
      ),
    )
    expect(appended.every(({ status }) => status === 'recorded')).toBe(true)
    // Sent again, each is known: what is stored is what was meant.
    const again = await transaction(db, (tx) =>
      append(
        tx,
        sample.map((event) => ({ log, event })),
      ),
    )
    expect(again).toEqual(appended.map((receipt) => ({ ...receipt, status: 'known' })))
    sent.push(...sample)
  }
  expect((await readLog(db, log)).map(({ event }) => event)).toEqual(sent)
  expect(await faultsOf(db, log)).toEqual([])
})

test('every column of the log is committed to by the leaf, or listed as derived or as the place of the event', async () => {
  const stored = await database.superuser<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = 'events'::regclass and attnum > 0 and not attisdropped`
  const listed = new Map<string, string>(
    Object.entries(getTableColumns(events)).map(([key, { name }]) => [
      name,
      fieldOfColumn[key as keyof typeof fieldOfColumn],
    ]),
  )
  expect(stored.map(({ name }) => name).toSorted()).toEqual([...listed.keys()].toSorted())
  for (const [name, field] of listed) {
    if (['derived', 'place', 'rest', 'salt'].includes(field)) continue
    const home = groupOfField[field as keyof typeof groupOfField]
    const places: readonly string[] = [home].flat()
    expect([
      name,
      places.every((place) => place === 'envelope' || (groups as readonly string[]).includes(place)),
    ]).toEqual([name, true])
  }
})

/** What a change of one column by somebody with every right does to a log of one event: the faults that are found. */
async function faultsAfter(log: LogTarget, change: string): Promise<string[]> {
  return database.superuser
    .begin(async (sql) => {
      await sql`set local session_replication_role = replica`
      await sql.unsafe(`update events set ${change} where tenant_id = $1`, [log.tenantId])
      return ['done']
    })
    .then(() => faultsOf(database.owner, log))
}

const tampering: Record<string, string> = {
  occurred_at: `occurred_at = occurred_at - interval '1 ms'`,
  id: 'id = gen_random_uuid()',
  recorded_at: `recorded_at = recorded_at - interval '1 ms'`,
  claimed_at: 'claimed_at = now()',
  action: `action = action || 'x'`,
  operation: `operation = 'delete'`,
  module: `module = 'tickets'`,
  area: `area = 'support'`,
  outcome: `outcome = 'failure'`,
  actor_key: `actor_key = repeat('0', 16)`,
  actor_type: `actor_type = 'staff'`,
  actor_id: `actor_id = 'u-2'`,
  actor_name: `actor_name = 'Eve'`,
  actor_email: `actor_email = 'eve@example.test'`,
  target_type: `target_type = 'queue'`,
  target_id: `target_id = '43'`,
  target_name: `target_name = 'Autumn sale'`,
  session_id: `session_id = 's-2'`,
  request_id: `request_id = 'r-2'`,
  correlation_id: `correlation_id = 'k-2'`,
  channel: `channel = 'ui'`,
  ip: `ip = '203.0.113.8'`,
  ip_address: `ip_address = '203.0.113.8'`,
  body: `body = body || '{"reason": "another"}'`,
  search: `search = 'nothing'`,
  search_evidence: `search_evidence = ''`,
  salt: `salt = decode(repeat('ab', 16), 'hex')`,
  number: 'number = number + 1',
  tenant_id: 'tenant_id = gen_random_uuid()',
}

test('a change of any column is found', async () => {
  expect(Object.keys(tampering).toSorted()).toEqual(
    Object.values(getTableColumns(events))
      .map(({ name }) => name)
      .toSorted(),
  )
  const db = database.as('recorder')
  for (const [column, change] of Object.entries({
    ...tampering,
    'an unknown part of the body': `body = body || '{"shown": "never"}'`,
    'a removed part of the body': `body = body - 'changes'`,
    'a column emptied': 'actor_email = null',
    'the search alone': `search = search || ' and more'`,
  })) {
    const log = await createOrganisation(database.owner)
    const event = exampleEvent({ ...{ sessionId: 's', requestId: 'r', correlationId: 'k' }, actor: examplePerson })
    await transaction(db, (tx) => append(tx, [{ log, event }]))
    expect(await faultsOf(db, log)).toEqual([])
    expect([column, (await faultsAfter(log, change)).length > 0]).toEqual([column, true])
  }
})
