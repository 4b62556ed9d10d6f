import { type EventFilter, eventFilterSchema, filterFromSearch, filterToSearch } from '@daybook/core/query'

const filterKeys = new Set(Object.keys(eventFilterSchema.shape))

/**
 * What an address says besides the filter (which tenant, how many per page). A page's cursor is left out: it belongs to
 * the filter it was made for.
 */
export function otherParameters(search: URLSearchParams): [string, string][] {
  return [...search].filter(([key]) => !filterKeys.has(key) && key !== 'cursor')
}

/** The query part of the address that shows `filter` and is otherwise like `search`. */
export function addressOf(filter: EventFilter, search: URLSearchParams): string {
  const next = new URLSearchParams([...otherParameters(search), ...filterToSearch(filter)])
  return `?${next}`
}

export function withParameter(search: URLSearchParams, key: string, value: string | null): string {
  const next = new URLSearchParams(search)
  next.delete('cursor')
  if (value === null) next.delete(key)
  else next.set(key, value)
  return `?${next}`
}

export function filterOfAddress(search: string): EventFilter {
  return filterFromSearch(new URLSearchParams(search)).filter
}

/** The filter without its empty parts, so that equal filters are equal texts. */
export function cleanFilter(filter: EventFilter): EventFilter {
  return filterFromSearch(filterToSearch(filter)).filter
}

/** The address of one event's own page, keeping whose log it is. */
export function eventAddress(logPath: string, number: number, search: URLSearchParams): string {
  const kept = new URLSearchParams(otherParameters(search).filter(([key]) => key === 'tenant' || key === 'client'))
  const query = String(kept)
  return `${logPath.replace(/\/$/, '')}/${number}${query ? `?${query}` : ''}`
}
