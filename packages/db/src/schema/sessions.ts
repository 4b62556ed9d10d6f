import { sql } from 'drizzle-orm'
import { check, foreignKey, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { realms, users } from './users.ts'

export const audiences = ['portal', 'partner', 'staff'] as const
export type Audience = (typeof audiences)[number]

export const sessionMethods = ['password', 'password+totp', 'password+email', 'password+recovery'] as const
export type SessionMethod = (typeof sessionMethods)[number]

export const endReasons = [
  'signed_out',
  'expired',
  'revoked',
  'password_changed',
  'factor_reset',
  'role_changed',
  'suspended',
] as const
export type EndReason = (typeof endReasons)[number]

/**
 * Everybody who came in, one row a visit. Written at sign-in, touched while in use, ended but never deleted: the row
 * outlives the visit, it is the session register. Grows with sign-ins.
 */
export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 of the cookie's token, hex. The token itself is nowhere stored. */
    id: text('id').primaryKey(),
    /** What screens, events and exports show. */
    publicId: uuid('public_id').notNull().unique(),
    userId: uuid('user_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    realm: text('realm', { enum: realms }).notNull(),
    /** The one app this session opens. */
    audience: text('audience', { enum: audiences }).notNull(),
    method: text('method', { enum: sessionMethods }).notNull(),
    createdAt: instant('created_at').notNull(),
    lastActiveAt: instant('last_active_at').notNull(),
    /** Ends when idle: moved forward by use, never past `absoluteExpiresAt`. */
    expiresAt: instant('expires_at').notNull(),
    absoluteExpiresAt: instant('absolute_expires_at').notNull(),
    endedAt: instant('ended_at'),
    endReason: text('end_reason', { enum: endReasons }),
    endedBy: uuid('ended_by'),
    endNote: text('end_note'),
    ip: text('ip'),
    userAgent: text('user_agent'),
    /** When whoever uses it last showed the strongest factor they have. For what must not be done with a stolen cookie. */
    confirmedAt: instant('confirmed_at'),
  },
  (table) => [
    // The sessions of a person, newest first; ending all of them.
    index('sessions_user').on(table.userId, table.createdAt.desc()),
    // The sessions register of an organisation, newest first.
    index('sessions_organisation').on(table.organisationId, table.createdAt.desc()),
    foreignKey({
      name: 'sessions_membership',
      columns: [table.userId, table.organisationId, table.realm],
      foreignColumns: [users.id, users.organisationId, users.realm],
    }),
    // An app that was broken into can write sessions of its own realm; they must not open another app.
    check(
      'sessions_audience',
      sql`(${table.realm}, ${table.audience}) in (('client', 'portal'), ('partner', 'partner'), ('staff', 'staff'))`,
    ),
    check(
      'sessions_method',
      sql`${table.method} in ('password', 'password+totp', 'password+email', 'password+recovery')`,
    ),
    check('sessions_end', sql`(${table.endedAt} is null) = (${table.endReason} is null)`),
    check('sessions_expiry', sql`${table.expiresAt} <= ${table.absoluteExpiresAt}`),
  ],
)
