import type { EventFilter } from '@daybook/core/query'
import { queryOf } from '@daybook/core/query'
import { Link } from '@remix-run/react'
import { RotateCcw, X } from 'lucide-react'
import { buttonClass } from '../../shell/button.tsx'
import { useHydrated } from '../../shell/use-hydrated.ts'
import { chipWords, listed, type Names } from './chip-words.ts'
import { useLogFilter } from './filter-context.tsx'
import { openFilterList } from './filter-list.tsx'
import { isDated, isFiltered, type Reader, rangeWords } from './filter-words.ts'
import { withoutItem } from './query-change.ts'

interface FilterChipsProps {
  /** What the rows on screen answer to. */
  filter: EventFilter
  names: Names
  reader: Reader
}

/** What is asked, the other view of the text in the search box: each part can be taken out, or opened in its list. */
export function FilterChips({ filter, names, reader }: FilterChipsProps) {
  const { hrefOf, hrefAsking, resetHref } = useLogFilter()
  if (!isFiltered(filter)) return null
  const query = queryOf(filter)
  const { range: _range, from: _from, to: _to, ...anyTime } = filter

  return (
    <ul aria-label="Active filters" className="filter-chips">
      {isDated(filter) ? (
        <Chip label="Date" value={rangeWords(filter, reader)} list="date" without={hrefOf(anyTime)} />
      ) : null}
      {query.map((item) => {
        const { label, values, not, phrase } = chipWords(item, names)
        return (
          <Chip
            key={`${item.not ? '-' : ''}${item.kind === 'term' ? item.key : `"${item.text}"`}`}
            label={label}
            value={label ? listed(values) : (values[0] ?? '')}
            not={not}
            phrase={phrase}
            list={item.kind === 'term' ? item.key : null}
            without={hrefAsking(withoutItem(query, item))}
          />
        )
      })}
      {filter.access === 'hide' ? (
        <Chip label="Access events" value="hidden" list={null} without={hrefOf({ ...filter, access: undefined })} />
      ) : null}
      <li className="no-print">
        <Link to={resetHref} preventScrollReset className={buttonClass({ look: 'quiet', size: 'tiny' })}>
          <RotateCcw aria-hidden="true" className="scale-80" />
          Reset
        </Link>
      </li>
    </ul>
  )
}

interface ChipProps {
  label: string | null
  value: string
  not?: boolean
  phrase?: string
  /** The list that the chip's words open. */
  list: string | null
  without: string
}

function Chip({ label, value, not = false, phrase = `${label} ${value}`, list, without }: ChipProps) {
  const hydrated = useHydrated()
  const words = (
    <>
      {label ? <span className="filter-chip-label">{label}</span> : null}
      {not ? <span className="filter-chip-not">not</span> : null}
      <bdi className="truncate">{value}</bdi>
    </>
  )
  return (
    <li className="filter-chip" data-not={not ? '' : undefined}>
      {list && hydrated ? (
        <button
          type="button"
          className="filter-chip-words"
          title={`Change: ${phrase}`}
          aria-haspopup="true"
          onClick={() => openFilterList(list)}
        >
          {words}
        </button>
      ) : (
        <span className="filter-chip-words" title={phrase}>
          {words}
        </span>
      )}
      <Link to={without} preventScrollReset className="filter-chip-out no-print" title="Remove">
        <X aria-hidden="true" />
        <span className="sr-only">Remove the filter {phrase}</span>
      </Link>
    </li>
  )
}
