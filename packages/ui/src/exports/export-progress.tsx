import { useId } from 'react'
import { percentOf } from './export-phase.ts'
import { progressWords } from './export-words.ts'
import type { Followed } from './follower.ts'

/** How far it is, as a bar and in words. */
export function ExportProgress({ followed: { view, leftMs } }: { followed: Followed }) {
  const id = useId()
  const percent = percentOf(view)
  return (
    <div className="grid gap-1.5">
      <p id={id} className="text-table tabular-nums">
        {progressWords(view, leftMs)}
      </p>
      {/* Without a value it says that something is going on, and no more. */}
      <progress
        aria-labelledby={id}
        className="export-bar"
        max={100}
        {...(percent !== null && view.status === 'running' && !view.cancelling ? { value: percent } : {})}
      />
    </div>
  )
}
