import type { EventRow } from '@daybook/api/shared'
import { sentenceText } from '@daybook/core/model'
import { Link } from '@remix-run/react'
import { cx } from 'class-variance-authority'
import { ChevronDown, PanelRightOpen } from 'lucide-react'
import { type MouseEvent, memo } from 'react'
import { visibleText } from '../../text/hidden-characters.ts'
import { EventExpansion } from '../detail/event-expansion.tsx'
import { operationBar } from '../operation-badge.tsx'
import { LogCell } from './log-cell.tsx'
import type { LogView } from './log-view.ts'

interface LogRowProps {
  row: EventRow
  view: LogView
  /** Its place in the whole result, from 1. */
  place: number
  /** Whether its day has to be said: there is no heading that does. */
  dated: boolean
  expanded: boolean
  /** Just arrived. */
  fresh: boolean
  /** In the side panel. */
  current: boolean
}

export const LogRow = memo(function LogRow({ row, view, place, dated, expanded, fresh, current }: LogRowProps) {
  const detailId = `event-${row.number}`
  const said = visibleText(sentenceText(row.sentence), 160)
  const onRowClick = (event: MouseEvent<HTMLTableRowElement>) => {
    if (isPlainClick(event)) view.onOpen(row)
  }

  return (
    <>
      <tr
        className={cx('log-row', expanded && 'log-row-open', fresh && 'log-row-fresh')}
        data-event={row.number}
        aria-current={current ? 'true' : undefined}
        onClick={onRowClick}
      >
        {view.columns.map((column) => (
          <LogCell key={column} column={column} row={row} view={view} place={place} dated={dated} />
        ))}
        <td className="c-more">
          <div className="log-tools">
            <button
              type="button"
              data-row-toggle=""
              aria-expanded={expanded}
              aria-controls={expanded ? detailId : undefined}
              aria-keyshortcuts="e"
              aria-label={`Expand: ${said}`}
              title={expanded ? 'Close here (e)' : 'Open here (e)'}
              onClick={() => view.onToggle(row.number)}
              className="log-more"
            >
              <ChevronDown aria-hidden="true" />
            </button>
            <Link
              to={view.panelHref(row.number)}
              replace={view.panelOpen}
              preventScrollReset
              data-row-link=""
              aria-keyshortcuts="Enter o"
              aria-label={`View details: ${said}`}
              title="View details (Enter)"
              className="log-more"
            >
              <PanelRightOpen aria-hidden="true" />
            </Link>
          </div>
        </td>
      </tr>
      {expanded ? (
        <tr className="log-detail" id={detailId}>
          <td colSpan={view.columns.length + 1}>
            <div className="log-detail-body">
              <div aria-hidden="true" className={cx('bar log-detail-bar', operationBar(row.operation))} />
              <EventExpansion row={row} view={view} />
            </div>
          </td>
        </tr>
      ) : null}
    </>
  )
})

/** Not a click on something of its own, and not the end of selecting text. */
function isPlainClick(event: MouseEvent): boolean {
  if (event.target instanceof Element && event.target.closest('a, button, summary, input')) return false
  return window.getSelection()?.isCollapsed ?? true
}
