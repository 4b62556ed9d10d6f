import type { EventFilter } from '@daybook/core/query'
import { Link } from '@remix-run/react'
import { NotebookPen, SearchX } from 'lucide-react'
import { buttonClass } from '../../shell/button.tsx'
import { EmptyState } from '../../shell/surface.tsx'
import { countWords } from '../../time/words.ts'
import { trpc } from '../../trpc/client.tsx'
import type { Names } from '../filters/chip-words.ts'
import { useLogFilter } from '../filters/filter-context.tsx'
import { isDated, isFiltered, rangeWords, spanWords } from '../filters/filter-words.ts'
import { countedKeys, type WayOut, waysOut } from './ways-out.ts'

interface EmptyLogProps {
  filter: EventFilter
  zone: string
  now: Date
  /** The look that found nothing; with it, wider questions are counted. */
  view?: string | null | undefined
}

const unnamed: Names = new Map()

/** Nothing there yet, or nothing that matches: two different things to be told. */
export function EmptyLog({ filter, zone, now, view = null }: EmptyLogProps) {
  if (!isFiltered(filter)) {
    return (
      <EmptyState icon={<NotebookPen aria-hidden="true" />} title="Nothing has been written yet">
        The first event your platform sends, or the next thing somebody does here, will be the first line of this log.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<SearchX aria-hidden="true" />}
      title="No event matches these filters"
      actions={<WaysOut filter={filter} zone={zone} view={view} />}
    >
      <Searched filter={filter} zone={zone} now={now} />
    </EmptyState>
  )
}

function Searched({ filter, zone, now }: EmptyLogProps) {
  if (!isDated(filter)) return 'The whole log was searched.'
  const span = spanWords(filter, { zone, now })
  return (
    <>
      Searched {rangeWords(filter, { zone, now }).toLowerCase()}
      {span && filter.range && filter.range !== 'custom' ? ` (${span})` : null}, in {zone.replaceAll('_', ' ')}.
    </>
  )
}

/** Wider questions, with how many events answer them where that is known without another look at the log. */
function WaysOut({ filter, zone, view }: { filter: EventFilter; zone: string; view: string | null }) {
  const { hrefOf, resetHref } = useLogFilter()
  const keys = countedKeys(filter)
  const counts = trpc.audit.facets.useQuery(
    { filter, zone, keys, ...(view && { view }) },
    { enabled: view !== null && keys.length > 0 },
  )
  const ways = waysOut(filter, counts.data ?? null, unnamed).slice(0, 4)
  const { range: _range, from: _from, to: _to, ...anyTime } = filter
  const { access: _access, ...withAccess } = filter
  return (
    <>
      {isDated(filter) ? (
        <Link to={hrefOf(anyTime)} preventScrollReset className={buttonClass({ look: 'primary' })}>
          Look at any time
        </Link>
      ) : null}
      {ways.map((way) => (
        <Way key={way.label} way={way} href={hrefOf(way.filter)} />
      ))}
      {filter.access === 'hide' ? (
        <Link to={hrefOf(withAccess)} preventScrollReset className={buttonClass({ look: 'plain' })}>
          Show access events
        </Link>
      ) : null}
      <Link to={resetHref} preventScrollReset className={buttonClass({ look: 'quiet' })}>
        Reset
      </Link>
    </>
  )
}

function Way({ way: { label, count }, href }: { way: WayOut; href: string }) {
  return (
    <Link to={href} preventScrollReset className={buttonClass({ look: 'plain', className: 'max-w-full' })}>
      <bdi className="truncate">{label}</bdi>
      {count ? (
        <span className="text-meta text-muted-foreground tabular-nums">
          {countWords(count.value)}
          {count.atLeast ? '+' : ''}
        </span>
      ) : null}
    </Link>
  )
}
