// Types only: the generator of migrations loads this file, and not what the model is made of.
import type { ActorType, Area, Channel, JsonObject, Operation, Outcome } from '@daybook/core/model'
import { sql } from 'drizzle-orm'
import { bigint, check, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, inet, instant, tsvector } from './columns.ts'

/**
 * The events of all logs, partitioned by month of `occurred_at` (older dates in `events_default`). Append-only: written
 * by `append_events`, refused everything else by grants and by trigger. The primary key is the timeline index: a page
 * of a log, newest first.
 */
export const events = pgTable(
  'events',
  {
    tenantId: uuid('tenant_id').notNull(),
    occurredAt: instant('occurred_at').notNull(),
    number: bigint('number', { mode: 'number' }).notNull(),
    id: uuid('id').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    claimedAt: instant('claimed_at'),
    action: text('action').notNull(),
    operation: text('operation').$type<Operation>().notNull(),
    module: text('module').notNull(),
    area: text('area').$type<Area>(),
    outcome: text('outcome').$type<Outcome>().notNull(),
    /** Derived: pseudonym of the actor. */
    actorKey: text('actor_key').notNull(),
    actorType: text('actor_type').$type<ActorType>().notNull(),
    actorId: text('actor_id'),
    actorName: text('actor_name'),
    actorEmail: text('actor_email'),
    targetType: text('target_type'),
    targetId: text('target_id'),
    targetName: text('target_name'),
    sessionId: text('session_id'),
    requestId: text('request_id'),
    correlationId: text('correlation_id'),
    channel: text('channel').$type<Channel>(),
    ip: text('ip'),
    /** Derived: `ip` as an address, where it is one. */
    ipAddress: inet('ip_address'),
    /** Whatever of the event has no column, nulls left out. */
    body: jsonb('body').$type<JsonObject>().notNull(),
    /** Derived: what every reader of the log may search, lower-cased and folded, 4 kB at most. */
    search: text('search').notNull(),
    /** Derived: the words of the technical evidence, 4 kB at most. */
    searchEvidence: tsvector('search_evidence').notNull(),
    /** 16 random bytes, of which the salts of the leaf's disclosures are derived. */
    salt: bytea('salt').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.occurredAt, table.number] }),
    check('events_salt', sql`octet_length(${table.salt}) = 16`),
  ],
)
