import { type Database, transaction } from '../client.ts'
import { append } from '../log/append.ts'
import type { LogTarget } from '../log/log-target.ts'
import type { Random } from '../testing/random.ts'
import { readLog } from '../testing/read-log.ts'
import { type Known, randomEvent } from './random-log.fixture.ts'

/** Appends random events to a log, and some of them to a neighbour as well: the same words, people and moments. */
export async function appendRandom(
  db: Database,
  random: Random,
  { log, neighbour, count }: { log: LogTarget; neighbour?: LogTarget; count: number },
): Promise<void> {
  for (let done = 0; done < count; done += 250) {
    const batch = Array.from({ length: Math.min(250, count - done) }, () => randomEvent(random))
    const shared = neighbour ? batch.slice(0, 60).map((event) => ({ log: neighbour, event })) : []
    const recordedAt = new Date().toISOString()
    await transaction(db, (tx) =>
      append(tx, [...batch.map((event) => ({ log, event: { ...event, recordedAt } })), ...shared]),
    )
  }
}

/** All of a log, in order of numbers, with what the database derived that a question may ask for. */
export async function knownOf(db: Database, log: LogTarget): Promise<[Known, ...Known[]]> {
  const rows = await db.query.events.findMany({
    columns: { number: true, actorKey: true },
    where: (events, { eq }) => eq(events.tenantId, log.tenantId),
  })
  const keyOf = new Map(rows.map(({ number, actorKey }) => [number, actorKey]))
  const [first, ...rest] = (await readLog(db, log)).map(({ number, event }) => ({
    ...{ number, event, actorKey: keyOf.get(number) ?? '' },
  }))
  if (!first) throw new Error('The log is empty.')
  return [first, ...rest]
}

export function newestFirst(one: Known, two: Known): number {
  return two.event.occurredAt.localeCompare(one.event.occurredAt) || two.number - one.number
}
