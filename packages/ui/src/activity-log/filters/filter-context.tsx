import type { EventFilter, Query, QueryKey } from '@daybook/core/query'
import { excluding } from '@daybook/core/query'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { onlyValue, withWord } from './query-change.ts'
import { type LogFilter, useLogFilterState } from './use-log-filter.ts'
import { ValueActionIcons } from './value-icons.tsx'

const FilterContext = createContext<LogFilter | null>(null)

export interface FilterProviderProps {
  filter: EventFilter
  /** Where the log is, for pages that are not the log itself (one event's own page). */
  logPath?: string
  children: ReactNode
}

/** Around everything on a page that shows or changes what is asked of the log: the filters, the rows, the details. */
export function FilterProvider({ filter, logPath, children }: FilterProviderProps) {
  const state = useLogFilterState(filter, logPath ?? null)
  return (
    <FilterContext.Provider value={state}>
      <ValueActionIcons />
      {children}
    </FilterContext.Provider>
  )
}

/** @throws Error outside a `FilterProvider`. */
export function useLogFilter(): LogFilter {
  const state = useContext(FilterContext)
  if (!state) throw new Error('useLogFilter needs a FilterProvider around it')
  return state
}

/** Changes to what is asked, at once and on any width. Each is a step that the back button takes back. */
export interface QueryEdit {
  query: Query
  /** Asks for this value and no other of its key. */
  include: (key: QueryKey, value: string) => void
  /** Leaves this value out, beside what already is. */
  exclude: (key: QueryKey, value: string) => void
  /** Asks for a text, beside what is asked already. */
  word: (text: string) => void
  replace: (query: Query) => void
  /** The address of a query, for links. */
  hrefOf: (query: Query) => string
}

/** Null where there is no log to ask: values are then shown without their actions. */
export function useQueryEdit(): QueryEdit | null {
  const state = useContext(FilterContext)
  return useMemo(() => state && editOf(state), [state])
}

function editOf({ query, ask, hrefAsking }: LogFilter): QueryEdit {
  const replace = (next: Query) => ask(next, { now: true })
  return {
    query,
    include: (key, value) => replace(onlyValue(query, key, value)),
    exclude: (key, value) => replace(excluding(query, key, value)),
    word: (text) => replace(withWord(query, text)),
    replace,
    hrefOf: hrefAsking,
  }
}
