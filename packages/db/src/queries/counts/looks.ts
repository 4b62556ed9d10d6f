import { sql } from 'drizzle-orm'
import { accessActions } from '../conditions.ts'
import { sqlList } from './sql-list.ts'

/**
 * Whether an event is a look at the log itself: those that a reader may leave out. Counts are kept of these actions; to
 * change which they are is to count anew. Of a row `e` of events.
 */
export const isLook = sql`(replace(lower(e.action), '.', '_') in (${sqlList(accessActions)}))`
