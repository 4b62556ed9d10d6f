import { normaliseEvent } from '@daybook/core/model'
import {
  type Appended,
  append,
  type Database,
  findApiKey,
  findLog,
  findPlatformLog,
  type LogTarget,
  touchApiKey,
  transaction,
} from '@daybook/db'
import { type LogName, logNames } from './company.ts'
import { ensureFactors, ensureKey, type Founding, foundWorld, loaderKey } from './found-world.ts'
import type { WorldEvent } from './scene.ts'
import { worldEvents } from './world.ts'

export interface LoadOptions extends Founding {
  seed?: string
  days?: number
  scale?: number
  /** Called after each batch with the number of events that are in so far. */
  report?: (count: number) => void
}

export interface Loaded {
  /** `loaded` now, from the beginning or from where it stopped; `complete` before; `foreign`: in use for something else. */
  status: 'loaded' | 'complete' | 'foreign'
  recorded: number
  known: number
  conflicts: number
}

/** Small enough that a batch is young garbage when it is done: a thousand at once cost a fifth more processor time. */
export const batchSize = 250

/**
 * Brings the demo world into an empty database. Safe to repeat: what is there is not added again, what is missing is,
 * since every event has its own id and the end of the world is kept with the first transaction. A database that holds
 * something else is left alone.
 */
export async function loadDemoWorld(db: Database, options: LoadOptions): Promise<Loaded> {
  const nothing = { recorded: 0, known: 0, conflicts: 0 }
  const platform = await findPlatformLog(db)
  if (platform === null) await foundWorld(db, options)
  const loader = await findApiKey(db, options.keySecretOf(loaderKey).hash)
  if (loader === null) return { status: 'foreign', ...nothing }
  await ensureKey(db, options)
  await ensureFactors(db, options)
  if (loader.key.lastUsedAt !== null) return { status: 'complete', ...nothing }

  const { seed = 'daybook', days = 90, scale = 1 } = options
  const counts = await appendAll(db, worldEvents({ seed, end: loader.key.createdAt, days, scale }), options.report)
  await touchApiKey(db, { id: loader.key.id, at: new Date() })
  return { status: 'loaded', ...counts }
}

type Counts = Pick<Loaded, 'recorded' | 'known' | 'conflicts'>

/** A queue of batches that are written one after the other, so that each log is in order. */
interface Lane {
  batch: WorldEvent[]
  written: Promise<void>
}

/**
 * Two lanes, the busiest log in one and the others in the other: while the database works on one batch, the next is
 * being hashed. No log is in both, so neither waits for the other's locks.
 */
async function appendAll(
  db: Database,
  events: Iterable<WorldEvent>,
  report?: (count: number) => void,
): Promise<Counts> {
  const logs = await findLogs(db)
  const counts: Counts = { recorded: 0, known: 0, conflicts: 0 }
  const lanes: Record<'busiest' | 'others', Lane> = {
    busiest: { batch: [], written: Promise.resolve() },
    others: { batch: [], written: Promise.resolve() },
  }

  const send = (lane: Lane) => {
    const batch = lane.batch
    lane.batch = []
    lane.written = lane.written.then(async () => {
      count(counts, await appendBatch(db, logs, batch))
      report?.(counts.recorded + counts.known + counts.conflicts)
    })
    // Awaited before the next batch is sent; until then a failure is not unhandled.
    lane.written.catch(() => {})
  }
  for (const event of events) {
    const lane = event.log === 'acme' ? lanes.busiest : lanes.others
    lane.batch.push(event)
    if (lane.batch.length < batchSize) continue
    await lane.written
    send(lane)
  }
  for (const lane of [lanes.busiest, lanes.others]) {
    send(lane)
    await lane.written
  }
  return counts
}

async function findLogs(db: Database): Promise<Map<LogName, LogTarget>> {
  const logs = new Map<LogName, LogTarget>()
  for (const name of logNames) {
    const log = await findLog(db, { slug: name })
    if (log) logs.set(name, log)
  }
  return logs
}

function appendBatch(db: Database, logs: Map<LogName, LogTarget>, batch: readonly WorldEvent[]): Promise<Appended[]> {
  return transaction(db, (tx) => {
    const recordedAt = new Date()
    const entries = batch.map(({ log: name, input }) => {
      const log = logs.get(name)
      if (!log || !input.id) throw new Error(`The demo world has an event that no log can take (${name}).`)
      return { log, event: normaliseEvent(input, { id: input.id, recordedAt, secretKeys: log.secretKeys }) }
    })
    return append(tx, entries)
  })
}

function count(counts: Counts, appended: readonly Appended[]): void {
  for (const { status } of appended) {
    if (status === 'recorded') counts.recorded += 1
    else if (status === 'known') counts.known += 1
    else counts.conflicts += 1
  }
}
