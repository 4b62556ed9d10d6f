import type { EventRow } from '@daybook/api/shared'
import { Link } from '@remix-run/react'
import { PanelRightOpen, SquareArrowOutUpRight } from 'lucide-react'
import { buttonClass } from '../../shell/button.tsx'
import { trpc } from '../../trpc/client.tsx'
import { Failure } from '../failure.tsx'
import { Sentence } from '../sentence.tsx'
import { SkeletonLines } from '../skeleton.tsx'
import type { LogView } from '../table/log-view.ts'
import { EventActions } from './event-actions.tsx'
import { LateEventDetails, useEarlyDetails } from './late-details.tsx'

/** A row opened in place. The sentence is there at once; the rest is asked for. */
export function EventExpansion({ row, view }: { row: EventRow; view: LogView }) {
  const { look, zone, now, readers, panelHref, pageHref } = view
  useEarlyDetails()
  const query = trpc.audit.event.useQuery({ number: row.number, view: look })
  const link = buttonClass({ look: 'quiet', size: 'small' })
  return (
    <article className="event" data-event-actions="">
      <header className="event-head">
        <h2 className="event-sentence">
          <Sentence parts={row.sentence} limit={600} />
        </h2>
        <div className="no-print -mx-2 flex max-w-full flex-wrap items-center">
          {query.data ? <EventActions event={query.data} href={pageHref(row.number)} shortcuts /> : null}
          <Link to={panelHref(row.number)} preventScrollReset className={link}>
            <PanelRightOpen aria-hidden="true" />
            Open beside
          </Link>
          <Link to={pageHref(row.number)} className={link}>
            <SquareArrowOutUpRight aria-hidden="true" />
            Open page
          </Link>
        </div>
      </header>
      {query.data ? (
        <LateEventDetails
          event={query.data}
          zone={zone}
          now={now}
          look={look}
          readers={readers}
          eventHref={panelHref}
        />
      ) : null}
      {query.error && !query.data ? (
        <Failure error={query.error} what="This event" onRetry={() => void query.refetch()} />
      ) : null}
      {query.isLoading ? <SkeletonLines count={4} label="Loading the event" /> : null}
    </article>
  )
}
