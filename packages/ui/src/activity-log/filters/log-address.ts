import { type EventFilter, filterFromSearch, filterToSearch, queryKeyNames } from '@daybook/core/query'

const filterKeys = new Set<string>(['range', 'from', 'to', 'q', 'access', ...queryKeyNames])

/**
 * What an address says besides the filter (which tenant, how many per page). A page's cursor is left out: it belongs to
 * the filter it was made for.
 */
export function otherParameters(search: URLSearchParams): [string, string][] {
  return [...search].filter(([key]) => !filterKeys.has(key) && key !== 'cursor' && key !== 'row')
}

/** The query part of the address that shows `filter` and is otherwise like `search`. */
export function addressOf(filter: EventFilter, search: URLSearchParams): string {
  const next = new URLSearchParams([...otherParameters(search), ...filterToSearch(filter)])
  return `?${next}`
}

export function filterOfAddress(search: string): EventFilter {
  return filterFromSearch(new URLSearchParams(search)).filter
}

/**
 * What stands in the search box: the text as it was written, mistakes included. Where keys are parameters of their own
 * (`?outcome=failure`), the one spelling of all of it.
 */
export function textOfAddress(search: URLSearchParams): string {
  const written = search.getAll('q')
  if (written.length < 2 && !queryKeyNames.some((key) => search.has(key))) return written[0]?.trim() ?? ''
  return filterFromSearch(search).filter.q ?? ''
}

/** The filter without its empty parts, so that equal filters are equal texts. */
export function cleanFilter(filter: EventFilter): EventFilter {
  return filterFromSearch(filterToSearch(filter)).filter
}

export function sameFilter(one: EventFilter, other: EventFilter): boolean {
  return String(filterToSearch(cleanFilter(one))) === String(filterToSearch(cleanFilter(other)))
}

/** The address of one event's own page, keeping whose log it is. */
export function eventAddress(logPath: string, number: number, search: URLSearchParams): string {
  const kept = new URLSearchParams(otherParameters(search).filter(([key]) => key === 'tenant' || key === 'client'))
  const query = String(kept)
  return `${logPath.replace(/\/$/, '')}/${number}${query ? `?${query}` : ''}`
}
