import type { JsonObject } from '@daybook/core/model'
import { jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/**
 * The newest look of each session at each log. While somebody types, a filter is kept here and becomes an event once it
 * has rested; the recorder makes it one if nobody asks again. Written in the transaction that reads the log, so that no
 * look is ever without a trace. One row a session and log, deleted when recorded.
 */
export const pendingLooks = pgTable(
  'pending_looks',
  {
    tenantId: uuid('tenant_id').notNull(),
    /** Public id of the session. */
    sessionId: uuid('session_id').notNull(),
    /** The filter as it stands in the address. */
    filter: text('filter').notNull(),
    /** When the filters before this one began to change. */
    since: instant('since').notNull(),
    askedAt: instant('asked_at').notNull(),
    /** The event to append, complete but for its times. */
    event: jsonb('event').$type<JsonObject>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.sessionId] })],
)
