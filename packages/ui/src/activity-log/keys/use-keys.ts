import { useEffect, useRef } from 'react'
import { readKey, type Shortcut } from './shortcuts.ts'

/** How long after `g` the second key counts, in milliseconds. */
const goWithin = 1200

/**
 * Hears single keys, outside of fields and without a modifier. `perform` answers whether it did something: then the
 * browser does nothing.
 */
export function useKeys(enabled: boolean, perform: (shortcut: Shortcut) => boolean) {
  const latest = useRef(perform)
  latest.current = perform
  useEffect(() => {
    if (!enabled) return
    let wentAt = Number.NEGATIVE_INFINITY
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || (event.repeat === true && event.key === 'g')) return
      const pressed = readKey({
        key: event.key,
        modified: event.ctrlKey || event.metaKey || event.altKey,
        typing: isTyping(event.target),
        onRow: event.target instanceof Element && event.target.closest('.log-row') !== null,
        afterG: performance.now() - wentAt < goWithin,
      })
      wentAt = pressed === 'g' ? performance.now() : Number.NEGATIVE_INFINITY
      if (pressed !== null && pressed !== 'g' && latest.current(pressed)) event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [enabled])
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
  )
}
