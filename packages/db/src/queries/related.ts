import type { AuditEvent } from '@daybook/core/model'
import { and, eq, ne, type SQL, sql } from 'drizzle-orm'
import type { Executor, Transaction } from '../client.ts'
import { events, logEntries } from '../schema/index.ts'
import type { Scope } from '../scope.ts'
import { all, scopeConditions, upToCondition } from './conditions.ts'
import { type Deadline, deadlineIn, type Patience, patienceDefault, planFor, untilDeadline } from './deadline.ts'
import { findPositions, type TimelinePosition } from './find-positions.ts'
import { isFindable, isFindableId } from './findable.ts'
import { type FoundEvent, readPositions } from './found-event.ts'
import { narrowed } from './range.ts'
import { batchOf, parentOf } from './term-conditions.ts'
import { behind, timeOrder } from './timeline.ts'
import { type Identifier, identifierCondition, namedTargetCondition } from './tokens.ts'

export type Relation = 'parent' | 'children' | 'request' | 'session' | 'batch' | 'correlation' | 'target'

/** Events that have something in common with one event, nearest to it in time; newest first, and without itself. */
export interface RelatedGroup {
  by: Relation
  found: FoundEvent[]
  /** There are more than these. */
  more: boolean
}

interface Group {
  by: Relation
  /** Exactly the events of the group, by an index in order of time unless `indexed` is set. */
  condition: SQL
  /** What the search index has of them, which knows no order. */
  indexed?: SQL | undefined
}

/**
 * What led to an event, what it led to, and what happened in the same request, session, batch or undertaking and to the
 * same target. Groups without events are left out, and so are those for which there is no time. Readers without the
 * evidence get no group that is made by an identifier of it; that of the target tells them no more than its name does.
 */
export async function listRelated(
  db: Executor,
  scope: Scope,
  found: FoundEvent,
  {
    limit,
    upTo,
    deadline: time = patienceDefault,
  }: { limit: number; upTo?: number | undefined; deadline?: Patience | undefined },
): Promise<RelatedGroup[]> {
  const deadline = deadlineIn(time)
  const related: RelatedGroup[] = []
  await untilDeadline(db, deadline, async (tx) => {
    for (const group of groupsOf(scope, found)) {
      const asked = { scope, found, group, limit, upTo, deadline }
      const positions = group.by === 'parent' ? await findParent(tx, asked) : await findNearest(tx, asked)
      await planFor(tx, deadline, 'any')
      const shown = nearest(positions, found, limit)
      const rows = await readPositions(tx, found.tenantId, shown)
      if (rows.length > 0) related.push({ by: group.by, found: rows, more: positions.length > limit })
    }
  })
  return related
}

function groupsOf(scope: Scope, { tenantId, event }: FoundEvent): Group[] {
  const groups: Group[] = []
  const add = (by: Relation, kind: Identifier, value: string | null, field: SQL) => {
    if (value !== null && value !== '' && isFindable(value))
      groups.push({ by, condition: all(identifierCondition(tenantId, kind, value), sql`${field} = ${value}`) })
  }
  if (event.parentId !== null && isFindableId(event.parentId))
    groups.push({ by: 'parent', condition: eq(events.id, event.parentId) })
  add('children', 'parent', event.id, parentOf)
  if (scope.level === 'evidence') {
    add('request', 'request', event.requestId, sql`${events.requestId}`)
    add('session', 'session', event.sessionId, sql`${events.sessionId}`)
  }
  add('batch', 'batch', event.batchId, batchOf)
  if (scope.level === 'evidence') add('correlation', 'correlation', event.correlationId, sql`${events.correlationId}`)
  return [...groups, ...sameTarget(tenantId, event)]
}

/** Events of the same primary target: by its type and identifier, or by its name where it has none. */
function sameTarget(tenantId: string, event: AuditEvent): Group[] {
  const [target] = event.targets
  // None of a log's own has NUL in it.
  if (!target || ![target.type, target.id ?? '', target.name ?? ''].every(isFindable)) return []
  const sameType = eq(events.targetType, target.type)
  if (target.id) {
    const condition = all(
      identifierCondition(tenantId, 'target_id', target.id),
      eq(events.targetId, target.id),
      sameType,
    )
    return [{ by: 'target', condition }]
  }
  if (!target.name) return []
  const condition = all(sameType, eq(events.targetName, target.name), sql`${events.targetId} is null`)
  return [{ by: 'target', condition, indexed: namedTargetCondition(tenantId, target.type, target.name) }]
}

interface Asked {
  scope: Scope
  found: FoundEvent
  group: Group
  limit: number
  upTo: number | undefined
  deadline: Deadline
}

/** The entry knows in which month the parent is. */
async function findParent(
  tx: Transaction,
  { scope, found, group, upTo, deadline }: Asked,
): Promise<TimelinePosition[]> {
  await planFor(tx, deadline, 'any')
  const [entry] = await tx
    .select({ occurredAt: logEntries.occurredAt, number: logEntries.number })
    .from(logEntries)
    .where(and(eq(logEntries.tenantId, found.tenantId), eq(logEntries.eventId, found.event.parentId ?? '')))
  if (!entry) return []
  return tx
    .select({ occurredAt: events.occurredAt, number: events.number })
    .from(events)
    .where(
      and(
        ...conditionsAround(scope, found, upTo),
        group.condition,
        eq(events.occurredAt, entry.occurredAt),
        eq(events.number, entry.number),
      ),
    )
}

/** The nearest on both sides, and one more than is shown. */
async function findNearest(tx: Transaction, asked: Asked): Promise<TimelinePosition[]> {
  const { scope, found, group, limit, upTo, deadline } = asked
  const here = { occurredAt: new Date(found.event.occurredAt), number: found.number }
  const { tenantId } = found
  const positions: TimelinePosition[] = []
  for (const oldestFirst of [false, true]) {
    const conditions = all(group.condition, ...conditionsAround(scope, found, upTo), behind(here, oldestFirst))
    if (group.indexed) {
      const between = narrowed({ from: null, to: null }, here, oldestFirst)
      const question = {
        tenantId,
        conditions,
        indexed: group.indexed,
        between,
        oldestFirst,
        deadline,
        limit: limit + 1,
      }
      positions.push(...(await findPositions(tx, question)))
    } else {
      await planFor(tx, deadline, 'any')
      const rows = await tx
        .select({ occurredAt: events.occurredAt, number: events.number })
        .from(events)
        .where(conditions)
        .orderBy(...timeOrder(oldestFirst))
        .limit(limit + 1)
      positions.push(...rows)
    }
  }
  return positions
}

function conditionsAround(scope: Scope, found: FoundEvent, upTo: number | undefined): (SQL | undefined)[] {
  return [
    ...scopeConditions(scope),
    eq(events.tenantId, found.tenantId),
    ne(events.number, found.number),
    upTo === undefined ? undefined : upToCondition(upTo),
  ]
}

/** The nearest in time, newest first. */
function nearest(positions: readonly TimelinePosition[], found: FoundEvent, limit: number): TimelinePosition[] {
  const here = new Date(found.event.occurredAt).getTime()
  const distance = ({ occurredAt }: TimelinePosition) => Math.abs(occurredAt.getTime() - here)
  const newestFirst = (one: TimelinePosition, other: TimelinePosition) =>
    other.occurredAt.getTime() - one.occurredAt.getTime() || other.number - one.number
  return positions
    .toSorted((one, other) => distance(one) - distance(other) || newestFirst(one, other))
    .slice(0, limit)
    .toSorted(newestFirst)
}
