import type { EventDetail, EventRow } from '@daybook/api/shared'
import { Link, useNavigate } from '@remix-run/react'
import { cx } from 'class-variance-authority'
import { ChevronDown, ChevronUp, SquareArrowOutUpRight, X } from 'lucide-react'
import { type ReactNode, type RefObject, type SyntheticEvent, useEffect, useRef } from 'react'
import { buttonClass } from '../../shell/button.tsx'
import { countWords } from '../../time/words.ts'
import { trpc } from '../../trpc/client.tsx'
import { Failure } from '../failure.tsx'
import { OperationBadge, operationBar } from '../operation-badge.tsx'
import { Sentence } from '../sentence.tsx'
import { SkeletonLines } from '../skeleton.tsx'
import { EventActions } from './event-actions.tsx'
import { LateEventDetails, useEarlyDetails } from './late-details.tsx'

export interface EventPanelProps {
  number: number
  /** The event as the rows have it, if they do: then its sentence is there at once. */
  row: EventRow | undefined
  /** The event as the loader brought it, if it did. */
  opened: EventDetail | null
  /** The look at the log from which it was opened. */
  look: string | undefined
  zone: string
  now: Date
  readers: string | undefined
  /** Addresses: without the panel, with the event before or after in it, and the event's own page. */
  closeHref: string
  previousHref: string | null
  nextHref: string | null
  pageHref: string
  eventHref: (number: number) => string
  /** The page arrived with it: the reader stands elsewhere, and stays there. */
  arrived: boolean
}

/** Below this width the panel is all there is to see. */
const narrow = '(width < 48rem)'

/**
 * One event beside the log, under an address of its own. A `<dialog>`: beside the log it leaves everything usable; on a
 * narrow screen it is modal, and the platform keeps the focus in it. Without scripts it is open because the address
 * says so, and its links do the rest.
 */
export function EventPanel(props: EventPanelProps) {
  const { number, row, opened, look, zone, now, readers, pageHref, closeHref, arrived } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const navigate = useNavigate()
  useEarlyDetails()
  useModalWhenNarrow(dialog)
  useFocusOnOpen(heading, number, arrived)

  const query = trpc.audit.event.useQuery(
    { number, view: look },
    { enabled: opened?.number !== number, ...(opened?.number === number && { initialData: opened }) },
  )
  const event = query.data
  const shown = event ?? row
  const onCancel = (cancel: SyntheticEvent) => {
    cancel.preventDefault()
    navigate(closeHref, { replace: true, preventScrollReset: true })
  }

  return (
    <dialog ref={dialog} open aria-labelledby="panel-title" className="panel" onCancel={onCancel}>
      <div className="panel-bar no-print">
        <p className="mr-auto truncate text-muted-foreground text-table tabular-nums">Event {countWords(number)}</p>
        <StepLink to={props.previousHref} label="Previous event" shortcut="[">
          <ChevronUp aria-hidden="true" />
        </StepLink>
        <StepLink to={props.nextHref} label="Next event" shortcut="]">
          <ChevronDown aria-hidden="true" />
        </StepLink>
        <Link
          to={pageHref}
          className={buttonClass({ look: 'quiet', size: 'small', square: true })}
          aria-label="Open as a page"
          title="Open as a page"
        >
          <SquareArrowOutUpRight aria-hidden="true" />
        </Link>
        <Link
          to={closeHref}
          replace
          preventScrollReset
          data-panel-close=""
          className={buttonClass({ look: 'quiet', size: 'small', square: true })}
          aria-label="Close"
          aria-keyshortcuts="Escape"
          title="Close (Esc)"
        >
          <X aria-hidden="true" />
        </Link>
      </div>
      <article className="event panel-event" data-event-actions="">
        {shown ? (
          <header className="grid gap-2">
            <p className="flex flex-wrap items-center gap-2">
              <OperationBadge operation={shown.operation} word={shown.operationWord} />
            </p>
            <h2 ref={heading} id="panel-title" tabIndex={-1} className="event-sentence">
              <Sentence parts={shown.sentence} limit={600} />
            </h2>
            {event ? (
              <div className="no-print -mx-2 flex max-w-full flex-wrap items-center">
                <EventActions event={event} href={pageHref} shortcuts />
              </div>
            ) : null}
            <div aria-hidden="true" className={cx('bar h-0.5 w-full rounded-full', operationBar(shown.operation))} />
          </header>
        ) : (
          <h2 ref={heading} id="panel-title" tabIndex={-1} className="event-sentence">
            Event {countWords(number)}
          </h2>
        )}
        {event ? (
          <LateEventDetails
            key={event.number}
            event={event}
            zone={zone}
            now={now}
            look={look}
            readers={readers}
            eventHref={props.eventHref}
          />
        ) : null}
        {query.error && !event ? (
          <Failure error={query.error} what="This event" onRetry={() => void query.refetch()} />
        ) : null}
        {event || query.error ? null : <SkeletonLines count={4} label="Loading the event" />}
      </article>
    </dialog>
  )
}

interface StepLinkProps {
  to: string | null
  label: string
  shortcut: string
  children: ReactNode
}

function StepLink({ to, label, shortcut, children }: StepLinkProps) {
  const className = buttonClass({ look: 'quiet', size: 'small', square: true })
  if (to === null) {
    return (
      <span aria-hidden="true" className={cx(className, 'opacity-40')}>
        {children}
      </span>
    )
  }
  return (
    <Link
      to={to}
      replace
      preventScrollReset
      data-panel-step={shortcut}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={`${label} (${shortcut})`}
      className={className}
    >
      {children}
    </Link>
  )
}

function useModalWhenNarrow(dialog: RefObject<HTMLDialogElement>) {
  useEffect(() => {
    const width = window.matchMedia(narrow)
    const settle = () => {
      const element = dialog.current
      if (!element || element.matches(':modal') === width.matches) return
      element.close()
      if (width.matches) element.showModal()
      else element.show()
    }
    settle()
    width.addEventListener('change', settle)
    return () => width.removeEventListener('change', settle)
  }, [dialog])
}

/** Also when it goes on to another event: its heading says so to those who listen. */
function useFocusOnOpen(heading: RefObject<HTMLElement>, number: number, arrived: boolean) {
  const seen = useRef(arrived ? number : null)
  useEffect(() => {
    if (seen.current === number) return
    seen.current = number
    heading.current?.focus({ preventScroll: true })
    heading.current?.closest('.panel')?.scrollTo(0, 0)
  }, [heading, number])
}
