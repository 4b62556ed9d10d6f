import type { EventFilter } from '@daybook/core/query'
import { Link } from '@remix-run/react'
import { NotebookPen, SearchX } from 'lucide-react'
import { buttonClass } from '../../shell/button.tsx'
import { EmptyState } from '../../shell/surface.tsx'
import { useLogFilter } from '../filters/filter-context.tsx'
import { isFiltered, rangeWords, spanWords } from '../filters/filter-words.ts'

interface EmptyLogProps {
  filter: EventFilter
  zone: string
  now: Date
}

/** Nothing there yet, or nothing that matches: two different things to be told. */
export function EmptyLog({ filter, zone, now }: EmptyLogProps) {
  const state = useLogFilter()
  if (!isFiltered(filter)) {
    return (
      <EmptyState icon={<NotebookPen aria-hidden="true" />} title="Nothing has been written yet">
        The first event your platform sends, or the next thing somebody does here, will be the first line of this log.
      </EmptyState>
    )
  }
  const { range, from, to, ...anyTime } = filter
  const dated = Boolean(range || from || to)
  const span = spanWords(filter, { zone, now })
  return (
    <EmptyState
      icon={<SearchX aria-hidden="true" />}
      title="No event matches these filters"
      actions={
        <>
          {dated ? (
            <Link to={state.hrefOf(anyTime)} preventScrollReset className={buttonClass({ look: 'primary' })}>
              Look at any time
            </Link>
          ) : null}
          <Link to={state.hrefOf({})} preventScrollReset className={buttonClass({ look: 'plain' })}>
            Reset
          </Link>
        </>
      }
    >
      {dated ? (
        <>
          Searched {rangeWords(filter, { zone, now }).toLowerCase()}
          {span && range !== 'custom' ? ` (${span})` : null}, in {zone}.
        </>
      ) : (
        'The whole log was searched.'
      )}
    </EmptyState>
  )
}
