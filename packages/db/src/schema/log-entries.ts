import { sql } from 'drizzle-orm'
import { bigint, check, pgTable, primaryKey, unique, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from './columns.ts'

/**
 * One narrow row an event, in order of numbers and not partitioned: uniqueness of ids, lookup by number, and what the
 * sealer reads. Written by `append_events` only; outlives the purge of its event.
 */
export const logEntries = pgTable(
  'log_entries',
  {
    tenantId: uuid('tenant_id').notNull(),
    number: bigint('number', { mode: 'number' }).notNull(),
    eventId: uuid('event_id').notNull(),
    occurredAt: instant('occurred_at').notNull(),
    leafHash: bytea('leaf_hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.number] }),
    // An event id is in a log once, for ever: retries are answered from here.
    unique('log_entries_event_id').on(table.tenantId, table.eventId),
    check('log_entries_leaf_hash', sql`octet_length(${table.leafHash}) = 32`),
  ],
)
