import type { EventDetail, EventPage, SavedView } from '@daybook/api/shared'
import { type EventFilter, type FilterProblem, pageSizeDefault, type Sort, sortDefault } from '@daybook/core/query'
import { useMemo, useRef } from 'react'
import { PageHeader } from '../shell/pages.tsx'
import { useNow } from '../time/use-now.ts'
import { EventPanel } from './detail/event-panel.tsx'
import { EmptyLog } from './empty/empty-log.tsx'
import { NothingYet } from './empty/nothing-yet.tsx'
import { FilterArea } from './filters/filter-area.tsx'
import { FilterProvider } from './filters/filter-context.tsx'
import { PrintHeader } from './print/print-header.tsx'
import { printLinesOf } from './print/print-lines.ts'
import { LogFooter } from './table/log-footer.tsx'
import { LogTable } from './table/log-table.tsx'
import { useLogScreen } from './use-log-screen.ts'
import { BottomBar } from './view/bottom-bar.tsx'
import { type Density, densityDefault, type LogColumn } from './view/columns.ts'
import { LogActions } from './view/log-actions.tsx'
import { LogFailure } from './view/log-failure.tsx'
import { LogLead } from './view/log-lead.tsx'
import { OverRows } from './view/over-rows.tsx'

export interface ActivityLogProps {
  /** The page that the loader read for `filter`. Null when it could not be read: then `failure` says why. */
  initialPage: EventPage | null
  filter: EventFilter
  /** Parts of the address that could not be used (`filterFromSearch`). */
  problems?: FilterProblem[]
  failure?: { message: string; requestId: string | null } | null
  /** Events per page. */
  size?: number
  sort?: Sort
  /** As the address says or the cookie remembers (`readLayout`). */
  columns?: readonly LogColumn[]
  density?: Density
  /** IANA name of the reader's zone. */
  zone: string
  /** When the server rendered, ISO 8601. */
  now: string
  savedViews?: SavedView[]
  /** The event that the address opens beside the log. */
  openEvent?: EventDetail | null
  /** Whose log it is, in words. */
  organisation?: string
  exportAllowed?: boolean
  /** Asks for an export of what is shown. */
  onExport?: () => void
  /** Single-key shortcuts can be switched off. */
  shortcuts?: boolean
  /** Who may see what is restricted for this reader, in words. */
  evidenceReaders?: string
}

export function ActivityLog(props: ActivityLogProps) {
  return (
    <FilterProvider filter={props.filter}>
      <LogScreen {...props} />
    </FilterProvider>
  )
}

function LogScreen(props: ActivityLogProps) {
  const { initialPage, filter, failure = null, zone, openEvent = null, organisation, evidenceReaders } = props
  const { size = pageSizeDefault, sort = sortDefault, shortcuts = true } = props
  const now = useNow(props.now)
  const region = useRef<HTMLDivElement>(null)
  const onExport = (props.exportAllowed && props.onExport) || null
  const screen = useLogScreen({
    region,
    question: { filter, size, sort, zone, initialPage },
    remembered: { columns: props.columns, density: props.density ?? densityDefault },
    now,
    readers: evidenceReaders,
    shortcuts,
    failed: failure !== null,
    onExport,
  })
  const { list, loaded, address, view, busy, panel } = screen
  const rows = list?.rows
  const people = useMemo(() => rows?.map(({ actor }) => actor) ?? [], [rows])
  const lines = printLinesOf({ filter, people, zone, now, count: list?.count ?? null })

  return (
    <div ref={region}>
      <PrintHeader title="Activity log" organisation={organisation} zone={view.zone} now={now} lines={lines} />
      <PageHeader
        title="Activity log"
        lead={<LogLead count={list?.count ?? null} filter={filter} zone={zone} now={now} />}
        actions={<LogActions screen={screen} sort={sort} onExport={onExport} shortcuts={shortcuts} />}
      />
      <FilterArea
        filter={filter}
        problems={props.problems ?? []}
        level={list?.level ?? null}
        view={list?.look ?? null}
        zone={zone}
        now={now}
        people={people}
        evidenceReaders={evidenceReaders}
        savedViews={props.savedViews}
      />
      <p role="status" className="sr-only">
        {screen.said}
      </p>
      {failure ? <LogFailure {...failure} keptRows={(rows?.length ?? 0) > 0} /> : null}
      <OverRows screen={screen} />
      {list && list.rows.length > 0 ? (
        <LogTable
          rows={list.rows}
          view={view}
          firstRow={address.firstRow}
          busy={busy}
          expanded={screen.expanded}
          fresh={list.fresh}
          current={address.event}
          sortHref={screen.sortHref}
        />
      ) : null}
      {list && list.rows.length === 0 && !failure ? (
        list.searchedTo ? (
          <NothingYet />
        ) : (
          <EmptyLog filter={filter} zone={zone} now={now} view={list.look} />
        )
      ) : null}
      {list && !failure && (list.rows.length > 0 || list.searchedTo) ? (
        <LogFooter list={list} loaded={loaded} size={size} firstRow={address.firstRow} zone={view.zone} />
      ) : null}
      <BottomBar onTop={screen.toTop} onExport={onExport} />
      {panel ? (
        <EventPanel
          {...panel}
          opened={openEvent}
          look={list?.look}
          zone={view.zone}
          now={now}
          readers={evidenceReaders}
        />
      ) : null}
    </div>
  )
}
