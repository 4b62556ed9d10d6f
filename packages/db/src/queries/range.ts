import { and, eq, sql } from 'drizzle-orm'
import type { Transaction } from '../client.ts'
import { logEntries } from '../schema/index.ts'
import type { Scope } from '../scope.ts'
import { type EventQuestion, timeMax, timeMin } from './conditions.ts'
import type { TimelinePosition } from './find-positions.ts'
import type { Between } from './stretches.ts'
import { readable } from './term-conditions.ts'

/** As many entries are read to learn in which time some numbers lie. */
const numbersMax = 100_000

/** The time in which the events of a question can lie: what is asked, within the scope. Null is open. */
export async function betweenOf(
  tx: Transaction,
  scope: Scope,
  question: EventQuestion & { upTo: number },
): Promise<Between> {
  const numbers = numbersOf(question)
  const known = numbers && (await timeOfNumbers(tx, scope.tenantIds[0], numbers))
  const parts: Between[] = [
    { from: scope.from, to: scope.to },
    { from: question.from ?? null, to: question.to ?? null },
  ]
  if (known) parts.push(known)
  return {
    from: parts.reduce<Date | null>(
      (latest, { from }) => (from && isInCalendar(from) ? later(from, latest) : latest),
      null,
    ),
    to: parts.reduce<Date | null>(
      (earliest, { to }) => (to && isInCalendar(to) ? earlier(to, earliest) : earliest),
      null,
    ),
  }
}

/** What is left of a range behind a position. The moment of the position itself stays in it. */
export function narrowed({ from, to }: Between, after: TimelinePosition, oldestFirst: boolean): Between {
  if (oldestFirst) return { from: later(after.occurredAt, from), to }
  return { from, to: earlier(new Date(after.occurredAt.getTime() + 1), to) }
}

export function earlier(one: Date, other: Date | null): Date {
  return other && other < one ? other : one
}

function later(one: Date, other: Date | null): Date {
  return other && other > one ? other : one
}

function isInCalendar(at: Date): boolean {
  return at.getTime() > timeMin && at.getTime() < timeMax
}

/** The lowest and highest number asked for, or null when they are not limited enough to look them up. */
function numbersOf({ query, upTo }: { query: EventQuestion['query']; upTo: number }) {
  const term = query.find((item) => item.kind === 'term' && item.key === 'number' && !item.not)
  const ranges = term?.kind === 'term' ? readable(term) : []
  if (ranges.length === 0) return null
  const ends = ranges.map((range) => {
    const [from = '', to = from] = range.split('..')
    return { from: Number(from || 1), to: Math.min(Number(to || upTo), upTo) }
  })
  const from = Math.min(...ends.map((end) => end.from))
  const to = Math.max(...ends.map((end) => end.to))
  return to - from < numbersMax ? { from, to } : null
}

/** Entries are in order of numbers, and know the times of their events. */
async function timeOfNumbers(tx: Transaction, tenantId: string, { from, to }: { from: number; to: number }) {
  const [row] = await tx
    .select({
      from: sql<string | null>`(extract(epoch from min(${logEntries.occurredAt})) * 1000)::bigint`,
      to: sql<string | null>`(extract(epoch from max(${logEntries.occurredAt})) * 1000)::bigint`,
    })
    .from(logEntries)
    .where(and(eq(logEntries.tenantId, tenantId), sql`${logEntries.number} between ${from}::bigint and ${to}::bigint`))
  if (!row || row.from === null || row.to === null) return { from: null, to: new Date(timeMin + 1) }
  return { from: new Date(Number(row.from)), to: new Date(Number(row.to) + 1) }
}
