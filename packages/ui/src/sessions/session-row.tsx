import type { SessionView } from '@daybook/api/shared'
import { Link } from '@remix-run/react'
import { NotRecorded, Restricted } from '../activity-log/absence.tsx'
import { UserAgent } from '../activity-log/detail/user-agent.tsx'
import { Button, buttonClass } from '../shell/button.tsx'
import { Badge } from '../shell/surface.tsx'
import { Visible } from '../text/visible.tsx'
import { relativeWords } from '../time/words.ts'
import { NearMoment } from './near-moment.tsx'
import { SessionState } from './session-state.tsx'
import { methodNames, type Revoking } from './session-words.ts'

export interface SessionRowProps {
  session: SessionView
  /** The reader sees the technical evidence. */
  evidence: boolean
  mayRevoke: boolean
  selected: boolean
  onSelect: (selected: boolean) => void
  onRevoke: (revoking: Revoking) => void
  zone: string
  now: Date
  logHref: string
}

export function SessionRow(props: SessionRowProps) {
  const { session, evidence, mayRevoke, selected, onSelect, zone, now } = props
  const { id, user, ip, userAgent, method, current, own, status } = session
  const absent = evidence ? <NotRecorded /> : <Restricted />
  const isRevocable = mayRevoke && id !== null && status === 'active' && !current
  return (
    <tr className="sessions-row" data-selected={isRevocable && selected ? '' : undefined}>
      {mayRevoke ? (
        <td className="s-pick">
          {isRevocable ? (
            <label className="sessions-pick">
              <input
                type="checkbox"
                name="revoke"
                value={id}
                form="sessions-selection"
                checked={selected}
                onChange={(event) => onSelect(event.target.checked)}
              />
              <span className="sr-only">
                Select the session of {user.name}, begun <NearMoment at={session.createdAt} zone={zone} now={now} />
              </span>
            </label>
          ) : null}
        </td>
      ) : null}
      <th scope="row" className="s-user">
        <span className="font-medium">
          <Visible text={user.name} limit={120} />
        </span>
        {own ? ' (you)' : null}
        <div className="text-meta text-muted-foreground">
          <Visible text={user.email} limit={120} />
        </div>
        {current ? <Badge look="house">This device</Badge> : null}
      </th>
      <td className="s-device" data-label="Device, method">
        {userAgent ? <UserAgent raw={userAgent} /> : absent}
        <div className="text-meta text-muted-foreground">{method ? methodNames[method] : null}</div>
      </td>
      <td className="s-ip" data-label="IP">
        {ip ? (
          <code className="text-mono">
            <Visible text={ip} limit={60} />
          </code>
        ) : (
          absent
        )}
      </td>
      <td className="s-time" data-label="Created">
        <NearMoment at={session.createdAt} zone={zone} now={now} />
      </td>
      <td className="s-time" data-label="Last activity">
        <NearMoment at={session.lastActiveAt} zone={zone} now={now} />
      </td>
      <td className="s-time" data-label="Expires">
        <NearMoment at={session.expiresAt} zone={zone} now={now} />
        {status === 'active' ? (
          <div className="text-meta text-muted-foreground">{relativeWords(new Date(session.expiresAt), now)}</div>
        ) : null}
      </td>
      <td className="s-state" data-label="Status">
        <SessionState session={session} zone={zone} now={now} />
      </td>
      {evidence ? (
        <td className="s-actions">
          <RowActions {...props} isRevocable={isRevocable} />
        </td>
      ) : null}
    </tr>
  )
}

function RowActions({
  session,
  isRevocable,
  mayRevoke,
  onRevoke,
  logHref,
}: SessionRowProps & { isRevocable: boolean }) {
  const { id, user, current } = session
  return (
    <>
      {isRevocable ? (
        // Without scripts it is a link, to the page with the question.
        <Link
          to={`?revoke=${id}`}
          className={buttonClass({ size: 'small', look: 'danger' })}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return
            event.preventDefault()
            onRevoke({ kind: 'one', session })
          }}
        >
          Revoke<span className="sr-only"> the session of {user.name}</span>
        </Link>
      ) : null}
      {mayRevoke && current && user.id !== null ? (
        <form method="post" action="/sign-out">
          <Button type="submit" size="small">
            Sign out
          </Button>
        </form>
      ) : null}
      {id ? (
        <Link
          to={`${logHref}?q=${encodeURIComponent(`session:${id}`)}`}
          className="text-house text-meta underline underline-offset-2"
        >
          What was done in it<span className="sr-only">, the session of {user.name}</span>
        </Link>
      ) : null}
    </>
  )
}
