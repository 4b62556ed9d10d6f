import {
  type ExportedEvent,
  type Exporter,
  type Presentation,
  presentExported,
  questionOf,
  readExporter,
} from '@daybook/api/exports'
import type { EventFilter } from '@daybook/core/query'
import {
  type Exclusive,
  type ExportRow,
  type FoundEvent,
  listEvents,
  listLeafHashes,
  type SortPosition,
  type Transaction,
  transaction,
} from '@daybook/db'

/** Events of a page at the most, and the size that a page should have about: events can be of any size. */
const rowsMax = 2000
const rowsMin = 100
const bytesWanted = 2_000_000

/** A search for what is rare goes through much that does not match; then pages come back with what there was time for. */
const patienceMs = 10_000

type Allowed = Extract<Exporter, { hindrance: null }>

export interface Page {
  status: 'page'
  exporter: Allowed
  events: FoundEvent[]
  leafHashes: Map<number, string>
  /** Where to read on; null after the last page. */
  after: SortPosition | null
}

/** Somebody may no longer have what they asked for. */
export interface Hindered {
  status: 'hindered'
  exporter: Exclude<Exporter, Allowed>
}

export interface PageQuestion {
  row: ExportRow
  after: SortPosition | null
  limit: number
}

/** The next events of an export, in one short transaction that asks first whether they may be had. */
export function readPage(exclusive: Exclusive, { row, after, limit }: PageQuestion): Promise<Page | Hindered> {
  return transaction(exclusive.db, async (tx) => {
    await refuseLost(exclusive, tx)
    const exporter = await readExporter(tx, row)
    if (exporter.hindrance !== null) return { status: 'hindered' as const, exporter }
    const { scope } = exporter
    // Stored by `exports.create`, from a filter.
    const filter = row.filter as EventFilter
    const question = questionOf(filter, { from: row.rangeFrom, to: row.rangeTo }, scope)
    const { found, searchedTo } = await listEvents(tx, scope, {
      ...{ ...question, upTo: row.upTo, sort: '-time' as const },
      ...{ after: after ?? undefined, limit, deadline: patienceMs },
    })
    const numbers = scope.level === 'evidence' ? found.map(({ number }) => number) : []
    const leafHashes = await listLeafHashes(tx, scope, numbers)
    const last = found.length === limit ? (found.at(-1)?.position ?? null) : null
    return { status: 'page' as const, exporter, events: found, leafHashes, after: searchedTo ?? last }
  })
}

/** @throws when another process may have taken over. */
export async function refuseLost(exclusive: Exclusive, tx: Transaction): Promise<void> {
  if (!(await exclusive.isHeld(tx))) throw new Error('the connection was lost, and with it the right to write')
}

/** How many events the next page should have, after one of this size. */
export function nextLimit(rows: number, bytes: number): number {
  if (rows === 0) return rowsMax
  return Math.min(rowsMax, Math.max(rowsMin, Math.floor((rows * bytesWanted) / Math.max(1, bytes))))
}

/** Before anything is known of a log's events. */
export const firstLimit = 500

export function presentPage({ events, leafHashes }: Page, presentation: Presentation): ExportedEvent[] {
  return events.map((found) =>
    presentExported({ ...found, leafHash: leafHashes.get(found.number) ?? '' }, presentation),
  )
}
