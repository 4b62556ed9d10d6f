import { Button } from '../../shell/button.tsx'
import type { AutoRefresh } from '../list/use-auto-refresh.ts'

interface LiveToggleProps {
  refresh: AutoRefresh
  onToggle: () => void
}

/** Auto-refresh on and off, and why it rests when it does. */
export function LiveToggle({ refresh, onToggle }: LiveToggleProps) {
  const { state, resume } = refresh
  const on = state !== 'off'
  return (
    <>
      {state === 'idle' ? (
        <span className="flex items-center gap-1 text-muted-foreground text-table">
          Paused —
          <Button look="quiet" size="small" onClick={resume} className="-ml-1 px-1 underline underline-offset-2">
            resume
          </Button>
        </span>
      ) : null}
      {state === 'offline' || state === 'failing' ? (
        <span className="text-table text-warning">
          {state === 'offline' ? 'Paused — offline' : 'Not reached — trying'}
        </span>
      ) : null}
      <Button
        look="quiet"
        size="small"
        aria-pressed={on}
        aria-keyshortcuts="l"
        title="Look for new events every 30 seconds (l)"
        onClick={onToggle}
        className="live-toggle"
      >
        <span aria-hidden="true" className="live-dot" />
        <span className="max-md:sr-only">Auto-refresh</span>
      </Button>
    </>
  )
}
