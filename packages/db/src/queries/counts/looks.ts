import { sql } from 'drizzle-orm'

/**
 * Whether an event is a look at the log itself: those that a reader may leave out. Counts are kept of these actions; to
 * change the list is to count anew.
 *
 * @param action of a row `e` of events.
 */
export const isLook = sql`(replace(lower(e.action), '.', '_') in ('audit_log_accessed', 'audit_log_evidence_opened'))`
