import type { ExportView } from '@daybook/api/shared'
import { Ban, CircleAlert, CircleCheck, Clock, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { plural } from '../time/words.ts'
import { ExportProgress } from './export-progress.tsx'
import { eventsWords, expiryWords, progressWords } from './export-words.ts'
import type { Followed } from './follower.ts'

/** How it stands with an export: a bar while it is written, then what became of it. */
export function ExportState({ followed, now }: { followed: Followed; now: Date }) {
  const { view, trouble } = followed
  switch (view.status) {
    case 'queued':
    case 'running':
      return (
        <>
          <ExportProgress followed={followed} />
          {trouble ? <p className="mt-1 text-meta text-warning">{trouble.text}</p> : null}
        </>
      )
    case 'ready':
      return (
        <Ended sign={CircleCheck} tone="text-create" view={view}>
          {[expiryWords(view, now), downloadsWords(view.downloads)].filter((part) => part !== null).join(' · ')}
        </Ended>
      )
    case 'failed':
      return (
        <Ended sign={CircleAlert} tone="text-destructive" view={view}>
          {view.failure ?? 'Something went wrong on our side. Export it again.'}
        </Ended>
      )
    case 'cancelled':
      return (
        <Ended sign={Ban} tone="text-muted-foreground" view={view}>
          {view.written > 0 ? `after ${eventsWords(view.written)}` : 'before anything was written'}, no file was kept
        </Ended>
      )
    case 'expired':
      return (
        <Ended sign={Clock} tone="text-muted-foreground" view={view}>
          {[`The file is gone`, downloadsWords(view.downloads)].join(' · ')}
        </Ended>
      )
  }
}

function downloadsWords(downloads: number): string {
  return downloads === 0 ? 'not downloaded' : plural(downloads, 'download')
}

interface EndedProps {
  sign: LucideIcon
  tone: string
  view: ExportView
  children: ReactNode
}

function Ended({ sign: Sign, tone, view, children }: EndedProps) {
  return (
    <>
      <p className="flex items-center gap-1.5">
        <Sign aria-hidden="true" className={`size-3.5 shrink-0 ${tone}`} />
        {progressWords(view)}
      </p>
      <p className="text-meta text-muted-foreground tabular-nums first-letter:uppercase">{children}</p>
    </>
  )
}
