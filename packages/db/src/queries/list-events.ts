import { type Sort, sortDefault } from '@daybook/core/query'
import type { SQL } from 'drizzle-orm'
import type { Executor, Transaction } from '../client.ts'
import { events } from '../schema/index.ts'
import type { Scope } from '../scope.ts'
import { all, asksForNothing, conditionsOf, type EventQuestion, timeMax, timeMin, upToCondition } from './conditions.ts'
import { type Deadline, deadlineIn, type Patience, patienceDefault, planFor, untilDeadline } from './deadline.ts'
import { findPositions, type SearchLimits, searchLimits, type TimelinePosition } from './find-positions.ts'
import { eventColumns, type FoundEvent, foundOf, readPositions } from './found-event.ts'
import { listSorted, type SortPosition } from './list-sorted.ts'
import { betweenOf, earlier, narrowed } from './range.ts'
import type { Between } from './stretches.ts'
import { behind, endOfProbe, probeTimeline, type TimelinePart, timeOrder } from './timeline.ts'
import { tokenCondition } from './tokens.ts'

/** An event of a page, and where to read on behind it. */
export interface ListedEvent extends FoundEvent {
  position: SortPosition
}

export interface PageQuestion extends EventQuestion {
  /** The highest number of the view, so that what arrives while somebody reads on does not shift their pages. */
  upTo: number
  /** Newest first unless said otherwise. */
  sort?: Sort | undefined
  after?: SortPosition | undefined
  limit: number
  /** How long it may take. */
  deadline?: Patience | undefined
}

export interface EventList {
  found: ListedEvent[]
  /**
   * Set when time ran out: `found` are all matches before this position of the timeline, and a question that begins
   * `after` it goes on from there.
   */
  searchedTo: SortPosition | null
}

/**
 * A page of a log: by time and number, or by something else and then by time. What is common fills a page from the next
 * events of the timeline; what is rarer is found through an index, month by month.
 *
 * @throws TooSlowError when another order than by time takes longer than there is time for.
 */
export async function listEvents(
  db: Executor,
  scope: Scope,
  question: PageQuestion,
  limits: SearchLimits = searchLimits,
): Promise<EventList> {
  const conditions = conditionsOf(scope, question)
  const { sort = sortDefault } = question
  const deadline = deadlineIn(question.deadline ?? patienceDefault)
  if (asksForNothing(conditions)) return { found: [], searchedTo: null }
  if (sort !== 'time' && sort !== '-time')
    return { found: await listSorted(db, scope, { ...question, sort, conditions }, deadline), searchedTo: null }

  const oldestFirst = sort === 'time'
  const progress: Progress = { found: [], positions: [], searchedTo: question.after ?? null }
  const complete = await untilDeadline(db, deadline, async (tx) => {
    await searchTimeline(tx, { scope, question, conditions, deadline, limits, oldestFirst }, progress)
    return true
  })
  // A handful of rows by their key: what was found is worth the moment it takes.
  const more = await readPositions(db, scope.tenantIds[0], progress.positions)
  const searchedTo = complete ? null : (progress.searchedTo ?? startOf(oldestFirst))
  return { found: [...progress.found, ...more].map(listed), searchedTo: searchedTo && { ...searchedTo, key: null } }
}

interface Search {
  scope: Scope
  question: PageQuestion
  conditions: SQL
  deadline: Deadline
  limits: SearchLimits
  oldestFirst: boolean
}

/** What a search has come to, whenever it is stopped. */
interface Progress {
  found: FoundEvent[]
  /** Further matches, of which only the position is known yet. */
  positions: readonly TimelinePosition[]
  /** All matches before this one are among the above; null before the first step. */
  searchedTo: TimelinePosition | null
}

/** Where an index can help, this part of a probe is looked at first. */
const glanceShare = 0.2
/** So much more than needed by the share of matches so far: they are not spread evenly. */
const spare = 1.5

/** Most rows looked at in one step where no index can help. */
const rowsMax = 50_000

async function searchTimeline(tx: Transaction, search: Search, progress: Progress): Promise<void> {
  const { scope, question, conditions, deadline, limits, oldestFirst } = search
  const [tenantId, ...others] = scope.tenantIds
  if (others.length > 0) {
    progress.found = await readLogs(tx, search)
    return
  }
  const between = await betweenOf(tx, scope, question)
  const indexed = tokenCondition(tenantId, question, scope)
  // A first glance tells how much there is: what is rare is not worth walking along the timeline for.
  let rows = indexed === null ? limits.probe : Math.ceil(limits.probe * glanceShare)
  for (;;) {
    const after = progress.searchedTo ?? undefined
    const part: TimelinePart = { tenantId, between, upTo: question.upTo, after, oldestFirst }
    await planFor(tx, deadline, 'any')
    const limit = question.limit - progress.found.length
    const matches = await probeTimeline(tx, part, { conditions, rows, limit })
    progress.found.push(...matches)
    progress.searchedTo = positionOf(matches.at(-1)) ?? progress.searchedTo
    if (matches.length === limit) return
    const end = await endOfProbe(tx, part, rows)
    if (end === null) return
    progress.searchedTo = end
    if (indexed === null) rows = Math.min(rows * 2, rowsMax)
    else {
      const share = matches.length / rows
      const needed = share > 0 ? ((question.limit - progress.found.length) / share) * spare : Number.POSITIVE_INFINITY
      if (needed > limits.probe) break
      rows = Math.ceil(needed)
    }
  }
  await searchIndex(tx, search, progress, { between, indexed })
}

async function searchIndex(
  tx: Transaction,
  { scope, question, conditions, deadline, limits, oldestFirst }: Search,
  progress: Progress,
  { between, indexed }: { between: Between; indexed: SQL },
): Promise<void> {
  const after = progress.searchedTo ?? undefined
  progress.positions = await findPositions(
    tx,
    {
      ...{ tenantId: scope.tenantIds[0], deadline, oldestFirst, indexed },
      conditions: all(conditions, upToCondition(question.upTo), behind(after, oldestFirst)),
      between: after ? narrowed(between, after, oldestFirst) : between,
      limit: question.limit - progress.found.length,
      onProgress(positions, { from, to }) {
        progress.positions = [...positions]
        // Numbers begin with 1, so nothing at that moment stands before this position, or at it.
        progress.searchedTo = { occurredAt: oldestFirst ? earlier(to, new Date(timeMax)) : from, number: 0 }
      },
    },
    limits,
  )
}

/** Several logs together are left to the planner. */
async function readLogs(tx: Transaction, { question, conditions, oldestFirst }: Search): Promise<FoundEvent[]> {
  const rows = await tx
    .select(eventColumns)
    .from(events)
    .where(all(conditions, upToCondition(question.upTo), behind(question.after, oldestFirst)))
    .orderBy(...timeOrder(oldestFirst))
    .limit(question.limit)
  return rows.map(foundOf)
}

/** Before everything: where a search stands that had no time for a single step. */
function startOf(oldestFirst: boolean): TimelinePosition {
  return oldestFirst
    ? { occurredAt: new Date(timeMin), number: 0 }
    : { occurredAt: new Date(timeMax), number: Number.MAX_SAFE_INTEGER }
}

function positionOf(found: FoundEvent | undefined): TimelinePosition | undefined {
  return found && { occurredAt: new Date(found.event.occurredAt), number: found.number }
}

function listed(found: FoundEvent): ListedEvent {
  return { ...found, position: { occurredAt: new Date(found.event.occurredAt), number: found.number, key: null } }
}
