import type { SessionPage } from '@daybook/api/shared'
import { Link, useRevalidator, useSearchParams } from '@remix-run/react'
import { CircleCheck, CloudOff, MonitorSmartphone } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Failure, FailureRequest } from '../activity-log/failure.tsx'
import { describeExportFailure } from '../exports/export-failure.ts'
import { Button, buttonClass } from '../shell/button.tsx'
import { PageHeader } from '../shell/pages.tsx'
import { Callout, EmptyState } from '../shell/surface.tsx'
import { Visible } from '../text/visible.tsx'
import { useNow } from '../time/use-now.ts'
import { countWords, plural } from '../time/words.ts'
import { RevokeDialog } from './revoke-dialog.tsx'
import type { Revoking } from './session-words.ts'
import { SessionsSearch } from './sessions-search.tsx'
import { SessionsTable } from './sessions-table.tsx'
import { useRevoke } from './use-revoke.ts'
import { type SessionsQuestion, useSessionsList } from './use-sessions-list.ts'

/** What a form that was posted without scripts came to. */
export type SessionsAnswer =
  | { step: 'revoked'; message: string }
  | {
      step: 'asked'
      /** What has to be shown again; null when the form was refused for another reason. */
      needs: 'totp' | 'password' | null
      message: string | null
      ids: string[]
      userId: string | null
      everywhere: boolean
      reason: string
    }

export interface SessionsPageProps extends SessionsQuestion {
  /** What the loader read. Null when it could not be read: then `failure` says why. */
  page: SessionPage | null
  failure?: { message: string; requestId: string | null } | null
  answer: SessionsAnswer | null
  mayRevoke: boolean
  zone: string
  /** When the server rendered, ISO 8601. */
  now: string
  logHref: string
}

/** The session register of an organisation. */
export function SessionsPage({ page, failure = null, ...rest }: SessionsPageProps) {
  return (
    <>
      <PageHeader title="Sessions" lead="Who is signed in to Daybook, who was, and how that ended." />
      {failure ? <ListFailure {...failure} /> : null}
      {page ? (
        <>
          <SessionsSearch find={rest.find} status={rest.status} />
          <LoadedSessions key={`${rest.find} ${rest.status}`} first={page} {...rest} />
        </>
      ) : null}
    </>
  )
}

type LoadedProps = Omit<SessionsPageProps, 'page' | 'failure'> & { first: SessionPage }

