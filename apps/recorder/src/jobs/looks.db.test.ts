import { countPendingLooks, deletePendingLook, savePendingLook, transaction } from '@daybook/db'
import { createOrganisation, createTestDatabase, exampleEvent, readLog, type TestDatabase } from '@daybook/db/testing'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordSome } from './looks.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

async function look(slug: string, askedAt: Date) {
  const log = await createOrganisation(database.owner, { slug, name: slug })
  const event = exampleEvent({ id: v7(), occurredAt: askedAt.toISOString(), recordedAt: askedAt.toISOString() })
  const pending = { tenantId: log.tenantId, sessionId: v7(), filter: 'q=one', since: askedAt, askedAt, event }
  await transaction(database.as('portal'), (tx) => savePendingLook(tx, pending))
  return { log, pending }
}

test('a look that rested becomes one event, of the time it was asked, however many recorders there are', async () => {
  const now = new Date()
  const { log, pending } = await look('rested', new Date(now.getTime() - 3000))
  const recorder = database.as('recorder')
  const recorded = await Promise.all([recordSome(recorder, now), recordSome(recorder, now)])
  expect(recorded.sort((one, other) => one - other)).toEqual([0, 1])
  const entries = await readLog(database.owner, log)
  expect(entries).toHaveLength(1)
  expect(entries[0]?.event).toMatchObject({ id: pending.event.id, recordedAt: now.toISOString() })
  expect(await countPendingLooks(database.owner)).toBe(0)
})

test('a look that is still being changed waits', async () => {
  const now = new Date()
  const { log, pending } = await look('fresh', new Date(now.getTime() - 1000))
  expect(await recordSome(database.as('recorder'), now)).toBe(0)
  expect(await readLog(database.owner, log)).toEqual([])
  await transaction(database.as('portal'), (tx) => deletePendingLook(tx, pending))
})

test('a look and its event are one: when the event cannot be written, the look still waits', async () => {
  const now = new Date()
  const { log } = await look('refused', new Date(now.getTime() - 3000))
  const { superuser } = database
  await superuser`alter table log_heads rename to log_heads_away`
  try {
    await expect(recordSome(database.as('recorder'), now)).rejects.toThrow()
  } finally {
    await superuser`alter table log_heads_away rename to log_heads`
  }
  expect(await countPendingLooks(database.owner)).toBe(1)
  expect(await recordSome(database.as('recorder'), now)).toBe(1)
  expect(await readLog(database.owner, log)).toHaveLength(1)
})
