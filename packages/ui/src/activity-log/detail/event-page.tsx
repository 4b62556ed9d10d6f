import type { EventDetail } from '@daybook/api/shared'
import { Link } from '@remix-run/react'
import { cx } from 'class-variance-authority'
import { ArrowLeft } from 'lucide-react'
import { useRef } from 'react'
import { useNow } from '../../time/use-now.ts'
import { countWords } from '../../time/words.ts'
import { FilterProvider } from '../filters/filter-context.tsx'
import { useEventKeys } from '../keys/use-event-keys.ts'
import { OperationBadge, operationBar } from '../operation-badge.tsx'
import { PrintHeader } from '../print/print-header.tsx'
import { Sentence } from '../sentence.tsx'
import { EventActions } from './event-actions.tsx'
import { EventDetails } from './event-detail.tsx'

export interface EventScreenProps {
  event: EventDetail
  zone: string
  now: string
  /** This page's own address, for the copied link. */
  href: string
  /** Back to the log. */
  logHref?: string
  /** Whose log it is, for the printed page. */
  organisation?: string
  shortcuts?: boolean
  evidenceReaders?: string
}

/** One event on a page of its own (`/audit-log/{number}`). */
export function EventScreen(props: EventScreenProps) {
  const { event, zone, href, logHref = '/audit-log', organisation, shortcuts = true, evidenceReaders } = props
  const now = useNow(props.now)
  const page = useRef<HTMLElement>(null)
  useEventKeys(page, shortcuts)
  return (
    <FilterProvider filter={{}} logPath={logHref}>
      <article ref={page} className="event event-alone">
        <PrintHeader title={`Event ${countWords(event.number)}`} organisation={organisation} zone={zone} now={now} />
        <Link
          to={logHref}
          className="no-print inline-flex items-center gap-1.5 text-muted-foreground text-table hover:text-foreground"
        >
          <ArrowLeft aria-hidden="true" className="size-4" />
          Activity log
        </Link>
        <header className="event-head">
          <div className="min-w-0">
            <p className="mb-2 flex items-center gap-2 text-muted-foreground text-table tabular-nums">
              <OperationBadge operation={event.operation} word={event.operationWord} />
              Event {countWords(event.number)}
            </p>
            <h1 className="event-sentence">
              <Sentence parts={event.sentence} limit={600} />
            </h1>
          </div>
          <div className="no-print -mx-2 flex max-w-full flex-wrap items-center">
            <EventActions event={event} href={href} shortcuts={shortcuts} />
          </div>
        </header>
        <div aria-hidden="true" className={cx('bar h-0.5 w-full rounded-full', operationBar(event.operation))} />
        <h2 className="sr-only">What is recorded</h2>
        <EventDetails
          event={event}
          zone={zone}
          now={now}
          readers={evidenceReaders}
          eventHref={(number) => `${logHref.replace(/\/$/, '')}/${number}`}
          relatedOpen
        />
      </article>
    </FilterProvider>
  )
}
