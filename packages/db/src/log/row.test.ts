import { leafOf } from '@daybook/core/log'
import type { AuditEvent, Json } from '@daybook/core/model'
import { getTableColumns } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { events } from '../schema/index.ts'
import { anyEvent } from './any-event.fixture.ts'
import { fieldOfColumn, fromRow, type StoredEvent, toRow } from './row.ts'

const log = { tenantId: '0190a6f0-0000-7000-8000-000000000001', pseudonymKey: Buffer.alloc(16, 7) }
const context = { origin: 'log.example.test/t/1', salt: Buffer.alloc(16, 3) }
const now = '2026-11-20T12:00:00.000Z'

function rowOf(event: AuditEvent): Record<string, Json> {
  return toRow(log, event, context.salt, leafOf(event, context))
}

/** The row as it comes out of a database again: by way of JSON text, times as dates. */
function storedOf(row: Record<string, Json>): StoredEvent {
  const read = JSON.parse(JSON.stringify(row)) as Record<string, Json>
  const columns = Object.entries(getTableColumns(events)).map(([key, column]) => {
    const value = read[column.name] ?? null
    return [key, column.dataType === 'date' && typeof value === 'string' ? new Date(value) : value]
  })
  return Object.fromEntries(columns)
}

test('any event comes back from its row as it was, and gives the same leaf', () => {
  fc.assert(
    fc.property(
      anyEvent(() => now),
      (event) => {
        const again = fromRow(storedOf(rowOf(event)))
        expect(again).toEqual(event)
        expect(leafOf(again, context).equals(leafOf(event, context))).toBe(true)
      },
    ),
    { numRuns: 400 },
  )
})

test('a row is what append_events takes: a value for every column but the place, and words and leaf beside', () => {
  fc.assert(
    fc.property(
      anyEvent(() => now),
      (event) => {
        const columns = Object.values(getTableColumns(events)).map(({ name }) => name)
        const given = columns.filter((name) => name !== 'number' && name !== 'search_evidence')
        expect(Object.keys(rowOf(event)).toSorted()).toEqual([...given, 'evidence_words', 'leaf_hash'].toSorted())
      },
    ),
    { numRuns: 5 },
  )
})

test('each column is listed with what it holds, and what is no part of the event is not used to rebuild it', () => {
  expect(Object.keys(fieldOfColumn).toSorted()).toEqual(Object.keys(getTableColumns(events)).toSorted())
  fc.assert(
    fc.property(
      anyEvent(() => now),
      (event) => {
        const stored: Record<string, unknown> = { ...storedOf(rowOf(event)) }
        const unused = new Set(['derived', 'place', 'salt'])
        for (const [column, field] of Object.entries(fieldOfColumn)) if (unused.has(field)) stored[column] = 'tampered'
        expect(fromRow(stored as unknown as StoredEvent)).toEqual(event)
      },
    ),
    { numRuns: 20 },
  )
})
