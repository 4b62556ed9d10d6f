import type { AuditEvent } from '@daybook/core/model'
import { and, eq, inArray } from 'drizzle-orm'
import type { Executor } from '../client.ts'
import { fromRow } from '../log/row.ts'
import { events, logEntries } from '../schema/index.ts'
import { isFindableId } from './findable.ts'

/**
 * The events that a log has under these ids, for whoever is about to write them: not for readers, whose questions carry
 * a `Scope`. An id that is known but whose event is no longer kept comes as null; an unknown id does not come.
 */
export async function findStoredEvents(
  db: Executor,
  log: { tenantId: string },
  ids: readonly string[],
): Promise<Map<string, AuditEvent | null>> {
  const known = ids.filter(isFindableId)
  if (known.length === 0) return new Map()
  const rows = await db
    .select({ id: logEntries.eventId, event: events })
    .from(logEntries)
    .leftJoin(
      events,
      and(
        eq(events.tenantId, logEntries.tenantId),
        eq(events.occurredAt, logEntries.occurredAt),
        eq(events.number, logEntries.number),
      ),
    )
    .where(and(eq(logEntries.tenantId, log.tenantId), inArray(logEntries.eventId, known)))
  return new Map(rows.map(({ id, event }) => [id, event && fromRow(event)]))
}
