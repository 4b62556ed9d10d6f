import type { EventFilter, FilterProblem } from '@daybook/core/query'
import type { ActionCount, ActorCount, EventPage } from '../trpc/views.ts'

export interface ActivityLogProps {
  /** The page that the loader read for `filter`. Null when it could not be read: then `failure` says why. */
  initialPage: EventPage | null
  filter: EventFilter
  /** Parts of the address that could not be used (`filterFromSearch`). */
  problems?: FilterProblem[]
  failure?: { message: string; requestId: string | null } | null
  /** Events per page. */
  size?: number
  /** IANA name of the reader's zone. */
  zone: string
  /** When the server rendered, ISO 8601. */
  now: string
  actors: ActorCount[]
  actions: ActionCount[]
  /** Single-key shortcuts can be switched off. */
  shortcuts?: boolean
  /** Who may see what is restricted for this reader, in words. */
  evidenceReaders?: string
}

export function ActivityLog({ initialPage }: ActivityLogProps) {
  return <h1>Activity log: {initialPage?.count?.value} events</h1>
}
