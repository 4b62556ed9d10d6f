import { bigint, pgTable, uuid } from 'drizzle-orm/pg-core'
import { organisations } from './organisations.ts'

/**
 * The next number of each log. Its row is locked from an append to the commit: that is what makes the order of numbers
 * the order of commits, without gaps. Written by `append_events` only. One row an organisation.
 */
export const logHeads = pgTable('log_heads', {
  tenantId: uuid('tenant_id')
    .primaryKey()
    .references(() => organisations.id),
  nextNumber: bigint('next_number', { mode: 'number' }).notNull().default(1),
})
