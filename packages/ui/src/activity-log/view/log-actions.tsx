import type { Sort } from '@daybook/core/query'
import { Download, Keyboard } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Button } from '../../shell/button.tsx'
import { CopyButton } from '../../shell/copy-button.tsx'
import type { LogScreen } from '../use-log-screen.ts'
import { LiveToggle } from './live-toggle.tsx'
import { ViewMenu } from './view-menu.tsx'

/** Read only by those who ask for it. */
const ShortcutSheet = lazy(async () => ({ default: (await import('../keys/shortcut-sheet.tsx')).ShortcutSheet }))

interface LogActionsProps {
  screen: LogScreen
  sort: Sort
  onExport: (() => void) | null
  shortcuts: boolean
}

/** What can be done with the log as it is shown. */
export function LogActions({ screen, sort, onExport, shortcuts }: LogActionsProps) {
  return (
    <div className="no-print flex items-center gap-1">
      <LiveToggle refresh={screen.refresh} onToggle={screen.toggleLive} />
      <ViewMenu layout={screen.layout} sort={sort} addresses={screen.view.level === 'evidence'} />
      <span data-view-link="">
        <CopyButton label="Copy link to this view" shortcut="y" text={() => window.location.href} iconOnly />
      </span>
      {shortcuts ? (
        <Button
          look="quiet"
          size="small"
          square
          aria-label="Keyboard shortcuts"
          aria-keyshortcuts="?"
          title="Keyboard shortcuts (?)"
          className="max-md:hidden"
          onClick={() => screen.setSheetOpen(true)}
        >
          <Keyboard aria-hidden="true" />
        </Button>
      ) : null}
      {onExport ? (
        <Button size="small" aria-keyshortcuts="Shift+E" title="Export (Shift E)" onClick={onExport}>
          <Download aria-hidden="true" />
          <span className="max-md:sr-only">Export</span>
        </Button>
      ) : null}
      {screen.sheetOpen ? (
        <Suspense>
          <ShortcutSheet onClose={() => screen.setSheetOpen(false)} />
        </Suspense>
      ) : null}
    </div>
  )
}
