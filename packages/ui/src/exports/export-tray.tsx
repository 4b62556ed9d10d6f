import { Link, useLocation } from '@remix-run/react'
import { ArrowDownToLine, CircleAlert, CircleCheck, X } from 'lucide-react'
import { Button, buttonClass } from '../shell/button.tsx'
import { Disclosure } from '../shell/disclosure.tsx'
import { downloadHref } from './download-href.ts'
import { ExportFailure } from './export-failure-callout.tsx'
import { isActive, percentOf, phaseOf } from './export-phase.ts'
import { ExportProgress } from './export-progress.tsx'
import { Trouble } from './export-running.tsx'
import { exportedView } from './export-sentence.ts'
import { briefWords, eventsWords, formatNames, progressWords, sizeWords, spokenWords } from './export-words.ts'
import { useExports, useFollowed } from './exports-context.ts'
import type { Followed, FollowedExports, Follower } from './follower.ts'
import { useCancelExport } from './use-cancel-export.ts'

/**
 * In the bar of the shell, on every page: what is being exported, and what has just become ready. Quiet: a ring and a
 * number, with everything else one press away. The list of exports shows the same, so there it is not needed.
 */
export function ExportTray() {
  const exports = useExports()
  const followed = useFollowed(exports?.follower ?? null)
  const { pathname } = useLocation()
  const [latest] = followed
  if (!exports?.follower || !latest || pathname === exports.reader.href) return null
  return (
    <div className="no-print">
      <Disclosure
        labelClass="export-pill"
        panelClass="export-tray"
        label={<Pill followed={followed} latest={latest} />}
      >
        <ul>
          {followed.map((each) => (
            <li key={each.view.id}>
              <TrayItem followed={each} follower={exports.follower} zone={exports.reader.zone} />
            </li>
          ))}
        </ul>
        <p className="border-border border-t px-4 py-2.5">
          <Link to={exports.reader.href} className="text-house text-table underline underline-offset-2">
            All exports
          </Link>
        </p>
      </Disclosure>
      <p role="status" className="sr-only">
        {spokenWords(latest.view)}
      </p>
    </div>
  )
}

function Pill({ followed, latest }: { followed: FollowedExports; latest: Followed }) {
  const shown =
    followed.find(({ view }) => phaseOf(view) === 'writing') ?? followed.find(({ view }) => isActive(view)) ?? latest
  const { view } = shown
  return (
    <>
      <PillSign followed={shown} />
      <span className="tabular-nums">{briefWords(view)}</span>
      <span className="sr-only">
        {phaseOf(view) === 'writing' ? ` exported. ${progressWords(view)}.` : '.'}
        {followed.length > 1 ? ` ${followed.length} exports in all.` : ''}
      </span>
    </>
  )
}

function PillSign({ followed: { view } }: { followed: Followed }) {
  if (view.status === 'ready') return <CircleCheck aria-hidden="true" className="text-create" />
  if (!isActive(view))
    return <CircleAlert aria-hidden="true" className={view.status === 'failed' ? 'text-delete' : ''} />
  return <Ring percent={percentOf(view)} />
}

/** Geometry by attributes: styles in the page are refused. */
function Ring({ percent }: { percent: number | null }) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={percent === null ? 'export-ring export-ring-busy' : 'export-ring'}
    >
      <circle cx="8" cy="8" r="6.5" />
      <circle
        cx="8"
        cy="8"
        r="6.5"
        pathLength="100"
        strokeDasharray={`${percent ?? 25} 100`}
        transform="rotate(-90 8 8)"
      />
    </svg>
  )
}

interface TrayItemProps {
  followed: Followed
  follower: Follower | null
  zone: string
}

function TrayItem({ followed, follower, zone }: TrayItemProps) {
  const { view, trouble } = followed
  const { question, range } = exportedView(view, zone)
  const cancel = useCancelExport()
  const dismiss = () => follower?.forget(view.id)
  return (
    <div className="grid gap-2 px-4 py-3">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <p className="exports-question font-medium text-table">{question}</p>
          <p className="text-meta text-muted-foreground">
            {range ?? 'Any time'} · {formatNames[view.format]}
          </p>
        </div>
        {isActive(view) ? null : (
          <Button look="quiet" size="tiny" square aria-label={`Dismiss: ${question}`} onClick={dismiss}>
            <X aria-hidden="true" />
          </Button>
        )}
      </div>
      {isActive(view) ? <ExportProgress followed={followed} /> : <Outcome followed={followed} />}
      {trouble ? <Trouble {...trouble} /> : null}
      {cancel.error ? <ExportFailure error={cancel.error} title="It was not cancelled" /> : null}
      {isActive(view) ? (
        <p>
          <Button
            size="small"
            look="quiet"
            className="-ml-2"
            disabled={view.cancelling || cancel.isPending}
            onClick={() => cancel.mutate({ id: view.id })}
          >
            Cancel export
          </Button>
        </p>
      ) : null}
      {view.status === 'ready' ? (
        <p>
          {/* The file is on its way then, and known to be. */}
          <a
            href={downloadHref(view.id)}
            className={buttonClass({ size: 'small', look: 'primary' })}
            onClick={() => setTimeout(dismiss)}
          >
            <ArrowDownToLine aria-hidden="true" />
            Download
          </a>
        </p>
      ) : null}
    </div>
  )
}

function Outcome({ followed: { view } }: { followed: Followed }) {
  if (view.status === 'failed') return <p className="text-destructive text-table">{view.failure ?? 'It failed.'}</p>
  if (view.status !== 'ready')
    return <p className="text-muted-foreground text-table">{progressWords(view)}. No file was kept.</p>
  const size = view.bytes === null ? '' : ` · ${sizeWords(view.bytes)}`
  return (
    <p className="text-muted-foreground text-table tabular-nums">
      Ready · {eventsWords(view.written)}
      {size}
    </p>
  )
}
