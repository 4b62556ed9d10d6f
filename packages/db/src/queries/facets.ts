import type { ActorType } from '@daybook/core/model'
import { and, count, desc, lte, sql } from 'drizzle-orm'
import type { Executor } from '../client.ts'
import { events } from '../schema/index.ts'
import type { Scope } from '../scope.ts'
import { conditionsOf, type EventQuestion } from './conditions.ts'

export interface ActorFacet {
  key: string
  type: ActorType
  name: string | null
  email: string | null
  count: number
}

/** The people who occur among the events asked for, most active first, each with the name of their newest event. */
export async function countActors(
  db: Executor,
  scope: Scope,
  question: EventQuestion & { upTo: number; limit: number },
): Promise<ActorFacet[]> {
  const newest = <T>(column: typeof events.actorName | typeof events.actorEmail | typeof events.actorType) =>
    sql<T>`(array_agg(${column} order by ${events.number} desc))[1]`
  return db
    .select({
      key: events.actorKey,
      type: newest<ActorType>(events.actorType),
      name: newest<string | null>(events.actorName),
      email: newest<string | null>(events.actorEmail),
      count: count(),
    })
    .from(events)
    .where(and(conditionsOf(scope, question), lte(events.number, question.upTo)))
    .groupBy(events.actorKey)
    .orderBy(desc(count()), events.actorKey)
    .limit(question.limit)
}

/** The actions that occur among the events asked for, most frequent first. */
export async function countActions(
  db: Executor,
  scope: Scope,
  question: EventQuestion & { upTo: number; limit: number },
): Promise<{ action: string; count: number }[]> {
  return db
    .select({ action: events.action, count: count() })
    .from(events)
    .where(and(conditionsOf(scope, question), lte(events.number, question.upTo)))
    .groupBy(events.action)
    .orderBy(desc(count()), events.action)
    .limit(question.limit)
}
