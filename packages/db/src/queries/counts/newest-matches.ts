import { and, desc, gte, inArray, lt, lte, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '../../client.ts'
import { events } from '../../schema/index.ts'
import type { Scope } from '../../scope.ts'
import { asksForNothing, conditionsOf, type EventQuestion } from '../conditions.ts'
import { deadlineIn, planFor, untilDeadline } from '../deadline.ts'
import type { Stretch } from '../stretches.ts'
import { tokenCondition } from '../tokens.ts'

export interface MatchLimits {
  /** Matches counted, about. */
  matches: number
  /** Milliseconds after which nothing further is begun. */
  ms: number
  /** Milliseconds of the first look, without which there is no answer at all. */
  firstMs: number
  /** Rows of the timeline that are looked at first. */
  probe: number
  /** Rows of the timeline that are looked at together. */
  rows: number
}

export const matchLimits: MatchLimits = { matches: 20_000, ms: 400, firstMs: 1000, probe: 4000, rows: 20_000 }

/** One of which so many rows of the timeline match is read along the timeline: an index would find no less. */
const denseShare = 0.05
/** Shorter stretches of time are not halved. */
const stretchMsMin = 60_000

export interface MatchQuestion extends EventQuestion {
  upTo: number
  /** Where to look. */
  range: Stretch
}

/** How many matches have a value, and the newest of them by number. */
export interface Tally {
  count: number
  last: number
}

export interface CountedMatches {
  /** By the name that was given to what was counted. */
  tallies: Record<string, Map<string, Tally>>
  /** Null when all matches were counted; otherwise all since this instant, and none before it. */
  since: Date | null
}

/**
 * Counts the newest matches by some of their values, back to where there are enough, or where time is up. What is
 * common is counted along the timeline; what is rarer is looked up, month by month and in shorter stretches where a
 * month holds too many.
 *
 * @param by what is counted, by name: expressions of a row of events, as text.
 * @returns null when even the first look took too long.
 */
export async function countMatches(
  db: Executor,
  scope: Scope,
  question: MatchQuestion,
  by: Record<string, SQL>,
  limits: MatchLimits = matchLimits,
): Promise<CountedMatches | null> {
  const names = Object.keys(by)
  const tallies = Object.fromEntries(names.map((name) => [name, new Map<string, Tally>()]))
  const parts = partsOf(scope, question, Object.values(by))
  const end = performance.now() + limits.ms
  const timeLeft = () => end - performance.now()
  let matches = 0
  let newest = question.range.to
  /** All before this is still to be counted. */
  let edge = question.range.to

  const add = ({ counted, total }: Counted) => {
    matches += total.matches
    for (const { index, value, count, last } of counted) {
      const tally = tallies[names[index] ?? '']
      const known = tally?.get(value)
      tally?.set(value, { count: (known?.count ?? 0) + count, last: Math.max(known?.last ?? 0, last) })
    }
  }
  const answer = (since: Date | null) => ({ tallies, since })
  if (asksForNothing(parts.conditions)) return answer(null)

  for (let rows = limits.probe, ms = limits.firstMs; ; ms = timeLeft()) {
    const [before, asked] = [edge, rows]
    const part = await untilDeadline(db, deadlineIn(ms), (tx) => countTimeline(tx, parts, { before, rows: asked }))
    if (part === null) return matches > 0 || edge < question.range.to ? answer(edge) : null
    add(part)
    if (part.total.rows < rows || part.total.oldest === null) return answer(null)
    if (newest === question.range.to) newest = part.total.newest ?? newest
    edge = part.total.oldest
    if (matches >= limits.matches || timeLeft() <= 0) return answer(edge)
    const share = part.total.matches / part.total.rows
    if (parts.indexed !== null && share < denseShare) break
    rows = Math.min(limits.rows, Math.max(limits.probe, Math.ceil((limits.matches - matches) / Math.max(share, 0.01))))
  }

  let reach = reachFor({ matches, ms: newest.getTime() - edge.getTime(), enough: limits.matches - matches })
  for (;;) {
    const month = await nextMonth(db, parts, edge)
    if (month === null) return answer(null)
    const [enough, length] = [limits.matches - matches, Math.min(reach, edge.getTime() - month.getTime())]
    if (enough <= 0) return answer(edge)
    const stretch = { from: new Date(edge.getTime() - length), to: edge }
    const deadline = deadlineIn(timeLeft())
    const part = await untilDeadline(db, deadline, async (tx) => {
      await planFor(tx, deadline, 'bitmaps')
      return countIndexed(tx, parts, stretch, enough)
    })
    if (part === null) return answer(edge)
    if (part.total.matches > enough) {
      if (length <= stretchMsMin) return answer(edge)
      reach = length / 2
      continue
    }
    add(part)
    edge = stretch.from
    reach = reachFor({ matches: part.total.matches, ms: length, enough: limits.matches - matches })
  }
}

/** How far back there are likely to be as many matches as are still wanted. */
function reachFor({ matches, ms, enough }: { matches: number; ms: number; enough: number }): number {
  return matches === 0 ? Number.POSITIVE_INFINITY : Math.ceil((ms * enough) / matches)
}

interface Parts {
  tenants: SQL | undefined
  upTo: SQL
  range: Stretch
  /** All that is asked but the range and the number. */
  conditions: SQL
  indexed: SQL | null
  by: readonly SQL[]
}

function partsOf(scope: Scope, question: MatchQuestion, by: readonly SQL[]): Parts {
  const { query, hideAccess, range, upTo } = question
  const [tenantId, ...others] = scope.tenantIds
  return {
    tenants: inArray(events.tenantId, [...scope.tenantIds]),
    upTo: lte(events.number, upTo),
    range,
    conditions: conditionsOf(scope, { query, hideAccess }),
    indexed: others.length === 0 ? tokenCondition(tenantId, { query }, scope) : null,
    by,
  }
}

interface Counted {
  counted: { index: number; value: string; count: number; last: number }[]
  total: { rows: number; matches: number; oldest: Date | null; newest: Date | null }
}

/** The newest rows before an instant, and all that are of the same instant as the last of them. */
async function countTimeline(db: Executor, parts: Parts, asked: { before: Date; rows: number }): Promise<Counted> {
  const { tenants, upTo, range, conditions } = parts
  const within = and(tenants, gte(events.occurredAt, range.from), lt(events.occurredAt, asked.before), upTo)
  return countRows(
    db,
    parts,
    sql`
      select ${events}.*, ${conditions} as matches from (
        select * from ${events} where ${within}
        order by ${events.occurredAt} desc fetch first ${asked.rows} rows with ties
      ) as ${events} offset 0`,
  )
}

/** The matches of a stretch of time by the search index; with more than `enough`, only that there are more. */
async function countIndexed(db: Executor, parts: Parts, { from, to }: Stretch, enough: number): Promise<Counted> {
  const { upTo, conditions, indexed } = parts
  const within = and(conditions, indexed ?? undefined, gte(events.occurredAt, from), lt(events.occurredAt, to), upTo)
  return countRows(db, parts, sql`select *, true as matches from ${events} where ${within} limit ${enough + 1}`)
}

async function countRows(db: Executor, { by }: Parts, rows: SQL): Promise<Counted> {
  const columns = by.map((_, index) => sql.raw(`by_${index}`))
  const values = sql.join(columns, sql`, `)
  const found = await db.execute<{
    bits: number
    value: string | null
    rows: number
    matches: number
    last: string | null
    oldest: string
    newest: string
  }>(sql`
    select grouping(${values}) as bits, coalesce(${values}) as value, count(*)::int as rows,
      (count(*) filter (where matches))::int as matches, max(number) filter (where matches) as last,
      extract(epoch from min(occurred_at)) * 1000 as oldest, extract(epoch from max(occurred_at)) * 1000 as newest
    from (
      select matches, number, occurred_at, ${sql.join(
        by.map((value, index) => sql`${value} as ${sql.raw(`by_${index}`)}`),
        sql`, `,
      )}
      from (${rows}) as ${events}
    ) as valued
    group by grouping sets ((), ${sql.join(
      columns.map((column) => sql`(${column})`),
      sql`, `,
    )})`)

  // A bit is set for each value that a row is not grouped by, the first value's is the highest.
  const all = 2 ** by.length - 1
  const indexOf = new Map(by.map((_, index) => [all - 2 ** (by.length - 1 - index), index]))
  const whole = found.find(({ bits }) => bits === all)
  return {
    total: {
      rows: whole?.rows ?? 0,
      matches: whole?.matches ?? 0,
      oldest: whole && whole.rows > 0 ? new Date(Number(whole.oldest)) : null,
      newest: whole && whole.rows > 0 ? new Date(Number(whole.newest)) : null,
    },
    counted: found.flatMap(({ bits, value, matches, last }) => {
      const index = indexOf.get(bits)
      return index === undefined || value === null || matches === 0
        ? []
        : [{ index, value, count: matches, last: Number(last) }]
    }),
  }
}

/** When the newest month begins that has events before an instant: months without any cost nothing. */
async function nextMonth(db: Executor, { tenants, range }: Parts, before: Date): Promise<Date | null> {
  const [newest] = await db
    .select({ at: events.occurredAt })
    .from(events)
    .where(and(tenants, gte(events.occurredAt, range.from), lt(events.occurredAt, before)))
    .orderBy(desc(events.occurredAt))
    .limit(1)
  if (!newest) return null
  const start = new Date(Date.UTC(newest.at.getUTCFullYear(), newest.at.getUTCMonth(), 1))
  return start > range.from ? start : range.from
}
