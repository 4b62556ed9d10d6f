import type { AuditEvent } from '@daybook/core/model'
import { and, desc, eq, lte, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '../client.ts'
import { fromRow } from '../log/row.ts'
import { events, logEntries, logHeads } from '../schema/index.ts'
import type { Scope } from '../scope.ts'
import { conditionsOf, type EventQuestion, scopeConditions } from './conditions.ts'

/** Where a page of the timeline ended. */
export interface TimelinePosition {
  occurredAt: Date
  number: number
}

export interface FoundEvent {
  tenantId: string
  number: number
  actorKey: string
  event: AuditEvent
}

const columns = {
  tenantId: events.tenantId,
  occurredAt: events.occurredAt,
  number: events.number,
  id: events.id,
  recordedAt: events.recordedAt,
  claimedAt: events.claimedAt,
  action: events.action,
  operation: events.operation,
  module: events.module,
  area: events.area,
  outcome: events.outcome,
  actorKey: events.actorKey,
  actorType: events.actorType,
  actorId: events.actorId,
  actorName: events.actorName,
  actorEmail: events.actorEmail,
  targetType: events.targetType,
  targetId: events.targetId,
  targetName: events.targetName,
  sessionId: events.sessionId,
  requestId: events.requestId,
  correlationId: events.correlationId,
  channel: events.channel,
  ip: events.ip,
  body: events.body,
}

/**
 * A page of the timeline, newest first: by time, then number. `upTo` is the highest number of the view, so that what
 * arrives while somebody reads on does not shift their pages.
 */
export async function listEvents(
  db: Executor,
  scope: Scope,
  question: EventQuestion & { upTo: number; after?: TimelinePosition | undefined; limit: number },
): Promise<FoundEvent[]> {
  const rows = await db
    .select(columns)
    .from(events)
    .where(and(conditionsOf(scope, question), lte(events.number, question.upTo), olderThan(question.after)))
    .orderBy(desc(events.occurredAt), desc(events.number))
    .limit(question.limit)
  return rows.map(foundOf)
}

/** How many events match, counted no further than `cap`. */
export async function countEvents(
  db: Executor,
  scope: Scope,
  question: EventQuestion & { upTo: number; cap: number },
): Promise<{ value: number; capped: boolean }> {
  const some = db
    .select({ one: sql`1` })
    .from(events)
    .where(and(conditionsOf(scope, question), lte(events.number, question.upTo)))
    .limit(question.cap + 1)
    .as('some')
  const [row] = await db.select({ count: sql<string>`count(*)` }).from(some)
  const count = Number(row?.count ?? 0)
  return { value: Math.min(count, question.cap), capped: count > question.cap }
}

/** One event of the scope's (first) log by its number, or null: absent and out of scope are the same answer. */
export async function findEvent(
  db: Executor,
  scope: Scope,
  number: number,
): Promise<(FoundEvent & { leafHash: string }) | null> {
  if (!Number.isSafeInteger(number)) return null
  const [tenantId] = scope.tenantIds
  // The entry knows the month to look in.
  const [entry] = await db
    .select({ occurredAt: logEntries.occurredAt, leafHash: logEntries.leafHash })
    .from(logEntries)
    .where(and(eq(logEntries.tenantId, tenantId), eq(logEntries.number, number)))
  if (!entry) return null

  const [row] = await db
    .select(columns)
    .from(events)
    .where(
      and(
        ...scopeConditions(scope),
        // Other logs of a wider scope have this number too.
        eq(events.tenantId, tenantId),
        eq(events.occurredAt, entry.occurredAt),
        eq(events.number, number),
      ),
    )
  return row ? { ...foundOf(row), leafHash: entry.leafHash.toString('hex') } : null
}

/** The highest number of a log: what a view that opens now may show. 0 for an empty log. */
export async function lastNumber(db: Executor, scope: Scope): Promise<number> {
  const [tenantId] = scope.tenantIds
  const [head] = await db.select({ next: logHeads.nextNumber }).from(logHeads).where(eq(logHeads.tenantId, tenantId))
  return (head?.next ?? 1) - 1
}

function olderThan(after: TimelinePosition | undefined): SQL | undefined {
  if (!after) return undefined
  const at = after.occurredAt.toISOString()
  // The first condition repeats the second for the planner: a row comparison alone does not exclude partitions.
  return and(
    sql`${events.occurredAt} <= ${at}::timestamptz`,
    sql`(${events.occurredAt}, ${events.number}) < (${at}::timestamptz, ${after.number}::bigint)`,
  )
}

function foundOf(
  row: Parameters<typeof fromRow>[0] & { tenantId: string; number: number; actorKey: string },
): FoundEvent {
  return { tenantId: row.tenantId, number: row.number, actorKey: row.actorKey, event: fromRow(row) }
}
