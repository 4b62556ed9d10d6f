import type { ExportView } from '@daybook/api/shared'
import { Link, useRevalidator } from '@remix-run/react'
import { ArrowDownToLine, CloudOff } from 'lucide-react'
import { FailureRequest } from '../activity-log/failure.tsx'
import { Button, buttonClass } from '../shell/button.tsx'
import { PageHeader } from '../shell/pages.tsx'
import { Callout, EmptyState } from '../shell/surface.tsx'
import { useNow } from '../time/use-now.ts'
import { plural } from '../time/words.ts'
import { describeExportFailure } from './export-failure.ts'
import { isActive } from './export-phase.ts'
import { spokenWords } from './export-words.ts'
import { ExportsTable } from './exports-table.tsx'
import { useExportsList } from './use-exports-list.ts'

export interface ExportsPageProps {
  /** What the loader read. Null when it could not be read: then `failure` says why. */
  exports: ExportView[] | null
  failure?: { message: string; requestId: string | null } | null
  /** The list holds everybody's exports, not the reader's alone. */
  everybodys: boolean
  zone: string
  /** When the server rendered, ISO 8601. */
  now: string
  /** Where exports come from. */
  logHref: string
}

/** The exports of an organisation, or one's own: what they hold, how far they are, and the files. */
export function ExportsPage({ exports, failure = null, ...rest }: ExportsPageProps) {
  return (
    <>
      <PageHeader title="Exports" lead={leadOf(rest.everybodys)} />
      {failure ? <ListFailure {...failure} /> : null}
      {exports ? <LoadedExports initial={exports} {...rest} /> : null}
    </>
  )
}

function leadOf(everybodys: boolean): string {
  return everybodys
    ? 'Everybody’s exports of the log. A file is kept for 24 hours, for whoever asked for it.'
    : 'Your exports of the log. A file is kept for 24 hours, for you alone.'
}

interface LoadedExportsProps extends Omit<ExportsPageProps, 'exports' | 'failure'> {
  initial: ExportView[]
}

function LoadedExports({ initial, everybodys, zone, now: serverNow, logHref }: LoadedExportsProps) {
  const now = useNow(serverNow)
  const { rows, error, retry } = useExportsList(initial)
  const own = rows.find(({ view }) => view.own)
  return (
    <>
      {error ? <Stale error={error} onRetry={retry} /> : null}
      {rows.length === 0 ? (
        <EmptyState
          icon={<ArrowDownToLine aria-hidden="true" />}
          title="No exports yet"
          actions={
            <Link to={logHref} className={buttonClass({ look: 'primary' })}>
              Open the Activity log
            </Link>
          }
        >
          Filter the log to what you need, then choose Export, or press <kbd className="key">Shift</kbd>{' '}
          <kbd className="key">E</kbd>. The file appears here.
        </EmptyState>
      ) : (
        <ExportsTable rows={rows} everybodys={everybodys} zone={zone} now={now} logHref={logHref} />
      )}
      <p role="status" className="sr-only">
        {own ? spokenWords(own.view) : ''}
      </p>
      {rows.length > 0 ? (
        <Summary count={rows.length} active={rows.filter(({ view }) => isActive(view)).length} />
      ) : null}
    </>
  )
}

function Summary({ count, active }: { count: number; active: number }) {
  return (
    <p className="mt-3 text-meta text-muted-foreground">
      {plural(count, 'export')}
      {active > 0 ? `, ${active} under way` : ''}. The newest 200 are listed; all of them are events in the log.
    </p>
  )
}

/** What is on screen stays. */
function Stale({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { text, requestId, signIn } = describeExportFailure(error)
  return (
    <Callout look="warning" role="alert" icon={<CloudOff aria-hidden="true" />} className="mb-3">
      <p className="font-medium">This list is not up to date</p>
      <p>{text}</p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        {signIn ? null : (
          <Button size="small" onClick={onRetry}>
            Try again
          </Button>
        )}
        {requestId ? <FailureRequest id={requestId} /> : null}
      </div>
    </Callout>
  )
}

function ListFailure({ message, requestId }: { message: string; requestId: string | null }) {
  const { revalidate, state } = useRevalidator()
  return (
    <Callout look="danger" role="alert" icon={<CloudOff aria-hidden="true" />}>
      <p className="font-medium">The exports could not be loaded</p>
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
