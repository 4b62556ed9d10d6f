import type { ExportView } from '@daybook/api/shared'
import { ArrowDownToLine, CircleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button, buttonClass } from '../shell/button.tsx'
import { CopyButton } from '../shell/copy-button.tsx'
import { Callout } from '../shell/surface.tsx'
import { useNow } from '../time/use-now.ts'
import { downloadHref } from './download-href.ts'
import { eventsWords, expiryWords, formatNames, sizeWords } from './export-words.ts'
import { useExports } from './exports-context.ts'

interface ExportResultProps {
  view: ExportView
  onClose: () => void
  onAgain: () => void
}

/** When it is over, one way or another. */
export function ExportResult({ view, onClose, onAgain }: ExportResultProps) {
  if (view.status === 'ready') return <ReadyFile view={view} onClose={onClose} />
  return (
    <div className="grid gap-5">
      {view.status === 'cancelled' ? (
        <p className="text-table">
          It stopped
          {view.written > 0 ? ` after ${eventsWords(view.written)}` : ' before anything was written'}. No file was kept.
        </p>
      ) : (
        <Callout look="danger" role="alert" icon={<CircleAlert aria-hidden="true" />}>
          <p className="font-medium">No file was made</p>
          <p>{view.failure ?? 'Something went wrong on our side. Try again.'}</p>
        </Callout>
      )}
      <footer className="export-dialog-foot">
        <Button onClick={onClose}>Close</Button>
        <Button look="primary" onClick={onAgain}>
          Export again
        </Button>
      </footer>
    </div>
  )
}

/** Who waited no longer than this is still there: the file comes by itself. Browsers allow it within five seconds. */
const atOnceMs = 4500

function ReadyFile({ view, onClose }: { view: ExportView; onClose: () => void }) {
  const exports = useExports()
  const now = useNow(exports?.reader.now ?? view.requestedAt)
  const link = useRef<HTMLAnchorElement>(null)
  const atOnce = wasQuick(view)
  useEffect(() => {
    if (atOnce) link.current?.click()
  }, [atOnce])

  return (
    <div className="grid gap-5">
      {atOnce ? <p className="text-table">The download starts by itself. If it does not, take it here.</p> : null}
      <div className="export-file">
        <p className="break-all font-medium">{view.fileName}</p>
        <p className="text-muted-foreground text-table tabular-nums">
          {[
            formatNames[view.format],
            eventsWords(view.written),
            view.bytes === null ? null : sizeWords(view.bytes),
            expiryWords(view, now),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </p>
        {view.sha256 ? <Hash sha256={view.sha256} /> : null}
      </div>
      <footer className="export-dialog-foot">
        <p className="export-note">Each download is recorded in the log.</p>
        <Button onClick={onClose}>Close</Button>
        <a ref={link} data-file href={downloadHref(view.id)} className={buttonClass({ look: 'primary' })}>
          <ArrowDownToLine aria-hidden="true" />
          Download
        </a>
      </footer>
    </div>
  )
}

function wasQuick({ requestedAt, finishedAt, downloads }: ExportView): boolean {
  if (finishedAt === null || downloads > 0) return false
  return new Date(finishedAt).getTime() - new Date(requestedAt).getTime() < atOnceMs
}

function Hash({ sha256 }: { sha256: string }) {
  return (
    <div className="mt-2 flex items-start gap-2 border-border border-t pt-2">
      <p className="min-w-0 grow text-meta">
        <span className="block text-muted-foreground">SHA-256 of the file</span>
        <code className="break-all text-[0.71875rem]">{sha256}</code>
      </p>
      <CopyButton text={() => sha256} label="Copy SHA-256" iconOnly />
    </div>
  )
}
