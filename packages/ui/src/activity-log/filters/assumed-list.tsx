import { queryKeys, valuesOf } from '@daybook/core/query'
import { Link } from '@remix-run/react'
import { useHydrated } from '../../shell/use-hydrated.ts'
import { useLogFilter } from './filter-context.tsx'
import { FilterList } from './filter-list.tsx'
import { activeValues } from './list-options.ts'
import { replacedKey } from './query-change.ts'

const choices = [
  { value: null, label: 'All events' },
  { value: 'yes', label: 'Done under an assumed identity' },
  { value: 'no', label: 'Done as oneself' },
] as const

/** Whether somebody acted as somebody else. */
export function AssumedList() {
  const { query, ask, hrefAsking } = useLogFilter()
  const hydrated = useHydrated()
  const chosen = valuesOf(query, 'assumed')[0] ?? null
  return (
    <FilterList queryKey="assumed" label="Assumed" active={activeValues(query, 'assumed')}>
      <fieldset className="filter-options">
        <legend className="sr-only">{queryKeys.assumed.label}</legend>
        {choices.map(({ value, label }) =>
          hydrated ? (
            <label key={label} className="filter-option">
              <input
                type="radio"
                name="assumed-choice"
                form="none"
                checked={chosen === value}
                onChange={() => ask(replacedKey(query, 'assumed', value))}
              />
              {label}
            </label>
          ) : (
            <Link key={label} to={hrefAsking(replacedKey(query, 'assumed', value))} className="filter-option">
              {label}
            </Link>
          ),
        )}
      </fieldset>
    </FilterList>
  )
}
