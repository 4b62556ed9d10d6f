import { setImmediate as turn } from 'node:timers/promises'
import type { AuditEvent } from '@daybook/core/model'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transaction } from '../client.ts'
import { isRetryable } from '../errors.ts'
import {
  createOrganisation,
  createTestDatabase,
  exampleEvent,
  faultsOf,
  randomOf,
  readLog,
  type TestDatabase,
} from '../testing/index.ts'
import { type Appended, append } from './append.ts'
import type { LogTarget } from './log-target.ts'

const killsWanted = 40

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

test('what was acknowledged is there, once and without a gap, however often connections are killed on the way', async () => {
  const logs = await Promise.all([createOrganisation(database.owner), createOrganisation(database.owner)])
  const db = database.as('recorder', { max: 6, name: 'daybook killed' })
  const acknowledged: { log: LogTarget; event: AuditEvent; receipt: Appended }[] = []
  let kills = 0
  let retries = 0

  /** Sends until it is acknowledged, with the same ids: whether an attempt that failed was kept is unknown. */
  const send = async (entries: { log: LogTarget; event: AuditEvent }[]): Promise<Appended[]> => {
    for (;;) {
      try {
        const recordedAt = new Date().toISOString()
        const now = entries.map(({ log, event }) => ({ log, event: { ...event, recordedAt } }))
        return await transaction(db, (tx) => append(tx, now))
      } catch (error) {
        if (!isRetryable(error)) throw error
        retries++
        await turn()
      }
    }
  }
  const writer = async (seed: number) => {
    const random = randomOf(seed)
    const occurredAt = new Date(Date.now() - 3_600_000).toISOString()
    while (kills < killsWanted) {
      const entries = Array.from({ length: 1 + random.below(3) }, () => {
        const [one, two] = logs
        return { log: random.chance(0.5) ? one : two, event: exampleEvent({ occurredAt }) }
      })
      const receipts = await send(entries)
      receipts.forEach((receipt, index) => {
        const entry = entries[index]
        if (entry) acknowledged.push({ ...entry, receipt })
      })
    }
  }
  const killer = async () => {
    for (let seen = 0; kills < killsWanted; ) {
      // Someone must get through between two kills, or nobody ever would.
      if (acknowledged.length === seen) {
        await turn()
        continue
      }
      seen = acknowledged.length
      const killed = await database.superuser`
        select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'daybook killed' and state <> 'idle' order by random() limit 1`
      kills += killed.length
    }
  }
  await Promise.all([killer(), ...Array.from({ length: 8 }, (_, index) => writer(index + 1))])

  expect(retries).toBeGreaterThan(10)
  for (const log of logs) {
    const mine = acknowledged.filter((entry) => entry.log === log)
    const stored = new Map((await readLog(database.owner, log)).map(({ number, event }) => [event.id, number]))
    expect(mine.filter(({ receipt }) => receipt.status === 'conflict')).toEqual([])
    expect(mine.filter(({ event, receipt }) => stored.get(event.id) !== receipt.number)).toEqual([])
    expect(stored.size).toBe(mine.length)
    expect(await faultsOf(database.owner, log)).toEqual([])
  }
}, 60_000)
