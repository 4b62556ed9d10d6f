import type { QueryKey } from '@daybook/core/query'
import { queryKeys } from '@daybook/core/query'
import { Link } from '@remix-run/react'
import { cx } from 'class-variance-authority'
import { Check, ChevronDown, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Disclosure } from '../../shell/disclosure.tsx'
import { useHydrated } from '../../shell/use-hydrated.ts'
import { countWords } from '../../time/words.ts'
import { useLogFilter } from './filter-context.tsx'
import { type ListedOption, stateOf } from './list-options.ts'
import { onlyValue, toggledValue } from './query-change.ts'

interface FilterListProps {
  queryKey: QueryKey
  label: string
  /** How many values are chosen or left out. */
  active: number
  wide?: boolean
  onOpen?: () => void
  children: ReactNode
}

/** The id of the part that holds the lists on narrow screens. */
export const filterSheetId = 'log-filters'

/** A button with the list of a key's values under it. */
export function FilterList({ queryKey, label, active, wide = false, onOpen, children }: FilterListProps) {
  return (
    <Disclosure
      name="filters"
      className={`filter filter-list-${queryKey}`}
      labelClass={cx('filter-button', active > 0 && 'filter-button-active')}
      panelClass={cx('filter-panel', wide ? 'md:w-100' : 'md:w-80')}
      onOpen={onOpen}
      label={
        <>
          {label}
          {active > 0 ? <span className="filter-count">{active}</span> : null}
          <ChevronDown aria-hidden="true" className={active > 0 ? 'md:hidden' : undefined} />
        </>
      }
    >
      {children}
    </Disclosure>
  )
}

/** Opens the list of a key (or `date`) from elsewhere on the page, in the sheet where there is one. */
export function openFilterList(key: string) {
  const details = document.querySelector<HTMLDetailsElement>(`details.filter-list-${key}`)
  if (!details) {
    document.getElementById('log-search')?.focus()
    return
  }
  const sheet = details.closest<HTMLElement>(`#${filterSheetId}`)
  if (sheet && getComputedStyle(sheet).display === 'none') sheet.showPopover()
  details.open = true
  details.querySelector<HTMLElement>('.disclosure-panel :is(input, button, a[href])')?.focus()
}

interface OptionListProps {
  queryKey: QueryKey
  options: ListedOption[]
}

/** The values, each to be chosen, to be the only one, or to be left out. Before scripts: links that do the same. */
export function OptionList({ queryKey, options }: OptionListProps) {
  const { label } = queryKeys[queryKey]
  return (
    <fieldset className="filter-options">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <OptionRow key={option.value} queryKey={queryKey} option={option} />
      ))}
    </fieldset>
  )
}

function OptionRow({ queryKey, option }: { queryKey: QueryKey; option: ListedOption }) {
  const { query, ask, hrefAsking } = useLogFilter()
  const hydrated = useHydrated()
  const { value, shown, text, count } = option
  const state = stateOf(query, queryKey, value)
  const chosen = toggledValue(query, queryKey, value, state !== 'in')
  const out = toggledValue(query, queryKey, value, state !== 'out', true)
  const inside = (
    <>
      <span className="min-w-0 grow">{shown}</span>
      {count === undefined ? null : (
        <span className={cx('filter-option-count', count === 0 && 'opacity-60')}>{countWords(count)}</span>
      )}
    </>
  )

  if (!hydrated) {
    return (
      <Link to={hrefAsking(chosen)} className="filter-option" data-state={state}>
        <span aria-hidden="true" className="filter-option-box">
          {state === 'in' ? <Check /> : state === 'out' ? <Minus /> : null}
        </span>
        {inside}
      </Link>
    )
  }
  return (
    <div className="filter-option-row" data-state={state}>
      <label className="filter-option">
        <input
          type="checkbox"
          checked={state === 'in'}
          aria-label={state === 'out' ? `${text}, left out` : text}
          onChange={() => ask(chosen)}
        />
        {inside}
      </label>
      <span className="filter-option-acts">
        <button
          type="button"
          className="filter-option-act"
          aria-label={`Only ${text}`}
          onClick={() => ask(onlyValue(query, queryKey, value))}
        >
          only
        </button>
        <button
          type="button"
          className="filter-option-act"
          aria-label={`Leave out ${text}`}
          aria-pressed={state === 'out'}
          onClick={() => ask(out)}
        >
          {state === 'out' ? 'left out' : 'leave out'}
        </button>
      </span>
    </div>
  )
}
