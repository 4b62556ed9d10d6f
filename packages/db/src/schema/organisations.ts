import type { JsonObject } from '@daybook/core/model'
import { sql } from 'drizzle-orm'
import { check, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from './columns.ts'

export const organisationKinds = ['tenant', 'partner', 'platform'] as const
export type OrganisationKind = (typeof organisationKinds)[number]

/**
 * A client organisation, a partner firm, or the operator itself. Each has one log. Written by staff; never deleted,
 * since its log outlives it. Grows with customers.
 */
export const organisations = pgTable(
  'organisations',
  {
    id: uuid('id').primaryKey(),
    slug: text('slug').notNull().unique(),
    name: text('name').notNull(),
    kind: text('kind', { enum: organisationKinds }).notNull(),
    /** Origin line of its log (C2SP tlog-checkpoint), opaque so that a witness learns no name. Never changes. */
    origin: text('origin').notNull().unique(),
    /** Key of the pseudonyms under which people of the log are filtered. 16 bytes. */
    pseudonymKey: bytea('pseudonym_key').notNull(),
    settings: jsonb('settings').$type<JsonObject>().notNull().default({}),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    check('organisations_kind', sql`${table.kind} in ('tenant', 'partner', 'platform')`),
    check('organisations_slug', sql`${table.slug} ~ '^[a-z0-9][a-z0-9-]{0,62}$'`),
  ],
)
