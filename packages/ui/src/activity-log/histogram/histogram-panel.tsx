import type { Histogram } from '@daybook/api/shared'
import { Link } from '@remix-run/react'
import { keepPreviousData } from '@tanstack/react-query'
import { Table2, ZoomOut } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button, buttonClass } from '../../shell/button.tsx'
import { shortDate } from '../../time/words.ts'
import { zonedTime } from '../../time/zoned.ts'
import { trpc } from '../../trpc/client.tsx'
import type { LogView } from '../filters/use-facet.ts'
import { Bars } from './bars.tsx'
import { countsWords, sumOf, unitWords } from './bucket-words.ts'
import { totalOf } from './geometry.ts'
import { HistogramPlaceholder } from './histogram-placeholder.tsx'
import { HistogramTable } from './histogram-table.tsx'
import { useZoom } from './use-zoom.ts'

/** When the events of a view happened, by outcome. It comes after the rows and never keeps them waiting. */
export function HistogramPanel({ log }: { log: LogView }) {
  const { filter, view, zone } = log
  const query = trpc.audit.histogram.useQuery(
    { filter, zone, ...(view && { view }) },
    { enabled: view !== null, placeholderData: keepPreviousData },
  )
  const { zoom, before } = useZoom(filter, zone)
  const [asTable, setAsTable] = useState(false)

  if (view === null) return null
  if (query.isError) {
    return (
      <Unavailable>
        The histogram could not be loaded.{' '}
        <Button size="tiny" onClick={() => void query.refetch()}>
          Try again
        </Button>
      </Unavailable>
    )
  }
  if (query.isPending) return <HistogramPlaceholder />
  const histogram = query.data
  if (histogram === null) {
    return (
      <Unavailable>
        Counting over time takes too long for this question. The list below is complete; a shorter range brings the bars
        back.
      </Unavailable>
    )
  }
  // Bars of nothing say nothing, and what can be done about it stands where the rows would.
  if (histogram.since === null && histogram.buckets.every((bucket) => totalOf(bucket) === 0)) return null

  return (
    <section aria-label="Events over time" aria-busy={query.isPlaceholderData} className="histogram">
      <div className="histogram-head">
        <Summary histogram={histogram} zone={zone} />
        <Legend histogram={histogram} />
        <span className="histogram-acts no-print">
          {before ? (
            <Link to={before} preventScrollReset className={buttonClass({ look: 'quiet', size: 'tiny' })}>
              <ZoomOut aria-hidden="true" />
              Reset zoom
            </Link>
          ) : null}
          <Button look="quiet" size="tiny" aria-expanded={asTable} onClick={() => setAsTable(!asTable)}>
            <Table2 aria-hidden="true" />
            {asTable ? 'Hide the table' : 'View as table'}
          </Button>
        </span>
      </div>
      <Bars key={histogram.buckets[0]?.from} histogram={histogram} zone={zone} onZoom={zoom} />
      {asTable ? <HistogramTable histogram={histogram} zone={zone} onZoom={zoom} /> : null}
    </section>
  )
}

function Summary({ histogram, zone }: { histogram: Histogram; zone: string }) {
  const counts = sumOf(histogram.buckets)
  const since = histogram.since
  return (
    <p className="histogram-summary">
      <span className="font-medium text-foreground">{countsWords(counts)}</span> · one bar {unitWords(histogram)}
      {since ? ` · not counted before ${shortDate(zonedTime(new Date(since), zone))}` : null}
    </p>
  )
}

/** Names for what is there. */
function Legend({ histogram }: { histogram: Histogram }) {
  const { success, failure, denied } = sumOf(histogram.buckets)
  if (failure + denied === 0) return null
  return (
    <ul className="histogram-legend">
      {success > 0 ? <li data-outcome="success">Success</li> : null}
      {denied > 0 ? <li data-outcome="denied">Denied</li> : null}
      {failure > 0 ? <li data-outcome="failure">Failed</li> : null}
    </ul>
  )
}

function Unavailable({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="histogram histogram-unavailable">
      {children}
    </p>
  )
}
