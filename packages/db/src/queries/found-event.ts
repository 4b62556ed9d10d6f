import type { AuditEvent } from '@daybook/core/model'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '../client.ts'
import { fromRow } from '../log/row.ts'
import { events } from '../schema/index.ts'
import type { TimelinePosition } from './find-positions.ts'

export interface FoundEvent {
  tenantId: string
  number: number
  actorKey: string
  event: AuditEvent
}

/** What of a row an event is rebuilt from, and what stands beside it. */
export const eventColumns = {
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

export function foundOf(
  row: Parameters<typeof fromRow>[0] & { tenantId: string; number: number; actorKey: string },
): FoundEvent {
  return { tenantId: row.tenantId, number: row.number, actorKey: row.actorKey, event: fromRow(row) }
}

/** The events at some positions of a log's timeline, in the order of the positions. */
export async function readPositions(
  db: Executor,
  tenantId: string,
  positions: readonly TimelinePosition[],
): Promise<FoundEvent[]> {
  if (positions.length === 0) return []
  const times = positions.map(({ occurredAt }) => occurredAt.getTime())
  const rows = await db
    .select(eventColumns)
    .from(events)
    .where(
      and(
        eq(events.tenantId, tenantId),
        // Numbers are enough to tell them apart; the times keep other months out.
        sql`${events.occurredAt} between ${instant(Math.min(...times))} and ${instant(Math.max(...times))}`,
        sql`(${events.occurredAt}, ${events.number}) in (${sql.join(
          positions.map((at) => sql`(${instant(at.occurredAt)}, ${at.number}::bigint)`),
          sql`, `,
        )})`,
      ),
    )
  const byNumber = new Map(rows.map((row) => [row.number, row]))
  return positions.flatMap(({ number }) => {
    const row = byNumber.get(number)
    return row ? [foundOf(row)] : []
  })
}

export function instant(at: Date | number): SQL {
  return sql`${new Date(at).toISOString()}::timestamptz`
}
