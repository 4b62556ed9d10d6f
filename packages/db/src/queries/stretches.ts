import { and, asc, desc, eq, type SQL } from 'drizzle-orm'
import type { Transaction } from '../client.ts'
import { events } from '../schema/index.ts'
import { timeConditions } from './conditions.ts'
import { type Deadline, planFor } from './deadline.ts'

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
  let { to } = walk.between
  for (;;) {
    const newest = await nextEvent(tx, walk, { from: walk.between.from, to })
    if (newest === null) return
    const start = new Date(Date.UTC(newest.getUTCFullYear(), newest.getUTCMonth(), 1))
    const from = walk.between.from && walk.between.from > start ? walk.between.from : start
    yield { from, to: new Date(newest.getTime() + 1) }
    to = from
  }
}

async function* monthsUp(tx: Transaction, walk: Walk): AsyncGenerator<Stretch> {
  let { from } = walk.between
  for (;;) {
    const oldest = await nextEvent(tx, walk, { from, to: walk.between.to })
    if (oldest === null) return
    const end = new Date(Date.UTC(oldest.getUTCFullYear(), oldest.getUTCMonth() + 1, 1))
    const to = walk.between.to && walk.between.to < end ? walk.between.to : end
    yield { from: oldest, to }
    from = to
  }
}

/** The time of the newest event in a stretch, or of the oldest where the walk goes upwards. */
async function nextEvent(tx: Transaction, walk: Walk, between: Between): Promise<Date | null> {
  // The timeline answers this at once, but only as an index scan.
  await planFor(tx, walk.deadline, 'any')
  const order = walk.oldestFirst ? asc : desc
  const [row] = await tx
    .select({ occurredAt: events.occurredAt })
    .from(events)
    .where(and(eq(events.tenantId, walk.tenantId), ...timeConditions(between)))
    .orderBy(order(events.occurredAt), order(events.number))
    .limit(1)
  return row?.occurredAt ?? null
}
