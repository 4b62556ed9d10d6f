import { randomBytes } from 'node:crypto'
import { leafOf, saltBytes } from '@daybook/core/log'
import { type AuditEvent, withRecordedAt } from '@daybook/core/model'
import { sql } from 'drizzle-orm'
import type { Transaction } from '../client.ts'
import type { LogTarget } from './log-target.ts'
import { toRow } from './row.ts'

export interface Entry {
  log: LogTarget
  event: AuditEvent
}

/** An entry with all that follows from it and from a salt of its own. Its time of recording is part of that. */
export interface SealedEntry extends Entry {
  leaf: Buffer
  /** JSON. */
  row: string
}

/**
 * What became of an entry: `recorded` now; `known`, the same event was there already; or `conflict`, another event has
 * its id and stays. Number and leaf are those of the event in the log.
 */
export interface Appended {
  status: 'recorded' | 'known' | 'conflict'
  id: string
  number: number
  /** SHA-256, hex. */
  leafHash: string
}

interface AppendedRow extends Record<string, unknown> {
  entry_position: string
  number: string
  leaf_hash: Buffer
  recorded_ms: string | null
  salt: Buffer | null
}

/**
 * Appends events to their logs, answered in the order given. Must be the last thing its transaction does: the heads of
 * the logs stay locked until it commits. Safe to repeat with the same ids. One transaction may write several logs.
 *
 * @throws a database error with code `DY425` when an event's `recordedAt` is more than 10 s from the database's clock,
 *   `DY404` when a log does not exist, `55P03` when a log stays locked for 2 s.
 */
export async function append(tx: Transaction, entries: readonly Entry[]): Promise<Appended[]> {
  return await appendSealed(tx, entries.map(seal))
}

/** The same for entries that were sealed before: hashing takes as long as the database does, and needs no connection. */
export async function appendSealed(tx: Transaction, entries: readonly SealedEntry[]): Promise<Appended[]> {
  if (entries.length === 0) return []
  const input = `[${entries.map(({ row }) => row).join(',')}]`
  const rows = await tx.execute<AppendedRow>(sql`
    select entry_position, number, leaf_hash, salt,
      (extract(epoch from recorded_at) * 1000)::bigint as recorded_ms
    from append_events(${input}::json)
    order by entry_position`)

  return entries.map((entry, index) => {
    const row = rows[index]
    if (!row) throw new Error('append_events answered fewer entries than it was given')
    return {
      status: statusOf(entry, row),
      id: entry.event.id,
      number: Number(row.number),
      leafHash: row.leaf_hash.toString('hex'),
    }
  })
}

/** The part of an append that needs no database: salt, leaf, and the row as `append_events` takes it. */
export function seal({ log, event }: Entry): SealedEntry {
  const salt = randomBytes(saltBytes)
  const leaf = leafOf(event, { origin: log.origin, salt })
  return { log, event, leaf, row: JSON.stringify(toRow(log, event, salt, leaf)) }
}

/**
 * A stored event is the same as the one given when that one, recorded at the stored time and salted with the stored
 * salt, has the stored leaf. An event of which a part was erased has no salt any more and counts as known: its id is.
 */
function statusOf({ log, event, leaf }: SealedEntry, row: AppendedRow): Appended['status'] {
  if (row.leaf_hash.equals(leaf)) return 'recorded'
  if (row.salt === null || row.recorded_ms === null) return 'known'
  const again = withRecordedAt(event, new Date(Number(row.recorded_ms)))
  return leafOf(again, { origin: log.origin, salt: row.salt }).equals(row.leaf_hash) ? 'known' : 'conflict'
}
