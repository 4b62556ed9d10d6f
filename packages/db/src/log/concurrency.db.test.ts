import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { and, asc, eq, gt } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, transaction } from '../client.ts'
import { errorCodeOf, refusals } from '../errors.ts'
import { logEntries } from '../schema/index.ts'
import { createOrganisation, createTestDatabase, exampleEvent, faultsOf, type TestDatabase } from '../testing/index.ts'
import { append, type Entry } from './append.ts'
import type { LogTarget } from './log-target.ts'

let database: TestDatabase
let db: Database

beforeAll(async () => {
  database = await createTestDatabase()
  // However slow the machine: what is tested here is order, not patience.
  db = database.as('recorder', { max: 64, statementTimeout: 60_000, lockTimeout: 60_000 })
})
afterAll(() => database.close())

/** A repeatable stream of numbers in [0, 1), so that a failure can be run again. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

function pick<T>(items: readonly T[], at: number): T {
  const item = items[Math.floor(at * items.length)]
  if (item === undefined) throw new Error('Nothing to pick from.')
  return item
}

/** Follows a log as every consumer does, by number alone, until `isOver`; answers the ids in the order seen. */
async function follow(log: LogTarget, isOver: () => boolean): Promise<string[]> {
  const seen: string[] = []
  for (let last = 0, over = false; ; ) {
    over = isOver()
    const rows = await database.owner
      .select({ number: logEntries.number, id: logEntries.eventId })
      .from(logEntries)
      .where(and(eq(logEntries.tenantId, log.tenantId), gt(logEntries.number, last)))
      .orderBy(asc(logEntries.number))
    for (const row of rows) {
      // A number that appears after a higher one was read would be an event that a poller misses.
      if (row.number !== last + 1) throw new Error(`${row.number} follows ${last}`)
      last = row.number
      seen.push(row.id)
    }
    if (over && rows.length === 0) return seen
    await pause(3)
  }
}

test('64 writers over 8 logs, with rollbacks and repeated ids: no gap, in order of commits, each id once', async () => {
  const logs = await Promise.all(Array.from({ length: 8 }, () => createOrganisation(database.owner)))
  const acknowledged = new Map(logs.map((log) => [log.tenantId, new Set<string>()]))
  const reused = exampleEvent()
  let running = 64

  const writer = async (seed: number) => {
    const next = random(seed)
    for (let step = 0; step < 25; step++) {
      const entries: Entry[] = Array.from({ length: 1 + Math.floor(next() * 4) }, () => {
        const id = next() < 0.2 ? reused.id : randomUUID()
        return { log: pick(logs, next()), event: exampleEvent({ id, recordedAt: new Date().toISOString() }) }
      })
      const givesUp = next() < 0.25
      try {
        await transaction(db, async (tx) => {
          await append(tx, entries)
          if (next() < 0.3) await pause(next() * 4)
          if (givesUp) throw new Error('rolled back on purpose')
        })
      } catch (error) {
        // On a machine so busy that a lock takes ten seconds, the recording time has grown too old: refused, and not told.
        if (givesUp || errorCodeOf(error) === refusals.clock) continue
        throw error
      }
      for (const { log, event } of entries) acknowledged.get(log.tenantId)?.add(event.id)
    }
    running--
  }

  const followers = logs.map((log) => follow(log, () => running === 0))
  await Promise.all(Array.from({ length: 64 }, (_, index) => writer(index + 1)))

  for (const [index, log] of logs.entries()) {
    const seen = await followers[index]
    expect(new Set(seen)).toEqual(acknowledged.get(log.tenantId))
    expect(seen).toHaveLength(acknowledged.get(log.tenantId)?.size ?? -1)
    expect(await faultsOf(database.owner, log)).toEqual([])
  }
}, 120_000)

test('10,000 transactions that write two logs in opposite order, among readers that append, never deadlock', async () => {
  const [one, two] = [await createOrganisation(database.owner), await createOrganisation(database.owner)]
  const writers = 16
  const each = 10_000 / writers
  const entry = (log: LogTarget) => ({ log, event: exampleEvent() })

  const write = async (order: readonly LogTarget[]) => {
    for (let step = 0; step < each; step++) await transaction(db, (tx) => append(tx, order.map(entry)))
  }
  const readAndAppend = async (log: LogTarget, steps: number) => {
    for (let step = 0; step < steps; step++) {
      await transaction(db, async (tx) => {
        await tx.select().from(logEntries).where(eq(logEntries.tenantId, log.tenantId)).limit(20)
        await append(tx, [entry(log)])
      })
    }
  }

  await Promise.all([
    ...Array.from({ length: writers }, (_, index) => write(index % 2 === 0 ? [one, two] : [two, one])),
    readAndAppend(one, 200),
    readAndAppend(two, 200),
  ])
  for (const log of [one, two]) expect(await faultsOf(database.owner, log)).toEqual([])
  const [count] = await database.sql`select count(*)::int as count from log_entries where tenant_id = ${one.tenantId}`
  expect(count?.count).toBe(10_200)
}, 180_000)
