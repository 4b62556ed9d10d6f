import { and, eq } from 'drizzle-orm'
import type { Executor } from '../client.ts'
import { events, logEntries, logHeads } from '../schema/index.ts'
import type { Scope } from '../scope.ts'
import { conditionsOf, type EventQuestion, scopeConditions } from './conditions.ts'
import { eventColumns, type FoundEvent, foundOf } from './found-event.ts'

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
    .select(eventColumns)
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

/** Whether an event is among those of a question. */
export async function isAskedFor(
  db: Executor,
  scope: Scope,
  question: EventQuestion,
  { tenantId, number, event }: FoundEvent,
): Promise<boolean> {
  const at = new Date(event.occurredAt)
  const here = and(eq(events.tenantId, tenantId), eq(events.occurredAt, at), eq(events.number, number))
  const rows = await db
    .select({ number: events.number })
    .from(events)
    .where(and(conditionsOf(scope, question), here))
  return rows.length > 0
}

/** The highest number of a log: what a view that opens now may show. 0 for an empty log. */
export async function lastNumber(db: Executor, scope: Scope): Promise<number> {
  const [tenantId] = scope.tenantIds
  const [head] = await db.select({ next: logHeads.nextNumber }).from(logHeads).where(eq(logHeads.tenantId, tenantId))
  return (head?.next ?? 1) - 1
}
