import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { organisations } from './organisations.ts'

export const realms = ['client', 'partner', 'staff'] as const
export type Realm = (typeof realms)[number]

export const userRoles = [
  'client_admin',
  'client_manager',
  'client_staff',
  'partner_admin',
  'partner_auditor',
  'super_admin',
  'admin',
  'viewer',
] as const
export type UserRole = (typeof userRoles)[number]

export const userStatuses = ['invited', 'active', 'suspended', 'deleted'] as const
export type UserStatus = (typeof userStatuses)[number]

/**
 * A person who signs in to one of our apps. Belongs to one organisation; the same e-mail may exist in another. Under
 * row-level security by realm. Rows are kept when a person is deleted.
 */
export const users = pgTable(
  'users',
  {
    id: uuid('id').primaryKey(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    realm: text('realm', { enum: realms }).notNull(),
    role: text('role', { enum: userRoles }).notNull(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    /** Argon2id, PHC string. Null until the invitation is taken up. */
    passwordHash: text('password_hash'),
    status: text('status', { enum: userStatuses }).notNull(),
    /** IANA zone the person chose over their browser's. */
    timeZone: text('time_zone'),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** A made-up person who may do without the second factor their role asks for. Means nothing on a public address. */
    secondFactorExempt: boolean('second_factor_exempt').notNull().default(false),
  },
  (table) => [
    // Sign-in: every account of an e-mail in a realm.
    index('users_realm_email').on(table.realm, sql`lower(${table.email})`),
    // One account per e-mail and organisation; and the people list.
    uniqueIndex('users_organisation_email').on(table.organisationId, sql`lower(${table.email})`),
    // What a session refers to, so that it cannot name a person of another organisation or realm.
    unique('users_membership').on(table.id, table.organisationId, table.realm),
    check('users_realm', sql`${table.realm} in ('client', 'partner', 'staff')`),
    check(
      'users_role_of_realm',
      sql`case ${table.realm} when 'client' then ${table.role} in ('client_admin', 'client_manager', 'client_staff') when 'partner' then ${table.role} in ('partner_admin', 'partner_auditor') else ${table.role} in ('super_admin', 'admin', 'viewer') end`,
    ),
    check('users_status', sql`${table.status} in ('invited', 'active', 'suspended', 'deleted')`),
  ],
)
