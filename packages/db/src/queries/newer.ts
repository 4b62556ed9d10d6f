import { and, asc, eq, sql } from 'drizzle-orm'
import type { Executor, Transaction } from '../client.ts'
import { events, logEntries } from '../schema/index.ts'
import type { Scope } from '../scope.ts'
import { asksForNothing, conditionsOf, type EventQuestion } from './conditions.ts'
import { type Deadline, deadlineIn, type Patience, planFor, untilDeadline } from './deadline.ts'
import { eventColumns, type FoundEvent, foundOf } from './found-event.ts'

/** How long a poll may take, milliseconds. */
const pollPatience = 500
/** Entries looked at in one step. */
const entriesAtOnce = 1000

export interface NewerQuestion extends EventQuestion {
  /** The highest number that is known already. */
  above: number
  upTo: number
  limit: number
  deadline?: Patience | undefined
}

export interface NewerList {
  /** By ascending number. */
  found: FoundEvent[]
  /** All matches up to this number are among them: ask for those above it next time. */
  through: number
}

/**
 * What was recorded since, by number, so that an event which comes late and belongs far down the timeline is not missed.
 * It looks at each new event of the log, in steps, as long as there is time.
 */
export async function findNewer(db: Executor, scope: Scope, question: NewerQuestion): Promise<NewerList> {
  const newer: NewerList = { found: [], through: question.above }
  if (asksForNothing(conditionsOf(scope, question))) return { found: [], through: question.upTo }
  const deadline = deadlineIn(question.deadline ?? pollPatience)
  await untilDeadline(db, deadline, async (tx) => {
    while (newer.through < question.upTo && newer.found.length < question.limit)
      await takeStep(tx, scope, question, deadline, newer)
  })
  return newer
}

async function takeStep(
  tx: Transaction,
  scope: Scope,
  question: NewerQuestion,
  deadline: Deadline,
  newer: NewerList,
): Promise<void> {
  await planFor(tx, deadline, 'any')
  // Each event by its key, in its month: joined otherwise, whole months would be read.
  await tx.execute(sql`select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`)
  const [tenantId] = scope.tenantIds
  const through = Math.min(newer.through + entriesAtOnce, question.upTo)
  const entries = tx
    .select({ occurredAt: logEntries.occurredAt, number: logEntries.number })
    .from(logEntries)
    .where(
      and(
        eq(logEntries.tenantId, tenantId),
        sql`${logEntries.number} > ${newer.through}::bigint and ${logEntries.number} <= ${through}::bigint`,
      ),
    )
    .orderBy(asc(logEntries.number))
    .limit(entriesAtOnce)
    .as('entries')
  const limit = question.limit - newer.found.length
  const rows = await tx
    .select(eventColumns)
    .from(entries)
    .innerJoin(
      events,
      and(eq(events.tenantId, tenantId), eq(events.occurredAt, entries.occurredAt), eq(events.number, entries.number)),
    )
    .where(conditionsOf(scope, question))
    .orderBy(asc(events.number))
    .limit(limit)
  newer.found.push(...rows.map(foundOf))
  newer.through = rows.length === limit ? (rows.at(-1)?.number ?? through) : through
}
