import { index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/**
 * How often somebody has guessed wrongly, by account, by network and overall, so that no number of processes lets them
 * guess faster. An account is written as the hash of its e-mail, known or not: what is counted must not tell them apart.
 * Written by the apps at each failure; rows that say nothing any more are deleted.
 */
export const guessLimits = pgTable(
  'guess_limits',
  {
    /** `account:` and a hash, `net:` and a network, or `all`. */
    key: text('key').primaryKey(),
    /** In a row, of an account; within the window, of a network and overall. */
    failures: integer('failures').notNull(),
    windowEndsAt: instant('window_ends_at').notNull(),
    /** Until then nothing is even checked. */
    blockedUntil: instant('blocked_until'),
    /** Refused unchecked since the last event that told of it. */
    untold: integer('untold').notNull().default(0),
    toldAt: instant('told_at'),
  },
  // Those that say nothing any more, to delete them.
  (table) => [index('guess_limits_window').on(table.windowEndsAt)],
)
