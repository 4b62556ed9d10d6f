import type { EventRow } from '@daybook/api/shared'
import { Link } from '@remix-run/react'
import { SquareArrowOutUpRight } from 'lucide-react'
import { buttonClass } from '../../shell/button.tsx'
import { trpc } from '../../trpc/client.tsx'
import { EventActions, EventDetails } from './event-detail.tsx'
import { Failure } from '../failure.tsx'
import { Sentence } from '../sentence.tsx'
import { SkeletonLines } from '../skeleton.tsx'

interface EventExpansionProps {
  row: EventRow
  /** The look at the log from which it was opened. */
  view: string
  zone: string
  now: Date
  /** The event's own page. */
  href: string
  readers?: string | undefined
}

/** A row opened in place. The sentence is there at once; the rest is asked for. */
export function EventExpansion({ row, view, zone, now, href, readers }: EventExpansionProps) {
  const query = trpc.audit.event.useQuery({ number: row.number, view })
  return (
    <article className="event">
      <header className="event-head">
        <h2 className="event-sentence">
          <Sentence parts={row.sentence} limit={600} />
        </h2>
        <div className="no-print -mx-2 flex max-w-full flex-wrap items-center">
          {query.data ? <EventActions event={query.data} href={href} shortcuts /> : null}
          <Link to={href} className={buttonClass({ look: 'quiet', size: 'small' })}>
            <SquareArrowOutUpRight aria-hidden="true" />
            Open page
          </Link>
        </div>
      </header>
      {query.data ? <EventDetails event={query.data} zone={zone} now={now} view={view} readers={readers} /> : null}
      {query.error && !query.data ? (
        <Failure error={query.error} what="This event" onRetry={() => void query.refetch()} />
      ) : null}
      {query.isLoading ? <SkeletonLines count={4} label="Loading the event" /> : null}
    </article>
  )
}
