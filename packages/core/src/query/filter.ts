import { isRangeBound, type RangePreset, rangeBoundHint, rangePresets } from './date-range.ts'
import { queryKeyNames } from './query-keys.ts'
import { fittingQuery, parseQuery, printQuery, type Query, quote } from './query-text.ts'

export const pageSizes = [10, 20, 25, 50, 100] as const
export const pageSizeDefault = 20

/**
 * Which events a reader asks for: a range of time and a text of the query language. Times are ISO 8601 instants or
 * calendar dates in the reader's zone; `to` is exclusive as an instant, inclusive as a date.
 */
export interface EventFilter {
  range?: RangePreset | undefined
  from?: string | undefined
  to?: string | undefined
  /** The query language, as `printQuery` writes it. */
  q?: string | undefined
  /** The looks at the log itself are shown unless this is `hide`. */
  access?: 'show' | 'hide' | undefined
}

export interface FilterProblem {
  key: string
  message: string
}

/** What the text of a filter asks for. */
export function queryOf(filter: EventFilter): Query {
  return parseQuery(filter.q ?? '').query
}

/** The filter with another query: with as much of it as fits (`fittingQuery`). */
export function withQuery(filter: EventFilter, query: Query): EventFilter {
  const { q: _before, ...rest } = filter
  const q = printQuery(fittingQuery(query))
  return q === '' ? rest : { ...rest, q }
}

/**
 * Reads a filter from an address. Keys of the language may also be parameters of their own (`?outcome=failure`). A part
 * that cannot be used is left out and named in `problems`, so that a mistyped or aged link still shows the rest.
 */
export function filterFromSearch(search: URLSearchParams): { filter: EventFilter; problems: FilterProblem[] } {
  const problems: FilterProblem[] = []
  const one = <T extends string>(key: string, isValue: (value: string) => value is T): T | undefined => {
    const value = search.get(key)?.trim()
    if (!value) return undefined
    if (isValue(value)) return value
    problems.push({ key, message: `“${value.slice(0, 80)}” is not a value of ${key}.${hints[key] ?? ''}` })
    return undefined
  }
  const range = one('range', isRange)
  const from = one('from', isBound)
  const to = one('to', isBound)
  const access = one('access', isAccess)

  // As if they had been typed: there is one reading of a query, and one list of what is wrong with it.
  const asKeys = queryKeyNames.flatMap((key) =>
    search
      .getAll(key)
      .filter((value) => value.trim() !== '')
      .map((value) => `${key}:${quote(value)}`),
  )
  // Each text by itself: a quotation that is still being typed ends with its own.
  const typed = search.getAll('q').map(parseQuery)
  const { query, problems: together } = parseQuery(
    [...typed.map((each) => printQuery(each.query)), ...asKeys].join(' '),
  )
  const inText = [...typed.flatMap((each) => each.problems), ...together]
  problems.push(...inText.map(({ message }) => ({ key: 'q', message })))

  const filter: EventFilter = {
    ...(range && { range }),
    ...(from && { from }),
    ...(to && { to }),
    ...(access === 'hide' && { access }),
  }
  return { filter: withQuery(filter, query), problems }
}

const hints: Record<string, string> = { from: ` ${rangeBoundHint}`, to: ` ${rangeBoundHint}` }

function isRange(text: string): text is RangePreset {
  return rangePresets.some((preset) => preset === text)
}

function isBound(text: string): text is string {
  return isRangeBound(text)
}

function isAccess(text: string): text is 'show' | 'hide' {
  return text === 'show' || text === 'hide'
}

/** The shortest address that says the same; reading it back gives an equal filter. Keys in a fixed order. */
export function filterToSearch(filter: EventFilter): URLSearchParams {
  const search = new URLSearchParams()
  for (const key of ['range', 'from', 'to', 'q', 'access'] as const) {
    const value = filter[key]
    if (value && value !== 'show') search.set(key, value)
  }
  return search
}
