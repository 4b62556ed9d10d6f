import type { EventDetail } from '../trpc/views.ts'

export interface EventScreenProps {
  event: EventDetail
  zone: string
  now: string
  /** Back to the log. */
  logHref?: string
  evidenceReaders?: string
}

/** One event on a page of its own (`/audit-log/{number}`). */
export function EventScreen({ event }: EventScreenProps) {
  return <h1>Event {event.number}</h1>
}
