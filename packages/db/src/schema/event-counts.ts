// Types only: the generator of migrations loads this file, and not what the model is made of.
import type { ActorType, Outcome } from '@daybook/core/model'
import { bigint, date, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/** How many of the counted events are looks at the log itself, which a reader may leave out. */
const looks = () => integer('looks').notNull()

/**
 * How far the counts below have come in each log. Written by the recorder, which reads on from here by number; whoever
 * counts adds the events above `through` from the log itself, so that no count is ever behind. One row a log.
 */
export const countHeads = pgTable('count_heads', {
  tenantId: uuid('tenant_id').primaryKey(),
  through: bigint('through', { mode: 'number' }).notNull(),
})

/** Events by quarter of an hour and outcome: the histogram. Every zone of today is whole quarters away from UTC. */
export const eventCounts = pgTable(
  'event_counts',
  {
    tenantId: uuid('tenant_id').notNull(),
    quarter: instant('quarter').notNull(),
    outcome: text('outcome').$type<Outcome>().notNull(),
    count: integer('count').notNull(),
    looks: looks(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.quarter, table.outcome] })],
)

export const countedKinds = ['actor', 'action', 'module', 'operation', 'outcome', 'channel', 'target_type'] as const
export type CountedKind = (typeof countedKinds)[number]

/** Events by day (UTC) and value: the lists of filters over weeks. Grows with the values that occur in a day. */
export const dailyCounts = pgTable(
  'daily_counts',
  {
    tenantId: uuid('tenant_id').notNull(),
    kind: text('kind', { enum: countedKinds }).notNull(),
    day: date('day').notNull(),
    value: text('value').notNull(),
    count: integer('count').notNull(),
    looks: looks(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.kind, table.day, table.value] })],
)

/** The same by month (UTC): the lists of filters over a year. */
export const monthlyCounts = pgTable(
  'monthly_counts',
  {
    tenantId: uuid('tenant_id').notNull(),
    kind: text('kind', { enum: countedKinds }).notNull(),
    month: date('month').notNull(),
    value: text('value').notNull(),
    count: integer('count').notNull(),
    looks: looks(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.kind, table.month, table.value] })],
)

/** Everybody who occurs in a log as an actor, with the name of their newest event: the list of users of a filter. */
export const logActors = pgTable(
  'log_actors',
  {
    tenantId: uuid('tenant_id').notNull(),
    actorKey: text('actor_key').notNull(),
    type: text('type').$type<ActorType>().notNull(),
    name: text('name'),
    email: text('email'),
    /** Their names as a search has them: the lines of the event's search text that name the actor. */
    search: text('search').notNull(),
    lastNumber: bigint('last_number', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.actorKey] })],
)
