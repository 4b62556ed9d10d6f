import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, transaction } from '../client.ts'
import { append } from '../log/append.ts'
import { createOrganisation, createTestDatabase, exampleEvent, type TestDatabase } from '../testing/index.ts'
import { findStoredEvents } from './stored-events.ts'

let database: TestDatabase
let db: Database

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.as('recorder')
})
afterAll(() => database.close())

test('events are found by their ids, and only in the log that is asked', async () => {
  const [log, other] = [await createOrganisation(database.owner), await createOrganisation(database.owner)]
  const [one, two] = [exampleEvent(), exampleEvent({ occurredAt: '2019-05-06T07:08:09.010Z' })]
  await transaction(db, (tx) =>
    append(tx, [
      { log, event: one },
      { log, event: two },
      { log: other, event: exampleEvent() },
    ]),
  )

  const ids = [one.id, two.id, randomUUID()]
  expect(await findStoredEvents(db, log, ids)).toEqual(
    new Map([
      [one.id, one],
      [two.id, two],
    ]),
  )
  expect(await findStoredEvents(db, other, ids)).toEqual(new Map())
  expect(await findStoredEvents(db, log, [])).toEqual(new Map())
})
