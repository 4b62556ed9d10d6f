import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from './columns.ts'
import { organisations } from './organisations.ts'

export const keyScopes = ['events:write', 'events:read'] as const
export type KeyScope = (typeof keyScopes)[number]

/**
 * A machine's key. Belongs to a tenant, or to the operator's organisation and then names its tenant with every request.
 * Only its SHA-256 is stored: a key has 256 random bits, so a slow hash would protect nothing. Rows are kept when revoked.
 */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: uuid('id').primaryKey(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    name: text('name').notNull(),
    /** The public beginning of the key, for lists and logs. */
    prefix: text('prefix').notNull(),
    hash: bytea('hash').notNull().unique(),
    scopes: text('scopes', { enum: keyScopes }).array().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
    /** Exact to a minute. */
    lastUsedAt: instant('last_used_at'),
  },
  // The keys of an organisation.
  (table) => [index('api_keys_organisation').on(table.organisationId)],
)
