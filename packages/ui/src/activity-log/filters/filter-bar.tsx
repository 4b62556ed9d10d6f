import type { FieldLevel } from '@daybook/api/shared'
import type { EventFilter } from '@daybook/core/query'
import { Form, Link, useLocation, useSearchParams } from '@remix-run/react'
import { SlidersHorizontal, X } from 'lucide-react'
import type { FormEvent, ReactNode } from 'react'
import { Button, buttonClass } from '../../shell/button.tsx'
import { DateFilter } from '../dates/date-filter.tsx'
import { SearchBox } from '../search/search-box.tsx'
import { AccessSwitch } from './access-switch.tsx'
import { AssumedList } from './assumed-list.tsx'
import { FacetList } from './facet-list.tsx'
import { useLogFilter } from './filter-context.tsx'
import { filterSheetId } from './filter-list.tsx'
import { isDated } from './filter-words.ts'
import { otherParameters } from './log-address.ts'
import type { LogView } from './use-facet.ts'

interface FilterBarProps {
  log: LogView
  /** Null when the events could not be loaded: then it is not known. */
  level: FieldLevel | null
  /** Who may see what is restricted for this reader, in words. */
  evidenceReaders?: string | undefined
  /** Beside the search box. */
  aside?: ReactNode
}

/**
 * One form of the platform's own kind: without scripts it is sent with a button. With them each choice counts at once,
 * except on narrow screens, where the choices stand in a sheet and take effect together.
 */
export function FilterBar({ log, level, evidenceReaders, aside }: FilterBarProps) {
  const { shown, query, apply } = useLogFilter()
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  const active = query.length + (isDated(shown) ? 1 : 0) + (shown.access === 'hide' ? 1 : 0)

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    closeSheet()
    apply(typedDates(new FormData(event.currentTarget)))
  }

  return (
    <Form
      method="get"
      action={pathname}
      role="search"
      aria-label="Filter the log"
      onSubmit={onSubmit}
      className="filter-bar no-print"
    >
      {otherParameters(search).map(([key, value]) => (
        <input key={`${key}=${value}`} type="hidden" name={key} value={value} />
      ))}
      {shown.access === 'hide' ? <input type="hidden" name="access" value="hide" /> : null}
      <div className="filter-line">
        <SearchBox log={log} level={level} evidenceReaders={evidenceReaders} />
        <button
          type="button"
          popovertarget={filterSheetId}
          className={buttonClass({ size: 'field', className: 'md:hidden' })}
        >
          <SlidersHorizontal aria-hidden="true" />
          Filters
          {active > 0 ? <span className="filter-count">{active}</span> : null}
        </button>
        {aside}
      </div>
      <FilterSheet log={log} level={level} />
    </Form>
  )
}

function FilterSheet({ log, level }: Pick<FilterBarProps, 'log' | 'level'>) {
  const { resetHref, discard, waiting } = useLogFilter()
  return (
    <div id={filterSheetId} popover="auto" className="filter-sheet">
      <div className="filter-sheet-head">
        <h2 className="font-semibold text-lead">Filters</h2>
        <button
          type="button"
          popovertarget={filterSheetId}
          popovertargetaction="hide"
          aria-label="Close"
          className={buttonClass({ look: 'quiet', square: true })}
          onClick={discard}
        >
          <X aria-hidden="true" />
        </button>
      </div>
      <DateFilter zone={log.zone} now={log.now} />
      <FacetList queryKey="actor" log={log} wide />
      <FacetList queryKey="action" log={log} wide />
      <FacetList queryKey="operation" log={log} />
      <FacetList queryKey="module" log={log} />
      <FacetList queryKey="outcome" log={log} steady />
      <FacetList queryKey="channel" log={log} steady />
      <FacetList queryKey="target_type" log={log} />
      {level === 'evidence' ? <FacetList queryKey="ip" log={log} wide /> : null}
      <AssumedList />
      <AccessSwitch />
      <div className="filter-sheet-foot">
        <Link
          to={resetHref}
          preventScrollReset
          className={buttonClass({ size: 'large', className: 'grow' })}
          onClick={() => {
            discard()
            closeSheet()
          }}
        >
          Reset
        </Link>
        <Button type="submit" look="primary" size="large" className="grow" data-waiting={waiting ? '' : undefined}>
          Apply
        </Button>
      </div>
      <noscript>
        <button type="submit" className={buttonClass({ look: 'primary', size: 'small' })}>
          Apply filters
        </button>
      </noscript>
    </div>
  )
}

/** Dates that were typed but not yet taken over: sending the form means them. */
function typedDates(form: FormData): Partial<EventFilter> {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const [from, to] = [text('from'), text('to')]
  return from || to ? { range: 'custom', from, to } : {}
}

function closeSheet() {
  const sheet = document.getElementById(filterSheetId)
  if (sheet?.matches(':popover-open')) sheet.hidePopover()
}
