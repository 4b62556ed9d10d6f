import { cx } from 'class-variance-authority'
import { ChevronDown, Search } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Disclosure } from '../shell/disclosure.tsx'
import { useHydrated } from '../shell/use-hydrated.ts'
import { countWords } from '../time/words.ts'

export interface FilterOption<Value extends string> {
  value: Value
  /** What is searched, and said. */
  text: string
  shown: ReactNode
  count?: number
}

export interface FilterListProps<Value extends string> {
  label: string
  /** The form field's name: the filter's key. */
  name: string
  options: FilterOption<Value>[]
  chosen: readonly Value[]
  onChange: (values: Value[] | undefined) => void
  wide?: boolean
}

const searchFrom = 9
const optionsShown = 60

/** A list to choose several from, with counts where they are known. Chosen ones come first and never disappear. */
export function FilterList<Value extends string>(props: FilterListProps<Value>) {
  const { label, name, options, chosen, onChange, wide = false } = props
  const [wanted, setWanted] = useState('')
  const hydrated = useHydrated()

  const needle = wanted.trim().toLowerCase()
  const matching = needle ? options.filter((option) => option.text.toLowerCase().includes(needle)) : options
  const shown = hydrated ? matching.slice(0, optionsShown) : options
  const toggle = (value: Value, on: boolean) => {
    const next = on ? [...chosen, value] : chosen.filter((other) => other !== value)
    onChange(next.length > 0 ? next : undefined)
  }

  return (
    <Disclosure
      name="filters"
      className="filter"
      labelClass={cx('filter-button', chosen.length > 0 && 'filter-button-active')}
      panelClass={cx('filter-panel', wide ? 'md:w-96' : 'md:w-72')}
      label={
        <>
          {label}
          {chosen.length > 0 ? <span className="filter-count">{chosen.length}</span> : null}
          <ChevronDown aria-hidden="true" />
        </>
      }
    >
      {hydrated && options.length >= searchFrom ? (
        <div className="filter-search">
          <Search aria-hidden="true" />
          <input
            type="search"
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
            placeholder={`Find in ${countWords(options.length)}`}
            aria-label={`Find in ${label.toLowerCase()}`}
            autoComplete="off"
          />
        </div>
      ) : null}
      <fieldset className="filter-options">
        <legend className="sr-only">{label}</legend>
        {shown.map((option) => (
          <label key={option.value} className="filter-option">
            <input
              type="checkbox"
              name={name}
              value={option.value}
              checked={chosen.includes(option.value)}
              onChange={(event) => toggle(option.value, event.target.checked)}
            />
            <span className="min-w-0 grow">{option.shown}</span>
            {option.count === undefined ? null : (
              <span className="text-meta text-muted-foreground tabular-nums">{countWords(option.count)}</span>
            )}
          </label>
        ))}
        {shown.length === 0 ? <p className="px-2 py-3 text-muted-foreground text-table">Nothing matches.</p> : null}
        {matching.length > shown.length ? (
          <p className="px-2 py-1.5 text-meta text-muted-foreground">
            {countWords(matching.length - shown.length)} more. Type to find one.
          </p>
        ) : null}
      </fieldset>
    </Disclosure>
  )
}

/** Puts the chosen values first, and adds those that the list does not know (an aged link). */
export function chosenFirst<Value extends string>(
  options: FilterOption<Value>[],
  chosen: readonly Value[],
  unknown: (value: Value) => FilterOption<Value>,
): FilterOption<Value>[] {
  const known = new Map(options.map((option) => [option.value, option]))
  const first = chosen.map((value) => known.get(value) ?? unknown(value))
  return [...first, ...options.filter((option) => !chosen.includes(option.value))]
}
