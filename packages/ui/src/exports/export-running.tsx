import { WifiOff } from 'lucide-react'
import { Button } from '../shell/button.tsx'
import { Callout } from '../shell/surface.tsx'
import { ExportFailure, SignInLink } from './export-failure-callout.tsx'
import { ExportProgress } from './export-progress.tsx'
import { formatNames } from './export-words.ts'
import type { Followed } from './follower.ts'
import { useCancelExport } from './use-cancel-export.ts'

/** While it is being written. */
export function ExportRunning({ followed, onClose }: { followed: Followed; onClose: () => void }) {
  const { view, trouble } = followed
  const cancel = useCancelExport()
  return (
    <div className="grid gap-5">
      <div>
        <p className="mb-3 text-muted-foreground text-table">
          {view.fileName} · {formatNames[view.format]}
        </p>
        <ExportProgress followed={followed} />
      </div>
      {trouble ? <Trouble {...trouble} /> : null}
      {cancel.error ? <ExportFailure error={cancel.error} title="It was not cancelled" /> : null}
      <footer className="export-dialog-foot">
        <p className="export-note">You can close this and go on working: the export continues.</p>
        <Button
          look="danger"
          disabled={view.cancelling}
          aria-disabled={cancel.isPending || undefined}
          onClick={() => {
            if (!cancel.isPending) cancel.mutate({ id: view.id })
          }}
        >
          {view.cancelling ? 'Cancelling…' : 'Cancel export'}
        </Button>
        <Button look="primary" onClick={onClose}>
          Close
        </Button>
      </footer>
    </div>
  )
}

/** The export runs on where nobody sees it. */
export function Trouble({ text, signIn }: { text: string; signIn: boolean }) {
  return (
    <Callout look="warning" icon={<WifiOff aria-hidden="true" />}>
      <p>{signIn ? text : `${text} The export goes on without you, and this page asks again.`}</p>
      {signIn ? (
        <p className="mt-2">
          <SignInLink />
        </p>
      ) : null}
    </Callout>
  )
}
