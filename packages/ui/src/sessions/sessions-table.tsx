import type { SessionView } from '@daybook/api/shared'
import { SessionRow } from './session-row.tsx'
import type { Revoking } from './session-words.ts'

export interface SessionsTableProps {
  rows: SessionView[]
  evidence: boolean
  mayRevoke: boolean
  selected: ReadonlySet<string>
  onSelect: (selected: ReadonlySet<string>) => void
  onRevoke: (revoking: Revoking) => void
  zone: string
  now: Date
  logHref: string
}

const columns = ['User', 'Device, method', 'IP', 'Created', 'Last activity', 'Expires', 'Status']

export function SessionsTable({ rows, selected, onSelect, mayRevoke, evidence, zone, ...rest }: SessionsTableProps) {
  const pick = (id: string | null, isSelected: boolean) => {
    if (id === null) return
    const next = new Set(selected)
    if (isSelected) next.add(id)
    else next.delete(id)
    onSelect(next)
  }
  const look = evidence ? (mayRevoke ? 'sessions-table s-full' : 'sessions-table s-seen') : 'sessions-table'
  return (
    <div className="sessions">
      <table className={look}>
        <caption className="sr-only">Sessions, newest first. Times in {zone.replaceAll('_', ' ')}.</caption>
        <thead>
          <tr className="sessions-head">
            {mayRevoke ? (
              <th scope="col">
                <span className="sr-only">Selected</span>
              </th>
            ) : null}
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            {evidence ? (
              <th scope="col">
                <span className="sr-only">Actions</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((session) => (
            <SessionRow
              key={session.id ?? `${session.createdAt} ${session.user.email}`}
              session={session}
              evidence={evidence}
              mayRevoke={mayRevoke}
              selected={session.id !== null && selected.has(session.id)}
              onSelect={(isSelected) => pick(session.id, isSelected)}
              zone={zone}
              {...rest}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}
