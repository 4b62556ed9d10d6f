import type { ExportView } from '@daybook/api/shared'
import { X } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { buttonClass } from '../shell/button.tsx'
import { isActive } from './export-phase.ts'
import { ExportQuestion } from './export-question.tsx'
import { ExportResult } from './export-result.tsx'
import { ExportRunning } from './export-running.tsx'
import { spokenWords } from './export-words.ts'
import { type ExportRequest, useExports, useFollowed } from './exports-context.ts'
import type { Followed } from './follower.ts'

export interface ExportDialogProps {
  request: ExportRequest
  onClose: () => void
}

/**
 * Asks what to export, then shows how far it is, then hands out the file: a dialog of the platform. Closing it stops
 * nothing.
 */
export function ExportDialog({ request, onClose }: ExportDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const [started, setStarted] = useState<ExportView | null>(null)
  const follower = useExports()?.follower ?? null
  const all = useFollowed(follower)
  useModal(dialog)

  const followed: Followed | null = started
    ? (all.find(({ view }) => view.id === started.id) ?? { view: started, leftMs: null, trouble: null })
    : null
  const stage = followed === null ? 'question' : isActive(followed.view) ? 'running' : 'result'
  useStageFocus(heading, stage)

  const close = () => dialog.current?.close()
  const onClosed = () => {
    // What was seen to its end here need not be told again.
    if (followed && stage === 'result') follower?.forget(followed.view.id)
    onClose()
  }
  const again = () => {
    if (started) follower?.forget(started.id)
    setStarted(null)
  }

  return (
    <dialog ref={dialog} aria-labelledby="export-title" className="export-dialog" onClose={onClosed}>
      <header className="export-dialog-head">
        <h2 ref={heading} id="export-title" tabIndex={-1} className="font-semibold text-lead outline-none">
          {titleOf(followed?.view ?? null)}
        </h2>
        <button
          type="button"
          aria-label="Close"
          className={buttonClass({ look: 'quiet', square: true, className: '-mr-1.5' })}
          onClick={close}
        >
          <X aria-hidden="true" />
        </button>
      </header>
      <p role="status" className="sr-only">
        {followed ? spokenWords(followed.view) : ''}
      </p>
      {followed === null ? (
        <ExportQuestion
          request={request}
          onCancel={close}
          onStarted={(view) => {
            follower?.follow(view)
            setStarted(view)
          }}
        />
      ) : null}
      {followed && stage === 'running' ? <ExportRunning followed={followed} onClose={close} /> : null}
      {followed && stage === 'result' ? <ExportResult view={followed.view} onClose={close} onAgain={again} /> : null}
    </dialog>
  )
}

function titleOf(view: ExportView | null): string {
  if (view === null) return 'Export events'
  if (isActive(view)) return 'Exporting'
  if (view.status === 'ready') return 'Your export is ready'
  return view.status === 'cancelled' ? 'Export cancelled' : 'The export did not succeed'
}

/** Opens it; keys that mean something on the page below mean nothing in here. */
function useModal(dialog: RefObject<HTMLDialogElement>) {
  useEffect(() => {
    const element = dialog.current
    if (!element) return
    if (!element.open) element.showModal()
    element.querySelector<HTMLElement>('input:checked')?.focus()
    const keep = (event: KeyboardEvent) => event.stopPropagation()
    element.addEventListener('keydown', keep)
    return () => element.removeEventListener('keydown', keep)
  }, [dialog])
}

/** With each stage the button that led to it is gone: its reader goes on at the top, or at the file. */
function useStageFocus(heading: RefObject<HTMLElement>, stage: string) {
  const before = useRef(stage)
  useEffect(() => {
    if (before.current === stage) return
    before.current = stage
    const file =
      stage === 'result' ? heading.current?.closest('dialog')?.querySelector<HTMLElement>('[data-file]') : null
    ;(file ?? heading.current)?.focus()
  }, [heading, stage])
}
