import type { EventPage, EventRow, NewerEvents } from '@daybook/api/shared'
import type { Sort } from '@daybook/core/query'

/** The rows on screen and what is known of the rest. */
export interface EventList {
  rows: readonly EventRow[]
  /** Arrived, and held back until the reader asks for them. */
  waiting: readonly EventRow[]
  /** Numbers of rows that were put in by themselves, to mark them for a moment. */
  fresh: ReadonlySet<number>
  count: EventPage['count']
  level: EventPage['level']
  /** The look that everything opened from here belongs to. */
  look: string
  /** The same look, reaching up to the newest event known: what `newer` is asked with. */
  view: string
  nextCursor: string | null
  previousCursor: string | null
  searchedTo: string | null
}

export function listOf(page: EventPage): EventList {
  const { rows, count, level, view, nextCursor, previousCursor, searchedTo } = page
  return {
    rows,
    waiting: [],
    fresh: new Set(),
    count,
    level,
    look: view,
    view,
    nextCursor,
    previousCursor,
    searchedTo,
  }
}

/** The list with its next page behind it. */
export function withPage(list: EventList, page: EventPage): EventList {
  const known = numbersOf(list.rows)
  return {
    ...list,
    rows: [...list.rows, ...page.rows.filter(({ number }) => !known.has(number))],
    nextCursor: page.nextCursor,
    searchedTo: page.searchedTo,
  }
}

/**
 * Takes in what arrived. Events that belong behind the rows on screen are left to the next page, whose cursor now knows
 * of them; the others wait (`hold`) or are put where they belong.
 */
export function withNewer(list: EventList, newer: NewerEvents, { sort, hold }: { sort: Sort; hold: boolean }) {
  const known = numbersOf([...list.rows, ...list.waiting])
  const rows = newer.rows.filter(({ number }) => !known.has(number))
  const here = rows.filter((row) => isOnScreen(list, row, sort))
  const next: EventList = {
    ...list,
    waiting: [...list.waiting, ...here],
    count: added(list.count, rows.length - here.length),
    view: newer.view,
    nextCursor: list.nextCursor === null ? null : newer.nextCursor,
  }
  return { list: hold ? next : withWaiting(next, sort), arrived: here.length }
}

/** Puts in what waited. */
export function withWaiting(list: EventList, sort: Sort): EventList {
  if (list.waiting.length === 0) return list
  return {
    ...list,
    rows: [...list.rows, ...list.waiting].sort(orderOf(sort)),
    waiting: [],
    fresh: numbersOf(list.waiting),
    count: added(list.count, list.waiting.length),
  }
}

/** Only by time can a row's place be told without the server. */
export function canPlace(sort: Sort): boolean {
  return sort === '-time' || sort === 'time'
}

function orderOf(sort: Sort): (one: EventRow, other: EventRow) => number {
  const direction = sort === 'time' ? 1 : -1
  return (one, other) => {
    if (one.occurredAt !== other.occurredAt) return one.occurredAt < other.occurredAt ? -direction : direction
    return (one.number - other.number) * direction
  }
}

/** Whether a row belongs among those shown, or behind them where the next page will bring it. */
function isOnScreen(list: EventList, row: EventRow, sort: Sort): boolean {
  if (list.nextCursor === null || !canPlace(sort)) return true
  if (list.searchedTo !== null)
    return sort === 'time' ? row.occurredAt <= list.searchedTo : row.occurredAt >= list.searchedTo
  const last = list.rows.at(-1)
  return last !== undefined && orderOf(sort)(row, last) < 0
}

const countMax = 10_000

function added(count: EventList['count'], more: number): EventList['count'] {
  if (!count || count.capped || more === 0) return count
  const value = count.value + more
  return value > countMax ? { value: countMax, capped: true } : { value, capped: false }
}

function numbersOf(rows: readonly EventRow[]): Set<number> {
  return new Set(rows.map(({ number }) => number))
}
