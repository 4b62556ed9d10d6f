import { index, pgTable, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from './columns.ts'

/**
 * Mail that is to be sent. Written by an app in the transaction that it tells of, together with its job; read and
 * deleted by the recorder once a server has taken it. Encrypted, because it holds codes and links that let people in.
 */
export const mails = pgTable(
  'mails',
  {
    id: uuid('id').primaryKey(),
    /** Whom it is for and what it says, as JSON. */
    sealed: bytea('sealed').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  // Those that nobody took in days, to delete them.
  (table) => [index('mails_created').on(table.createdAt)],
)
