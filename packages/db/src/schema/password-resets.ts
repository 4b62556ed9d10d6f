import { foreignKey, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { realms, users } from './users.ts'

/**
 * Links by which somebody who has forgotten their password chooses another. Written when one is asked for, marked when
 * used, deleted when another is asked for. Under row-level security by realm. One a person.
 */
export const passwordResets = pgTable(
  'password_resets',
  {
    /** SHA-256 of the token in the link, hex. */
    id: text('id').primaryKey(),
    userId: uuid('user_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    realm: text('realm', { enum: realms }).notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (table) => [
    // Those of a person, to put another in their place.
    index('password_resets_user').on(table.userId),
    foreignKey({
      name: 'password_resets_membership',
      columns: [table.userId, table.organisationId, table.realm],
      foreignColumns: [users.id, users.organisationId, users.realm],
    }),
  ],
)
