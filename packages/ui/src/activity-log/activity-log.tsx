import type { ActionCount, ActorCount, EventPage } from '@daybook/api/shared'
import { type EventFilter, type FilterProblem, pageSizeDefault } from '@daybook/core/query'
import { Link, useLocation, useSearchParams } from '@remix-run/react'
import { CircleAlert } from 'lucide-react'
import { useRef, useState } from 'react'
import { buttonClass } from '../shell/button.tsx'
import { PageHeader } from '../shell/pages.tsx'
import { Callout } from '../shell/surface.tsx'
import { Visible } from '../text/visible.tsx'
import { useNow } from '../time/use-now.ts'
import { countWords } from '../time/words.ts'
import { AreaPresets } from './area-presets.tsx'
import { EmptyLog } from './empty-log.tsx'
import { FailureRequest } from './failure.tsx'
import { FilterBar } from './filter-bar.tsx'
import { FilterChips } from './filter-chips.tsx'
import { areaWords, rangeWords, spanWords } from './filter-words.ts'
import { eventAddress } from './log-address.ts'
import { LogFooter } from './log-footer.tsx'
import { LogTable } from './log-table.tsx'
import { useEventList } from './use-event-list.ts'
import { type LogFilter, useLogFilter } from './use-log-filter.ts'
import { useLogKeys } from './use-log-keys.ts'

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

export function ActivityLog(props: ActivityLogProps) {
  const { initialPage, filter, problems = [], failure = null, zone, actors, actions, shortcuts = true } = props
  const now = useNow(props.now)
  const state = useLogFilter(filter)
  const region = useRef<HTMLDivElement>(null)
  useLogKeys(region, shortcuts)

  return (
    <div ref={region}>
      <PageHeader title="Activity log" lead={<Lead page={initialPage} filter={filter} zone={zone} now={now} />} />
      <AreaPresets state={state} />
      <FilterBar state={state} actors={actors} actions={actions} zone={zone} now={now} />
      <FilterChips filter={filter} state={state} actors={actors} zone={zone} now={now} />
      <Problems problems={problems} />
      {failure ? <LogFailure {...failure} /> : null}
      {initialPage ? (
        <LoadedLog {...props} initialPage={initialPage} size={props.size ?? pageSizeDefault} state={state} at={now} />
      ) : null}
    </div>
  )
}

/** `1,204 events · Last 7 days (14–20 November 2026) · times in Europe/Berlin` */
function Lead({ page, filter, zone, now }: { page: EventPage | null; filter: EventFilter; zone: string; now: Date }) {
  const range = rangeWords(filter, { zone, now })
  const span = filter.range && filter.range !== 'custom' ? spanWords(filter, { zone, now }) : null
  return (
    <p aria-live="polite" className="tabular-nums">
      {page?.count ? <span className="font-medium text-foreground">{countPhrase(page.count)}</span> : null}
      {page?.count ? ' · ' : null}
      {areaWords(filter) ? `${areaWords(filter)} · ` : null}
      {range}
      {span ? ` (${span})` : null} · times in {zone.replaceAll('_', ' ')}
    </p>
  )
}

function countPhrase({ value, capped }: { value: number; capped: boolean }): string {
  if (value === 0) return 'No events'
  return `${countWords(value)}${capped ? '+' : ''} ${value === 1 && !capped ? 'event' : 'events'}`
}

interface LoadedLogProps extends ActivityLogProps {
  initialPage: EventPage
  size: number
  state: LogFilter
  at: Date
}

function LoadedLog({ initialPage, filter, size, state, zone, at, evidenceReaders }: LoadedLogProps) {
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  const [expanded, setExpanded] = useState<ReadonlySet<number>>(new Set())
  const list = useEventList({ filter, size, initialPage })
  const toggle = (number: number) => setExpanded((open) => toggled(open, number))

  if (list.rows.length === 0) return <EmptyLog filter={filter} state={state} zone={zone} now={at} />
  return (
    <>
      <LogTable
        rows={list.rows}
        view={initialPage.view}
        level={initialPage.level}
        zone={zone}
        now={at}
        busy={state.loading}
        expanded={expanded}
        onToggle={toggle}
        hrefOf={(number) => eventAddress(pathname, number, search)}
        readers={evidenceReaders}
      />
      <LogFooter list={list} size={size} nextCursor={initialPage.nextCursor} />
    </>
  )
}

function toggled(open: ReadonlySet<number>, number: number): ReadonlySet<number> {
  const next = new Set(open)
  if (!next.delete(number)) next.add(number)
  return next
}

/** Parts of a mistyped or aged link; the rest of it counts. */
function Problems({ problems }: { problems: FilterProblem[] }) {
  if (problems.length === 0) return null
  return (
    <Callout look="warning" icon={<CircleAlert aria-hidden="true" />} className="mb-3">
      <p className="font-medium">Part of this address could not be used. The rest applies.</p>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.key} ${problem.message}`}>
            <Visible text={problem.message} limit={200} />
          </li>
        ))}
      </ul>
    </Callout>
  )
}

function LogFailure({ message, requestId }: { message: string; requestId: string | null }) {
  const { pathname, search } = useLocation()
  return (
    <Callout look="danger" role="alert" icon={<CircleAlert aria-hidden="true" />} className="mb-3">
      <p className="font-medium">The events could not be loaded</p>
      <p>
        <Visible text={message} />
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Link to={pathname + search} replace className={buttonClass({ size: 'small' })}>
          Try again
        </Link>
        {requestId ? <FailureRequest id={requestId} /> : null}
      </div>
    </Callout>
  )
}
