import type { ExportView } from '@daybook/api/shared'
import { Link } from '@remix-run/react'
import { CopyButton } from '../shell/copy-button.tsx'
import { Visible } from '../text/visible.tsx'
import { clockTime, exactTime, nearDay, shortDate } from '../time/words.ts'
import { zonedTime } from '../time/zoned.ts'
import { ExportActions } from './export-actions.tsx'
import { isActive } from './export-phase.ts'
import { exportedView } from './export-sentence.ts'
import { ExportState } from './export-state.tsx'
import { eventsWords, formatNames, shortHash, sizeWords } from './export-words.ts'
import type { Followed } from './follower.ts'

export interface ExportRowProps {
  followed: Followed
  zone: string
  now: Date
  logHref: string
}

export function ExportRow({ followed, zone, now, logHref }: ExportRowProps) {
  const { view } = followed
  return (
    <tr className="exports-row">
      <td className="x-asked">
        <AskedAt view={view} zone={zone} now={now} />
        <div className="text-muted-foreground text-meta">
          {view.own ? 'You' : <Visible text={view.requestedBy} limit={120} />}
        </div>
      </td>
      <th scope="row" className="x-events">
        <Held view={view} zone={zone} logHref={logHref} />
      </th>
      <td className="x-file">
        <FileFacts view={view} />
      </td>
      <td className="x-state">
        <ExportState followed={followed} now={now} />
      </td>
      <td className="x-actions">
        <ExportActions view={view} />
      </td>
    </tr>
  )
}

function AskedAt({ view, zone, now }: { view: ExportView; zone: string; now: Date }) {
  const instant = new Date(view.requestedAt)
  const time = zonedTime(instant, zone)
  const utc = zonedTime(instant, 'UTC')
  return (
    <time dateTime={view.requestedAt} title={`${shortDate(utc)}, ${exactTime(utc)} UTC`} className="tabular-nums">
      {nearDay(time, now, zone) ?? shortDate(time)}, {clockTime(time)}
    </time>
  )
}

/** The events of the file, and the way to look at them. */
function Held({ view, zone, logHref }: { view: ExportView; zone: string; logHref: string }) {
  const { question, range, search } = exportedView(view, zone)
  return (
    <>
      <span className="exports-question">{question}</span>
      <span className="block text-muted-foreground text-meta">{range ?? 'Any time'}</span>
      <Link
        to={search ? `${logHref}?${search}` : logHref}
        className="text-house text-meta underline underline-offset-2"
      >
        Open this view<span className="sr-only">: {question}</span>
      </Link>
    </>
  )
}

function FileFacts({ view }: { view: ExportView }) {
  const { format, level, bytes, sha256 } = view
  const parts = [bytes === null ? null : sizeWords(bytes), level === 'log' ? 'without evidence' : null]
  // Of a file that was not made, what it would have held says nothing.
  const rows = isActive(view) ? view.total : view.status === 'ready' || view.status === 'expired' ? view.written : null
  return (
    <>
      <div className="tabular-nums">
        {formatNames[format]}
        {rows === null ? null : ` · ${eventsWords(rows)}`}
      </div>
      {parts.some(Boolean) ? (
        <div className="text-muted-foreground text-meta tabular-nums">{parts.filter(Boolean).join(' · ')}</div>
      ) : null}
      {sha256 ? (
        <div className="exports-hash">
          <span className="sr-only">SHA-256 </span>
          <code title={`SHA-256 ${sha256}`}>{shortHash(sha256)}</code>
          <CopyButton text={() => sha256} label="Copy SHA-256" size="tiny" iconOnly />
        </div>
      ) : null}
    </>
  )
}
