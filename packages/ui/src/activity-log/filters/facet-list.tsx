import { type FacetKey, type Query, queryKeys } from '@daybook/core/query'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { useHydrated } from '../../shell/use-hydrated.ts'
import { countWords } from '../../time/words.ts'
import { useLogFilter } from './filter-context.tsx'
import { FilterList, OptionList } from './filter-list.tsx'
import { knownValues, optionOf } from './known-values.tsx'
import { activeValues, listOptions, writtenValue } from './list-options.ts'
import { toggledValue } from './query-change.ts'
import { sinceWords } from './since-words.ts'
import { type LogView, useFacet } from './use-facet.ts'

interface FacetListProps {
  queryKey: FacetKey
  label?: string
  log: LogView
  /** Few values, in an order of their own. */
  steady?: boolean
  wide?: boolean
}

const searchFrom = 9

/** A key's values with their counts, which are asked for when the list is opened. */
export function FacetList({ queryKey, label = queryKeys[queryKey].label, log, steady = false, wide }: FacetListProps) {
  const { query } = useLogFilter()
  const [opened, setOpened] = useState<Query | null>(null)
  const [find, setFind] = useState('')
  return (
    <FilterList
      queryKey={queryKey}
      label={label}
      active={activeValues(query, queryKey)}
      wide={wide}
      onOpen={() => {
        setOpened(query)
        setFind('')
      }}
    >
      {opened ? (
        <CountedOptions
          queryKey={queryKey}
          log={log}
          query={query}
          opened={opened}
          steady={steady}
          find={find}
          onFind={setFind}
        />
      ) : (
        <PlainOptions queryKey={queryKey} query={query} />
      )}
    </FilterList>
  )
}

interface CountedOptionsProps {
  queryKey: FacetKey
  log: LogView
  query: Query
  opened: Query
  steady: boolean
  find: string
  onFind: (find: string) => void
}

function CountedOptions({ queryKey, log, query, opened, steady, find, onFind }: CountedOptionsProps) {
  const { facet, pending, distinct } = useFacet(queryKey, log, find)
  const known = knownValues(queryKey)
  const options = listOptions(queryKey, {
    query,
    opened,
    facet,
    known,
    steady,
    find,
    optionOf: (value, found) => optionOf(queryKey, value, log.names, found),
  })
  const written = options.length < searchFrom || queryKey === 'actor' ? writtenValue(queryKey, find) : null
  const many = (distinct ?? known.length) >= searchFrom || queryKey === 'ip'

  return (
    <>
      {many || find ? <FindBox queryKey={queryKey} distinct={distinct} value={find} onChange={onFind} /> : null}
      {pending && options.length === 0 ? <Waiting /> : null}
      {options.length > 0 ? <OptionList queryKey={queryKey} options={options} /> : null}
      {written ? <WrittenOption queryKey={queryKey} {...written} /> : null}
      {!pending && options.length === 0 && !written ? (
        <p className="filter-note">{find ? 'Nothing matches.' : 'No values among these events.'}</p>
      ) : null}
      {!pending && !facet ? <p className="filter-note">Counts are not available for this range.</p> : null}
      {facet && facet.distinct > facet.values.length && facet.values.length > 0 ? (
        <p className="filter-note">
          The {facet.values.length} most frequent of {countWords(facet.distinct)}. Type to find others.
        </p>
      ) : null}
      {facet?.since ? <p className="filter-note">{sinceWords(facet.since, log.zone)}</p> : null}
    </>
  )
}

interface FindBoxProps {
  queryKey: FacetKey
  distinct: number | null
  value: string
  onChange: (value: string) => void
}

const findHints: Partial<Record<FacetKey, string>> = { ip: 'Address or network: 203.0.113.0/24' }

function FindBox({ queryKey, distinct, value, onChange }: FindBoxProps) {
  const hint = findHints[queryKey] ?? (distinct === null ? 'Search' : `Search in ${countWords(distinct)} values`)
  return (
    <div className="filter-search">
      <Search aria-hidden="true" />
      <input
        type="search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        placeholder={hint}
        aria-label={`Search in ${queryKeys[queryKey].label}`}
        autoComplete="off"
        spellCheck={false}
      />
    </div>
  )
}

/** What was typed, where the list may not have it: a part of a name, a beginning, a network. */
function WrittenOption({ queryKey, value, words }: { queryKey: FacetKey; value: string; words: string }) {
  const { query, ask } = useLogFilter()
  return (
    <div className="filter-options filter-written">
      <button
        type="button"
        className="filter-option w-full text-left"
        onClick={() => ask(toggledValue(query, queryKey, value, true))}
      >
        <bdi className="min-w-0 wrap-anywhere">{words}</bdi>
      </button>
    </div>
  )
}

function Waiting() {
  return (
    <div className="filter-options" role="status">
      <span className="sr-only">Counting…</span>
      {['w-3/5', 'w-2/5', 'w-1/2', 'w-2/3'].map((width) => (
        <div key={width} aria-hidden="true" className="filter-option">
          <span className={`skeleton h-3 ${width}`} />
        </div>
      ))}
    </div>
  )
}

/** Before anybody opened it: what is known without counting, and a field that works without scripts. */
function PlainOptions({ queryKey, query }: { queryKey: FacetKey; query: Query }) {
  const hydrated = useHydrated()
  if (hydrated) return <Waiting />
  const known = knownValues(queryKey)
  const options = listOptions(queryKey, {
    query,
    opened: query,
    facet: null,
    known,
    steady: false,
    find: '',
    optionOf: (value) => optionOf(queryKey, value, new Map()),
  })
  const { label, hint } = queryKeys[queryKey]
  return (
    <>
      <OptionList queryKey={queryKey} options={options} />
      {known.length > 0 ? null : (
        <label className="grid gap-1 p-3 text-table">
          {label}
          <input name={queryKey} className="h-8 rounded-md border border-input bg-card px-2.5" />
          <span className="text-meta text-muted-foreground">{hint}</span>
        </label>
      )}
    </>
  )
}
