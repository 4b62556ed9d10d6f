import { ArrowUpToLine, Download, SlidersHorizontal } from 'lucide-react'
import { buttonClass } from '../../shell/button.tsx'
import { useLogFilter } from '../filters/filter-context.tsx'
import { filterSheetId } from '../filters/filter-list.tsx'
import { isDated } from '../filters/filter-words.ts'

interface BottomBarProps {
  onTop: () => void
  onExport: (() => void) | null
}

/** Within reach of a thumb, on narrow screens, however far down one is. */
export function BottomBar({ onTop, onExport }: BottomBarProps) {
  const { shown, query } = useLogFilter()
  const active = query.length + (isDated(shown) ? 1 : 0) + (shown.access === 'hide' ? 1 : 0)
  const button = buttonClass({ look: 'quiet', size: 'large' })
  return (
    <div className="bottom-bar no-print">
      <button type="button" popovertarget={filterSheetId} className={button}>
        <SlidersHorizontal aria-hidden="true" />
        Filters
        {active > 0 ? <span className="filter-count">{active}</span> : null}
      </button>
      <button type="button" onClick={onTop} className={button}>
        <ArrowUpToLine aria-hidden="true" />
        Top
      </button>
      {onExport ? (
        <button type="button" onClick={onExport} className={button}>
          <Download aria-hidden="true" />
          Export
        </button>
      ) : null}
    </div>
  )
}
