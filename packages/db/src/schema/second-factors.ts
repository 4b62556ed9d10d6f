import { sql } from 'drizzle-orm'
import { bigint, check, foreignKey, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from './columns.ts'
import { realms, users } from './users.ts'

/**
 * The authenticator of a person who has one (TOTP, RFC 6238). Written when somebody enrols, deleted when they remove it.
 * Under row-level security by realm. At most one a person.
 */
export const totpFactors = pgTable(
  'totp_factors',
  {
    userId: uuid('user_id').primaryKey(),
    organisationId: uuid('organisation_id').notNull(),
    realm: text('realm', { enum: realms }).notNull(),
    /** Encrypted (AES-256-GCM) and bound to this person: a copy of the table opens nothing. */
    sealedSecret: bytea('sealed_secret').notNull(),
    /** The last 30-second step whose code was accepted. Only a later one is: each code works once. */
    lastStep: bigint('last_step', { mode: 'number' }).notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    foreignKey({
      name: 'totp_factors_membership',
      columns: [table.userId, table.organisationId, table.realm],
      foreignColumns: [users.id, users.organisationId, users.realm],
    }),
  ],
)

/**
 * Who is sent a code by mail when they sign in: the weaker second factor, for whoever has no authenticator. Written when
 * somebody has shown that the mail reaches them, deleted when they turn it off. Under row-level security by realm.
 */
export const mailFactors = pgTable(
  'mail_factors',
  {
    userId: uuid('user_id').primaryKey(),
    organisationId: uuid('organisation_id').notNull(),
    realm: text('realm', { enum: realms }).notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    foreignKey({
      name: 'mail_factors_membership',
      columns: [table.userId, table.organisationId, table.realm],
      foreignColumns: [users.id, users.organisationId, users.realm],
    }),
  ],
)

/**
 * Codes for whoever has lost their authenticator, ten a person, each good once. 80 random bits, so a plain hash is
 * enough. Written and replaced with the authenticator; a used one stays, marked. Under row-level security by realm.
 */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    userId: uuid('user_id').notNull(),
    /** SHA-256 of the code, in its canonical spelling. */
    hash: bytea('hash').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    realm: text('realm', { enum: realms }).notNull(),
    usedAt: instant('used_at'),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.hash] }),
    foreignKey({
      name: 'recovery_codes_membership',
      columns: [table.userId, table.organisationId, table.realm],
      foreignColumns: [users.id, users.organisationId, users.realm],
    }),
    check('recovery_codes_hash', sql`octet_length(${table.hash}) = 32`),
  ],
)
