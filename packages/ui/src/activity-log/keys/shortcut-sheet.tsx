import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { buttonClass } from '../../shell/button.tsx'
import { shortcutGroups } from './shortcuts.ts'

/** All keys on one sheet: a dialog of the platform. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} aria-labelledby="shortcuts-title" className="sheet" onClose={onClose}>
      <header className="flex items-center justify-between gap-4">
        <h2 id="shortcuts-title" className="font-semibold text-lead">
          Keyboard shortcuts
        </h2>
        <button
          type="button"
          aria-label="Close"
          className={buttonClass({ look: 'quiet', square: true })}
          onClick={() => dialog.current?.close()}
        >
          <X aria-hidden="true" />
        </button>
      </header>
      <div className="sheet-groups">
        {shortcutGroups.map(({ title, shortcuts }) => (
          <section key={title}>
            <h3 className="group-title">{title}</h3>
            <dl className="grid gap-1">
              {shortcuts.map(({ keys, does }) => (
                <div key={does} className="flex items-baseline justify-between gap-6 text-table">
                  <dt>{does}</dt>
                  <dd className="flex shrink-0 items-baseline gap-1">
                    {keys.map((key) => (
                      <kbd key={key} className="key">
                        {key}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="mt-4 text-meta text-muted-foreground">Keys are off while you type.</p>
    </dialog>
  )
}
