import type { EventRow, FieldLevel, TargetView } from '@daybook/api/shared'
import { moduleLabel, sentenceText } from '@daybook/core/model'
import { cx } from 'class-variance-authority'
import { ChevronDown } from 'lucide-react'
import type { MouseEvent } from 'react'
import { clipText, visibleText } from '../../text/hidden-characters.ts'
import { Visible } from '../../text/visible.tsx'
import { Relative, TimeOfDay } from '../../time/moment.tsx'
import { countWords } from '../../time/words.ts'
import { NotRecorded, Restricted } from '../absence.tsx'
import { ActionName } from '../action-name.tsx'
import { EventExpansion } from '../detail/event-expansion.tsx'
import { OperationBadge, operationBar } from '../operation-badge.tsx'
import { OutcomeMark } from '../outcome-mark.tsx'
import { PersonCell } from '../person.tsx'
import { Sentence } from '../sentence.tsx'

interface LogRowProps {
  row: EventRow
  view: string
  level: FieldLevel
  zone: string
  now: Date
  expanded: boolean
  onToggle: (number: number) => void
  hrefOf: (number: number) => string
  readers?: string | undefined
}

const dayMs = 86_400_000

export function LogRow({ row, view, level, zone, now, expanded, onToggle, hrefOf, readers }: LogRowProps) {
  const detailId = `event-${row.number}`
  const saysCount = row.changeCount === 0 || row.sentence.some((part) => part.kind === 'count')
  const recent = now.getTime() - new Date(row.occurredAt).getTime() < dayMs
  const onRowClick = (event: MouseEvent<HTMLTableRowElement>) => {
    if (isPlainClick(event)) onToggle(row.number)
  }

  return (
    <>
      <tr className={cx('log-row', expanded && 'log-row-open')} onClick={onRowClick}>
        <td className="c-time">
          <TimeOfDay at={row.occurredAt} zone={zone} now={now} />
          {recent ? (
            <div className="truncate text-meta text-muted-foreground">
              <Relative at={row.occurredAt} now={now} />
            </div>
          ) : null}
        </td>
        <td className="c-user">
          <PersonCell person={row.actor} assumedBy={row.assumedBy} onBehalfOf={row.onBehalfOf} />
        </td>
        <td className="c-operation">
          <OperationBadge operation={row.operation} word={row.operationWord} />
        </td>
        <td className="c-module">
          <Visible text={moduleLabel(row.module)} limit={60} />
        </td>
        <td className="c-action">
          <ActionName action={row.action} />
        </td>
        <td className="c-target">
          {row.target ? <TargetCell target={row.target} id={row.evidence?.targetId ?? null} /> : <NotRecorded />}
        </td>
        <th scope="row" className="c-text">
          <div className="line-clamp-2">
            <Sentence parts={row.sentence} />
            {saysCount ? null : <ChangeCount count={row.changeCount} />}
          </div>
        </th>
        <td className="c-outcome" data-outcome={row.outcome}>
          <OutcomeMark outcome={row.outcome} />
        </td>
        <td className="c-ip">
          {level === 'log' ? <Restricted readers={readers} /> : <Address evidence={row.evidence} />}
        </td>
        <td className="c-more">
          <button
            type="button"
            data-row-button=""
            aria-expanded={expanded}
            aria-controls={expanded ? detailId : undefined}
            aria-keyshortcuts="e"
            aria-label={`View details: ${visibleText(sentenceText(row.sentence), 160)}`}
            onClick={() => onToggle(row.number)}
            className="log-more"
          >
            <ChevronDown aria-hidden="true" />
          </button>
          <noscript>
            <a href={hrefOf(row.number)} className="absolute inset-0">
              <span className="sr-only">View details</span>
            </a>
          </noscript>
        </td>
      </tr>
      {expanded ? (
        <tr className="log-detail" id={detailId}>
          <td colSpan={10}>
            <div aria-hidden="true" className={cx('bar log-detail-bar', operationBar(row.operation))} />
            <EventExpansion row={row} view={view} zone={zone} now={now} href={hrefOf(row.number)} readers={readers} />
          </td>
        </tr>
      ) : null}
    </>
  )
}

/** Not a click on something of its own, and not the end of selecting text. */
function isPlainClick(event: MouseEvent): boolean {
  if (event.target instanceof Element && event.target.closest('a, button, summary, input')) return false
  return window.getSelection()?.isCollapsed ?? true
}

function TargetCell({ target, id }: { target: TargetView; id: string | null }) {
  return (
    <>
      <div className="truncate">
        <Visible text={target.name ?? target.type} limit={120} />
      </div>
      <div className="truncate text-meta text-muted-foreground">
        {target.name ? <Visible text={target.type} limit={60} /> : null}
        {id ? (
          <span title={visibleText(id)}>
            {target.name ? ' · ' : ''}
            <code>
              <Visible text={shortId(id)} />
            </code>
          </span>
        ) : null}
      </div>
    </>
  )
}

/** Enough of an identifier to know it again; the whole of it is in the title and in the evidence. */
function shortId(id: string): string {
  return id.length <= 10 ? id : `${clipText(id, 4).text}…${id.slice(-4)}`
}

function Address({ evidence }: { evidence: EventRow['evidence'] }) {
  if (!evidence?.ip) return <NotRecorded />
  return (
    <>
      <code className="block truncate max-md:inline" title={visibleText(evidence.ip)}>
        <Visible text={evidence.ip} limit={60} />
      </code>
      {evidence.country ? (
        <div className="text-meta text-muted-foreground">
          <Visible text={evidence.country} limit={20} />
        </div>
      ) : null}
    </>
  )
}

function ChangeCount({ count }: { count: number }) {
  return (
    <span className="text-muted-foreground">
      {' '}
      <span className="whitespace-nowrap">
        · {countWords(count)} {count === 1 ? 'change' : 'changes'}
      </span>
    </span>
  )
}
