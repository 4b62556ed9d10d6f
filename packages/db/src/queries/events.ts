import type { AuditEvent } from '@daybook/core/model'
import { and, desc, eq, lte, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '../client.ts'
import { fromRow } from '../log/row.ts'
import { events, logEntries, logHeads } from '../schema/index.ts'
import type { Scope } from '../scope.ts'
import { conditionsOf, type EventQuestion, scopeConditions, timeMax, timeMin } from './conditions.ts'
import {
  allowBitmapsOnly,
  findPositions,
  type SearchLimits,
  searchLimits,
  type TimelinePosition,
} from './find-positions.ts'
import { tokenCondition } from './tokens.ts'

export type { TimelinePosition } from './find-positions.ts'

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

export interface PageQuestion extends EventQuestion {
  /** The highest number of the view, so that what arrives while somebody reads on does not shift their pages. */
  upTo: number
  after?: TimelinePosition | undefined
  limit: number
}

/**
 * A page of the timeline, newest first: by time, then number. What is common fills a page from the newest events; what
 * is rarer is found through the search index. Several logs together are left to the planner.
 */
export async function listEvents(
  db: Executor,
  scope: Scope,
  question: PageQuestion,
  limits: SearchLimits = searchLimits,
): Promise<FoundEvent[]> {
  const conditions = and(conditionsOf(scope, question), lte(events.number, question.upTo), olderThan(question.after))
  const indexed = scope.tenantIds.length === 1 ? tokenCondition(scope.tenantIds[0], question) : null
  if (indexed === null) return readTimeline(db, conditions, question.limit)

  const newest = await probeTimeline(db, { scope, question, conditions, probe: limits.probe })
  if (newest.length >= question.limit) return newest
  const [tenantId] = scope.tenantIds
  const between = rangeOf(scope, question)
  const positions = await findPositions(db, { tenantId, conditions, indexed, between, limit: question.limit }, limits)
  return readPositions(db, tenantId, positions)
}

async function readTimeline(db: Executor, conditions: SQL | undefined, limit: number): Promise<FoundEvent[]> {
  const rows = await db
    .select(columns)
    .from(events)
    .where(conditions)
    .orderBy(desc(events.occurredAt), desc(events.number))
    .limit(limit)
  return rows.map(foundOf)
}

/** The matches among the newest events of all: the limit inside keeps the planner from looking any further. */
async function probeTimeline(
  db: Executor,
  asked: { scope: Scope; question: PageQuestion; conditions: SQL | undefined; probe: number },
): Promise<FoundEvent[]> {
  const { scope, question, conditions, probe } = asked
  const { from, to } = rangeOf(scope, question)
  const recent = db
    .select()
    .from(events)
    .where(
      and(
        eq(events.tenantId, scope.tenantIds[0]),
        from ? sql`${events.occurredAt} >= ${from.toISOString()}::timestamptz` : undefined,
        to ? sql`${events.occurredAt} < ${to.toISOString()}::timestamptz` : undefined,
        lte(events.number, question.upTo),
        olderThan(question.after),
      ),
    )
    .orderBy(desc(events.occurredAt), desc(events.number))
    .limit(probe)
    // Under the table's own name, so that the conditions read the same.
    .as('events')
  const rows = await db
    .select(columns)
    .from(recent)
    .where(conditions)
    .orderBy(desc(events.occurredAt), desc(events.number))
    .limit(question.limit)
  return rows.map(foundOf)
}

async function readPositions(
  db: Executor,
  tenantId: string,
  positions: readonly TimelinePosition[],
): Promise<FoundEvent[]> {
  const [newest, oldest] = [positions.at(0), positions.at(-1)]
  if (!newest || !oldest) return []
  const rows = await db
    .select(columns)
    .from(events)
    .where(
      and(
        eq(events.tenantId, tenantId),
        // Numbers are enough to tell them apart; the times keep other months out.
        sql`${events.occurredAt} between ${oldest.occurredAt.toISOString()}::timestamptz and ${newest.occurredAt.toISOString()}::timestamptz`,
        sql`(${events.occurredAt}, ${events.number}) in (${sql.join(
          positions.map((at) => sql`(${at.occurredAt.toISOString()}::timestamptz, ${at.number}::bigint)`),
          sql`, `,
        )})`,
      ),
    )
    .orderBy(desc(events.occurredAt), desc(events.number))
  return rows.map(foundOf)
}

/** Where the rows of a question can stand: what is asked, within the scope, and before the page that was read. */
function rangeOf(scope: Scope, question: PageQuestion): { from: Date | null; to: Date | null } {
  const times = (list: (Date | null | undefined)[]) =>
    list.flatMap((at) => (at && at.getTime() > timeMin && at.getTime() < timeMax ? [at.getTime()] : []))
  const froms = times([question.from, scope.from])
  const tos = times([question.to, scope.to, question.after && new Date(question.after.occurredAt.getTime() + 1)])
  return {
    from: froms.length > 0 ? new Date(Math.max(...froms)) : null,
    to: tos.length > 0 ? new Date(Math.min(...tos)) : null,
  }
}

/** How many events match, counted no further than `cap`. */
export async function countEvents(
  db: Executor,
  scope: Scope,
  question: EventQuestion & { upTo: number; cap: number },
): Promise<{ value: number; capped: boolean }> {
  const indexed = scope.tenantIds.length === 1 ? tokenCondition(scope.tenantIds[0], question) : null
  const some = db
    .select({ one: sql`1` })
    .from(events)
    .where(and(conditionsOf(scope, question), indexed ?? undefined, lte(events.number, question.upTo)))
    .limit(question.cap + 1)
    .as('some')
  if (indexed) await allowBitmapsOnly(db, true)
  const [row] = await db.select({ count: sql<string>`count(*)` }).from(some)
  if (indexed) await allowBitmapsOnly(db, false)
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
