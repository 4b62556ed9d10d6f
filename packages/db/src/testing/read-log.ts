import { canonicalise, leafOf } from '@daybook/core/log'
import type { AuditEvent } from '@daybook/core/model'
import { addressOf } from '@daybook/core/query'
import { asc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Executor } from '../client.ts'
import type { LogTarget } from '../log/log-target.ts'
import { type EventRowColumns, fromRow, toRow } from '../log/row.ts'
import { events, logEntries, logHeads } from '../schema/index.ts'

export interface StoredEntry {
  number: number
  event: AuditEvent
}

/** The whole of a log in order of numbers, as it is stored. For tests: it is read at once. */
export async function readLog(db: Executor, log: LogTarget): Promise<StoredEntry[]> {
  const rows = await db.select().from(events).where(eq(events.tenantId, log.tenantId)).orderBy(asc(events.number))
  return rows.map((row) => ({ number: row.number, event: fromRow(row) }))
}

/**
 * What is wrong with a log, in words; empty when it is sound: numbers without gaps up to the head, each id once, an
 * entry for each event and an event for each entry, every leaf the one its row gives again, and every derived column
 * what the event gives again.
 */
export async function faultsOf(db: Executor, log: LogTarget): Promise<string[]> {
  const faults: string[] = []
  const rows = await db
    .select({ ...getTableColumns(events), words: sql<string[]>`tsvector_to_array(${events.searchEvidence})` })
    .from(events)
    .where(eq(events.tenantId, log.tenantId))
    .orderBy(asc(events.number))
  const entries = await db
    .select()
    .from(logEntries)
    .where(eq(logEntries.tenantId, log.tenantId))
    .orderBy(asc(logEntries.number))
  const [head] = await db.select().from(logHeads).where(eq(logHeads.tenantId, log.tenantId))

  if (head?.nextNumber !== entries.length + 1)
    faults.push(`head says ${head?.nextNumber}, entries are ${entries.length}`)
  if (rows.length !== entries.length) faults.push(`${rows.length} events, ${entries.length} entries`)
  if (new Set(rows.map((row) => row.id)).size !== rows.length) faults.push('an id occurs twice')
  entries.forEach((entry, index) => {
    const row = rows[index]
    if (entry.number !== index + 1) faults.push(`entry ${index + 1} has number ${entry.number}`)
    if (row?.number !== entry.number || row.id !== entry.eventId) {
      faults.push(`entry ${entry.number} has no event of its own`)
      return
    }
    if (row.occurredAt.getTime() !== entry.occurredAt.getTime()) faults.push(`entry ${entry.number} has another time`)
    const leaf = leafOf(fromRow(row), { origin: log.origin, salt: row.salt })
    if (!leaf.equals(entry.leafHash)) faults.push(`leaf ${entry.number} is not that of its row`)
    for (const column of staleColumns(log, row)) faults.push(`${column} of ${entry.number} is not that of its event`)
  })
  return faults
}

/** The columns of a row that are not what its event gives again. */
function staleColumns(log: LogTarget, row: EventRowColumns & { words: string[] }): string[] {
  const event = fromRow(row)
  const again = toRow(log, event, row.salt, Buffer.alloc(32))
  const words = new Set<unknown>([again.evidence_words].flat())
  const same: Record<string, boolean> = {
    actor_key: row.actorKey === again.actor_key,
    ip_address: addressOf(row.ipAddress) === again.ip_address,
    body: canonicalise(row.body) === canonicalise(again.body),
    search: row.search === again.search,
    search_evidence: row.words.length === words.size && row.words.every((word) => words.has(word)),
  }
  return Object.keys(same).filter((column) => !same[column])
}
