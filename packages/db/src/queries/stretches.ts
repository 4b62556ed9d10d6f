import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '../client.ts'
import { events } from '../schema/index.ts'
import { timeConditions } from './conditions.ts'
import { type Deadline, planFor } from './deadline.ts'
import { instant } from './found-event.ts'

/** A stretch of time: `from` is in it, `to` is not. */
export interface Stretch {
  from: Date
  to: Date
}

/** Where to look; null is open. */
export interface Between {
  from: Date | null
  to: Date | null
}

/** The events of a stretch of time. */
export function withinStretch(stretch: Between): SQL | undefined {
  return and(...timeConditions(stretch))
}

export interface Walk {
  tenantId: string
  between: Between
  oldestFirst?: boolean
  deadline: Deadline
  /** Stretches of time no longer than this are not halved, milliseconds. */
  stretchMin: number
}

/** What a visit found: `done`; `full`, more than it could take at once; `enough`, nobody needs to look any further. */
export type Visited = 'done' | 'full' | 'enough'

/**
 * Visits the time in which a log has events, a month at most at a time, newest first unless said otherwise. A stretch
 * that is `full` is visited again in halves, the newer first; one that is `short` cannot be halved any more, and so its
 * visit has to take it as it is. Each step first looks for the next event there is: a log with one event of 1999 does
 * not cost three hundred empty months. Run it inside `untilDeadline`; a visit says with `planFor` how it wants its
 * statements planned.
 */
export async function walkStretches(
  tx: Transaction,
  walk: Walk,
  visit: (stretch: Stretch, short: boolean) => Promise<Visited>,
): Promise<void> {
  for await (const month of walk.oldestFirst ? monthsUp(tx, walk) : monthsDown(tx, walk)) {
    if ((await visitHalving(walk, month, visit)) === 'enough') return
  }
}

async function visitHalving(
  walk: Walk,
  stretch: Stretch,
  visit: (stretch: Stretch, short: boolean) => Promise<Visited>,
): Promise<'done' | 'enough'> {
  const length = stretch.to.getTime() - stretch.from.getTime()
  const short = length <= Math.max(walk.stretchMin, 1)
  const visited = await visit(stretch, short)
  if (visited !== 'full') return visited
  if (short) throw new Error('A stretch of time that cannot be halved was left unfinished.')

  const middle = new Date(stretch.from.getTime() + Math.floor(length / 2))
  const older = { from: stretch.from, to: middle }
  const newer = { from: middle, to: stretch.to }
  for (const half of walk.oldestFirst ? [older, newer] : [newer, older]) {
    if ((await visitHalving(walk, half, visit)) === 'enough') return 'enough'
  }
  return 'done'
}

async function* monthsDown(tx: Transaction, walk: Walk): AsyncGenerator<Stretch> {
  for await (const newest of eventsOfMonths(tx, walk)) {
    const start = new Date(Date.UTC(newest.getUTCFullYear(), newest.getUTCMonth(), 1))
    const from = walk.between.from && walk.between.from > start ? walk.between.from : start
    yield { from, to: new Date(newest.getTime() + 1) }
  }
}

async function* monthsUp(tx: Transaction, walk: Walk): AsyncGenerator<Stretch> {
  for await (const oldest of eventsOfMonths(tx, walk)) {
    const end = new Date(Date.UTC(oldest.getUTCFullYear(), oldest.getUTCMonth() + 1, 1))
    const to = walk.between.to && walk.between.to < end ? walk.between.to : end
    yield { from: oldest, to }
  }
}

/** Months that are looked up together, once the first of them held too little. */
const monthsAtOnce = 24

/** The time of the first event of each month that has one, in the order of the walk. */
async function* eventsOfMonths(tx: Transaction, walk: Walk): AsyncGenerator<Date> {
  let times = await readEventsOfMonths(tx, walk, 1)
  while (times.length > 0) {
    yield* times
    times = await readEventsOfMonths(tx, walk, monthsAtOnce, times.at(-1))
  }
}

async function readEventsOfMonths(tx: Transaction, walk: Walk, count: number, after?: Date): Promise<Date[]> {
  // The timeline answers each of these at once, but only as an index scan.
  await planFor(tx, walk.deadline, 'any')
  const order = walk.oldestFirst ? sql`asc` : sql`desc`
  const next = (beyond: SQL | undefined) => sql`
    select occurred_at from events
    where ${and(eq(events.tenantId, walk.tenantId), ...timeConditions(walk.between), beyond)}
    order by occurred_at ${order}, number ${order} limit 1`
  const monthOf = (time: SQL) => sql`date_trunc('month', ${time}, 'UTC')`
  const beyondMonth = (time: SQL) =>
    walk.oldestFirst ? sql`occurred_at >= ${monthOf(time)} + interval '1 month'` : sql`occurred_at < ${monthOf(time)}`
  const rows = await tx.execute<{ ms: string }>(sql`
    with recursive firsts (time) as (
      (${next(after && beyondMonth(instant(after)))})
      union all
      select (${next(beyondMonth(sql`firsts.time`))}) from firsts where firsts.time is not null
    )
    select (extract(epoch from time) * 1000)::bigint as ms from firsts where time is not null limit ${count}`)
  return rows.map(({ ms }) => new Date(Number(ms)))
}
