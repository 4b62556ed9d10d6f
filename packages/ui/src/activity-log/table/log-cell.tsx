import type { EventRow, TargetView } from '@daybook/api/shared'
import { moduleLabel } from '@daybook/core/model'
import { queryKeys } from '@daybook/core/query'
import { clipText, visibleText } from '../../text/hidden-characters.ts'
import { Visible } from '../../text/visible.tsx'
import { Relative, TimeOfDay } from '../../time/moment.tsx'
import { countWords } from '../../time/words.ts'
import { NotRecorded, Restricted } from '../absence.tsx'
import { ActionName } from '../action-name.tsx'
import { ValueActions } from '../filters/value-actions.tsx'
import { OperationBadge, operationLabel } from '../operation-badge.tsx'
import { OutcomeMark, outcomeWords } from '../outcome-mark.tsx'
import { PersonCell, personName } from '../person.tsx'
import { Sentence } from '../sentence.tsx'
import type { LogColumn } from '../view/columns.ts'
import { columnClass, type LogView } from './log-view.ts'

interface LogCellProps {
  column: LogColumn
  row: EventRow
  view: LogView
  place: number
  dated: boolean
}

/** One value of a row; each can be asked for or left out where it stands. */
export function LogCell({ column, row, view, place, dated }: LogCellProps) {
  const className = columnClass(view, column)
  switch (column) {
    case 'row':
      return (
        <td className={className}>
          <span>{countWords(place)}</span>
        </td>
      )
    case 'time':
      return (
        <td className={className}>
          <TimeOfDay at={row.occurredAt} zone={view.zone} now={view.now} dated={dated} />
          {!dated && isRecent(row.occurredAt, view.now) ? (
            <div className="second-line">
              <Relative at={row.occurredAt} now={view.now} />
            </div>
          ) : null}
        </td>
      )
    case 'user':
      return (
        <td className={className}>
          <PersonCell person={row.actor} assumedBy={row.assumedBy} onBehalfOf={row.onBehalfOf} />
          <ValueActions queryKey="actor" value={row.actor.key} label={personName(row.actor)} />
        </td>
      )
    case 'operation':
      return (
        <td className={className}>
          <OperationBadge operation={row.operation} word={row.operationWord} />
          {view.columns.includes('action') ? (
            // Where the action has no room for a column of its own. It is read from its own cell.
            <div aria-hidden="true" className={`under-operation until-${view.room.get('action')}`}>
              <ActionName action={row.action} />
            </div>
          ) : null}
          <ValueActions
            queryKey="operation"
            value={row.operation}
            label={operationLabel(row.operation, row.operationWord)}
          />
        </td>
      )
    case 'module':
      return (
        <td className={className}>
          <Visible text={moduleLabel(row.module)} limit={60} />
          <ValueActions queryKey="module" value={row.module} label={moduleLabel(row.module)} />
        </td>
      )
    case 'action':
      return (
        <td className={className}>
          <ActionName action={row.action} />
          <ValueActions queryKey="action" value={row.action} label={row.action} />
        </td>
      )
    case 'target':
      return (
        <td className={className}>
          {row.target ? <TargetCell target={row.target} id={row.evidence?.targetId ?? null} /> : <NotRecorded />}
        </td>
      )
    case 'text':
      return (
        <th scope="row" className={className}>
          <div className="log-sentence">
            <Sentence parts={row.sentence} />
            <ChangeCount row={row} />
          </div>
        </th>
      )
    case 'outcome':
      return (
        <td className={className} data-outcome={row.outcome}>
          <OutcomeMark outcome={row.outcome} />
          <ValueActions queryKey="outcome" value={row.outcome} label={outcomeWords[row.outcome]} />
        </td>
      )
    case 'ip':
      return (
        <td className={className}>
          {view.level === 'log' ? <Restricted readers={view.readers} /> : <Address evidence={row.evidence} />}
        </td>
      )
  }
}

const dayMs = 86_400_000

function isRecent(at: string, now: Date): boolean {
  return now.getTime() - new Date(at).getTime() < dayMs
}

function TargetCell({ target, id }: { target: TargetView; id: string | null }) {
  return (
    <>
      <div className="truncate">
        <Visible text={target.name ?? target.type} limit={120} />
      </div>
      <div className="second-line">
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
      {target.name ? (
        <ValueActions queryKey="target" value={target.name} label={target.name} />
      ) : (
        <ValueActions queryKey="target_type" value={target.type} label={target.type} />
      )}
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
      <code className="log-ip" title={visibleText(evidence.ip)}>
        <Visible text={evidence.ip} limit={60} />
      </code>
      {evidence.country ? (
        <div className="second-line">
          <Visible text={evidence.country} limit={20} />
        </div>
      ) : null}
      {queryKeys.ip.read(evidence.ip) === null ? null : (
        <ValueActions queryKey="ip" value={evidence.ip} label={evidence.ip} />
      )}
    </>
  )
}

/** `3 fields changed`, unless the sentence says it. */
function ChangeCount({ row: { changeCount, sentence } }: { row: EventRow }) {
  if (changeCount === 0 || sentence.some((part) => part.kind === 'count')) return null
  return (
    <span className="text-muted-foreground">
      {' '}
      <span className="whitespace-nowrap">
        · {countWords(changeCount)} {changeCount === 1 ? 'field' : 'fields'} changed
      </span>
    </span>
  )
}