function LoadedSessions({ first, find, status, answer, mayRevoke, zone, now: serverNow, logHref }: LoadedProps) {
  const now = useNow(serverNow)
  const [search] = useSearchParams()
  const list = useSessionsList(first, { find, status })
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const asked = answer?.step === 'asked' ? answer : null
  const [revoking, setRevoking] = useState(() =>
    mayRevoke ? revokingOf(first, asked ?? askedIn(search, first)) : null,
  )
  const revoke = useRevoke({
    onDone() {
      setRevoking(null)
      setSelected(new Set())
      void list.again()
    },
  })
  const done = revoke.done ?? (answer?.step === 'revoked' ? answer.message : null)
  const result = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (revoke.done !== null) result.current?.focus()
  }, [revoke.done])
  const open = (next: Revoking) => {
    revoke.reset()
    setRevoking(next)
  }
  const { self } = first
  const isFiltered = find !== '' || status !== null

  return (
    <>
      {/* There before it says anything, or it would not be heard; focused, because what was pressed may be gone. */}
      <div ref={result} role="status" tabIndex={-1}>
        {done ? (
          <Callout icon={<CircleCheck aria-hidden="true" />} className="mb-4">
            <Visible text={done} />
          </Callout>
        ) : null}
      </div>
      {mayRevoke && asked === null ? (
        <div className="mb-3 flex flex-wrap items-center gap-2 no-print">
          {/* Its boxes stand in the table. Without scripts it leads to the page with the question. */}
          <form
            id="sessions-selection"
            method="get"
            onSubmit={(event) => {
              event.preventDefault()
              if (selected.size > 0) open({ kind: 'several', ids: [...selected] })
            }}
          >
            <Button type="submit" look="danger" aria-disabled={selected.size === 0}>
              {selected.size > 0 ? `Revoke ${countWords(selected.size)} selected` : 'Revoke selected'}
            </Button>
          </form>
          {self === null ? null : (
            <Link
              to="?others=1"
              className={buttonClass({ look: 'quiet' })}
              onClick={(event) => {
                event.preventDefault()
                open({ kind: 'others', userId: self })
              }}
            >
              Sign me out everywhere else
            </Link>
          )}
        </div>
      ) : null}
      {list.rows.length === 0 ? (
        <EmptyState
          icon={<MonitorSmartphone aria-hidden="true" />}
          title={isFiltered ? 'No session matches' : 'No sessions yet'}
          actions={
            isFiltered ? (
              <Link to="?" className={buttonClass({ look: 'primary' })}>
                Show all sessions
              </Link>
            ) : null
          }
        >
          {isFiltered ? 'Look for another name or e-mail, or another status.' : 'Whoever signs in appears here.'}
        </EmptyState>
      ) : (
        <SessionsTable
          rows={list.rows}
          evidence={first.level === 'evidence'}
          mayRevoke={mayRevoke}
          selected={selected}
          onSelect={setSelected}
          onRevoke={open}
          zone={zone}
          now={now}
          logHref={logHref}
        />
      )}
      {list.error ? <Failure error={list.error} what="More sessions" onRetry={() => void list.again()} /> : null}
      <footer className="mt-3 flex flex-wrap items-center gap-3">
        {list.nextCursor === null ? null : (
          <Link
            to={nextHref(search, list.nextCursor)}
            className={buttonClass({})}
            aria-disabled={list.pending}
            onClick={(event) => {
              event.preventDefault()
              if (!list.pending) void list.more()
            }}
          >
            Load more sessions
          </Link>
        )}
        <span className="text-meta text-muted-foreground tabular-nums">
          {list.count.capped ? `${countWords(list.count.value)}+ sessions` : plural(list.count.value, 'session')}
        </span>
      </footer>
      {revoking ? (
        <RevokeDialog
          key={revoking.kind}
          revoking={revoking}
          asked={asked}
          pending={revoke.isPending}
          error={revoke.error ? describeExportFailure(revoke.error).text : (asked?.message ?? null)}
          onSubmit={(request) => revoke.start(revoking, request)}
          onClose={() => setRevoking(null)}
        />
      ) : null}
    </>
  )
}

function askedIn(search: URLSearchParams, { self }: SessionPage) {
  return { ids: search.getAll('revoke'), userId: search.has('others') ? self : null }
}

function nextHref(search: URLSearchParams, cursor: string): string {
  const next = new URLSearchParams(search)
  for (const name of ['revoke', 'others']) next.delete(name)
  next.set('cursor', cursor)
  return `?${next}`
}

/** What the page was opened to ask about. */
function revokingOf(
  { rows }: SessionPage,
  { ids, userId }: { ids: readonly string[]; userId: string | null },
): Revoking | null {
  const [id] = ids
  if (id === undefined) return userId === null ? null : { kind: 'others', userId }
  const session = rows.find((row) => row.id === id)
  return ids.length === 1 && session ? { kind: 'one', session } : { kind: 'several', ids: [...ids] }
}

function ListFailure({ message, requestId }: { message: string; requestId: string | null }) {
  const { revalidate, state } = useRevalidator()
  return (
    <Callout look="danger" role="alert" icon={<CloudOff aria-hidden="true" />}>
      <p className="font-medium">The sessions could not be loaded</p>
      <p>{message}</p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Button size="small" disabled={state === 'loading'} onClick={() => revalidate()}>
          Try again
        </Button>
        {requestId ? <FailureRequest id={requestId} /> : null}
      </div>
    </Callout>
  )
}
