import { isSort, positiveNumberOf, type Sort, type SortKey, sortDefault } from '@daybook/core/query'
import {
  columnsDefault,
  columnsFromCookie,
  type Density,
  densityDefault,
  isDensity,
  type LogColumn,
  readColumns,
  sameColumns,
} from './columns.ts'

/** How a log is looked at: everything of its address that does not choose events. */
export interface ViewOfAddress {
  sort: Sort
  /** Null: the address does not say. */
  columns: LogColumn[] | null
  density: Density | null
  /** The number of the event in the side panel. */
  event: number | null
  live: boolean
  utc: boolean
  /** The place of the first row in the whole result, from 1. */
  firstRow: number
}

export function viewOfAddress(search: URLSearchParams): ViewOfAddress {
  const sort = search.get('sort') ?? ''
  const density = search.get('density') ?? ''
  return {
    sort: isSort(sort) ? sort : sortDefault,
    columns: readColumns(search.getAll('cols').flatMap((names) => names.split(','))),
    density: isDensity(density) ? density : null,
    event: positiveNumberOf(search.get('event')),
    live: search.get('live') === '1',
    utc: search.get('tz') === 'utc',
    firstRow: (search.has('cursor') ? positiveNumberOf(search.get('row')) : null) ?? 1,
  }
}

/** Parts of the address that only say how to look: changing them asks for no other events. */
const looks = new Set(['event', 'live', 'tz', 'cols', 'density', 'row', 'view'])

/**
 * Whether going from one address of a log to another needs its events read again, for the loaders' `shouldRevalidate`.
 * Reading again is looking again: it is recorded, and pages loaded since would be gone.
 */
export function readsAgain(current: URL, next: URL): boolean {
  return current.pathname !== next.pathname || question(current) !== question(next)
}

function question({ searchParams }: URL): string {
  return String(new URLSearchParams([...searchParams].filter(([key]) => !looks.has(key))))
}

/** The address with other values of some parameters; null takes one out. A page's cursor stays. */
export function withLook(search: URLSearchParams, part: Record<string, string | number | null>): string {
  const next = new URLSearchParams(search)
  for (const [key, value] of Object.entries(part)) {
    if (value === null) next.delete(key)
    else next.set(key, String(value))
  }
  return `?${readable(next)}`
}

export function sortAddress(search: URLSearchParams, sort: Sort): string {
  return withLook(search, { sort: sort === sortDefault ? null : sort, cursor: null, row: null })
}

/** The page at a cursor; `first` is the first one. `row` is the place of its first row in the whole result. */
export function pageAddress(search: URLSearchParams, cursor: string, row: number): string {
  if (cursor === 'first') return withLook(search, { cursor: null, row: null, event: null })
  return withLook(search, { cursor, row: Math.max(1, row), event: null })
}

export function columnsAddress(search: URLSearchParams, columns: readonly LogColumn[], density: Density): string {
  return withLook(search, {
    cols: sameColumns(columns, columnsDefault) ? null : columns.join(','),
    density: density === densityDefault ? null : density,
  })
}

/** Commas and the like need no escaping in the query of an address. */
function readable(search: URLSearchParams): string {
  return String(search).replaceAll('%2C', ',').replaceAll('%3A', ':')
}

/** What a press on a column's heading asks for: its usual direction first, then the other. */
export function nextSort(current: Sort, key: SortKey): Sort {
  const usual: Sort = key === 'time' ? '-time' : key
  if (current !== usual) return usual
  return usual.startsWith('-') ? key : `-${key}`
}

export function directionOf(sort: Sort, key: SortKey): 'ascending' | 'descending' | 'none' {
  if (sort === key) return 'ascending'
  return sort === `-${key}` ? 'descending' : 'none'
}

/** How a request asks the log to be laid out: as its address says, else as its cookie remembers. */
export function readLayout(
  search: URLSearchParams,
  cookies: string | null,
): { columns: LogColumn[]; density: Density } {
  const remembered = columnsFromCookie(cookies)
  const { columns, density } = viewOfAddress(search)
  return { columns: columns ?? remembered.columns, density: density ?? remembered.density }
}
