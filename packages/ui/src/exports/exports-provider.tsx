import { CloudOff } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { Button } from '../shell/button.tsx'
import { Callout } from '../shell/surface.tsx'
import { trpc } from '../trpc/client.tsx'
import {
  type ExportReader,
  type ExportRequest,
  type Exports,
  ExportsContext,
  useExports,
  useFollowed,
} from './exports-context.ts'
import type { Follower } from './follower.ts'
import { recallExports, rememberExports } from './remembered.ts'
import { useParts } from './use-parts.ts'

export interface ExportsProviderProps extends ExportReader {
  /** Whether the reader may export. For display: the procedures decide. */
  allowed: boolean
  children: ReactNode
}

/**
 * Around the pages of somebody who may export: keeps what they started in sight, wherever they go. The dialog and its
 * parts are fetched when they are needed first.
 */
export function ExportsProvider({ allowed, children, ...reader }: ExportsProviderProps) {
  return allowed ? <AllowedExports {...reader}>{children}</AllowedExports> : children
}

function AllowedExports({ children, level, zone, now, evidenceReaders, href }: ExportReader & { children: ReactNode }) {
  const [request, setRequest] = useState<ExportRequest | null>(null)
  const lazy = useParts()
  const follower = useFollower(lazy)
  const { parts, failed, load } = lazy
  const Tray = parts?.ExportTray ?? null
  const close = () => setRequest(null)

  const exports = useMemo((): Exports => {
    const open = (asked: ExportRequest) => {
      load()
      setRequest((before) => before ?? asked)
    }
    return { reader: { level, zone, now, evidenceReaders, href }, follower, open, preload: load, Tray }
  }, [level, zone, now, evidenceReaders, href, follower, load, Tray])

  return (
    <ExportsContext.Provider value={exports}>
      {children}
      {request && parts && follower ? <parts.ExportDialog request={request} onClose={close} /> : null}
      {request && failed ? <LoadFailure onRetry={load} onClose={close} /> : null}
    </ExportsContext.Provider>
  )
}

/** One for as long as the page lives; it goes on with what the page before it followed. */
function useFollower({ parts, load }: ReturnType<typeof useParts>): Follower | null {
  const { client } = trpc.useUtils()
  const [follower, setFollower] = useState<Follower | null>(null)
  useEffect(() => {
    if (recallExports().length > 0) load()
  }, [load])
  useEffect(() => {
    if (!parts) return
    const next = parts.createFollower(parts.exportSource(client.exports))
    setFollower(next)
    next.resume(recallExports())
    const leave = next.subscribe(() => rememberExports(next.read().map(({ view }) => view.id)))
    return () => {
      leave()
      next.stop()
    }
  }, [parts, client])
  return follower
}

/** What is under way or has just ended, for the bar of the shell. Nothing where there is nothing. */
export function ExportStatus() {
  const exports = useExports()
  const followed = useFollowed(exports?.follower ?? null)
  return exports?.Tray && followed.length > 0 ? <exports.Tray /> : null
}

function LoadFailure({ onRetry, onClose }: { onRetry: () => void; onClose: () => void }) {
  return (
    <Callout look="danger" role="alert" icon={<CloudOff aria-hidden="true" />} className="export-load-failure">
      <p className="font-medium">The export dialog could not be loaded</p>
      <p>The server could not be reached. Are you online?</p>
      <div className="mt-2 flex gap-2">
        <Button size="small" onClick={onRetry}>
          Try again
        </Button>
        <Button size="small" look="quiet" onClick={onClose}>
          Leave it
        </Button>
      </div>
    </Callout>
  )
}
