import { type AuditEvent, eventInputSchema, normaliseEvent } from '@daybook/core/model'
import { append, type Database, findLog, insertOrganisation, type LogTarget, seal, transaction } from '@daybook/db'
import { v7 } from 'uuid'
import { drive, type Run } from '../drive.ts'
import type { BodySize } from '../options.ts'
import { sampleEvent } from './sample-events.ts'

export async function createTenants(owner: Database, count: number): Promise<LogTarget[]> {
  const logs: LogTarget[] = []
  for (let index = 0; index < count; index++) {
    const slug = `tenant-${logs.length}-${v7().slice(-6)}`
    const id = await insertOrganisation(owner, { slug, name: slug, kind: 'tenant', host: 'log.example.test' })
    const log = await findLog(owner, { id })
    if (log !== null) logs.push(log)
  }
  return logs
}

/** The event of that number, recorded now. */
export function recordedSample(index: number, size: BodySize): AuditEvent {
  const input = eventInputSchema.parse(sampleEvent(index, size))
  return normaliseEvent(input, { id: v7(), recordedAt: new Date(), secretKeys: [], channel: 'api' })
}

/** As if it happened now: the database refuses what was recorded a while ago, and knows what it has. */
function again(event: AuditEvent): AuditEvent {
  const now = new Date().toISOString()
  return { ...event, id: v7(), recordedAt: now, occurredAt: now }
}

/** Fills new logs in turn with samples. */
export async function appendSamples(
  owner: Database,
  { count, size, logs: logCount }: { count: number; size: BodySize; logs: number },
): Promise<void> {
  const logs = await createTenants(owner, logCount)
  for (let start = 0; start < count; start += 1000) {
    const entries = Array.from({ length: Math.min(1000, count - start) }, (_, offset) => ({
      log: logIn(logs, start + offset),
      event: recordedSample(start + offset, size),
    }))
    await transaction(owner, (tx) => append(tx, entries))
  }
}

export function logIn(logs: readonly LogTarget[], index: number): LogTarget {
  const log = logs[index % logs.length]
  if (log === undefined) throw new Error('There is no log to write to.')
  return log
}

type AppendLoad = {
  events: readonly AuditEvent[]
  log: LogTarget
  batch: number
  seconds: number
}

function batchOf({ events, log, batch }: AppendLoad, piece: number) {
  return events.slice(piece * batch, (piece + 1) * batch).map((event) => ({ log, event: again(event) }))
}

/** `append` on one connection, a transaction for each batch. */
export async function measureAppend(db: Database, load: AppendLoad): Promise<Run> {
  return await drive({
    connections: 1,
    seconds: load.seconds,
    pieces: load.events.length / load.batch,
    work: async (piece) => (await transaction(db, (tx) => append(tx, batchOf(load, piece)))).length,
  })
}

/** The part of it that needs no database. */
export async function measureSealing(load: AppendLoad): Promise<Run> {
  return await drive({
    connections: 1,
    seconds: load.seconds,
    pieces: load.events.length / load.batch,
    work: (piece) => Promise.resolve(batchOf(load, piece).map(seal).length),
  })
}
