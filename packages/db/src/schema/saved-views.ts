import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/**
 * Views of a log that people gave a name: an address to come back to, private or shared with all readers of the tenant.
 * Written by the app of their owner; deleted when their owner says so. A few a person.
 */
export const savedViews = pgTable(
  'saved_views',
  {
    id: uuid('id').primaryKey(),
    tenantId: uuid('tenant_id').notNull(),
    ownerId: uuid('owner_id').notNull(),
    ownerName: text('owner_name').notNull(),
    name: text('name').notNull(),
    /** The query part of the log's address, without the question mark. */
    search: text('search').notNull(),
    shared: boolean('shared').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    unique('saved_views_name').on(table.tenantId, table.ownerId, table.name),
    // The views of a tenant that a person sees: their own and the shared ones.
    index('saved_views_shared').on(table.tenantId).where(sql`${table.shared}`),
    check('saved_views_name_length', sql`char_length(${table.name}) between 1 and 80`),
    check('saved_views_search_length', sql`char_length(${table.search}) <= 4000`),
  ],
)
