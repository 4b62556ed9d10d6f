import { cx } from 'class-variance-authority'
import { type ReactNode, type RefObject, useEffect, useRef } from 'react'

export interface DisclosureProps {
  /** What the closed button shows. */
  label: ReactNode
  labelClass?: string
  panelClass?: string
  className?: string
  /** Of all disclosures with the same name only one is open. */
  name?: string
  /** The key that opens it, for those who are told of keys. */
  shortcut?: string | undefined
  /** When it is opened: the moment to ask for what it shows. */
  onOpen?: (() => void) | undefined
  children: ReactNode
}

/**
 * A button with a panel under it, as `<details>`: it opens before scripts arrive and without them. With them it also
 * closes on Escape and on a press elsewhere, as people expect of a menu. A panel that would leave the window on the
 * right is hung on the button's right edge.
 */
export function Disclosure(props: DisclosureProps) {
  const { label, labelClass, panelClass, className, name, shortcut, onOpen, children } = props
  const details = useRef<HTMLDetailsElement>(null)
  useLightDismiss(details)
  return (
    <details
      ref={details}
      name={name}
      className={cx('disclosure', className)}
      onToggle={(event) => {
        hang(event.currentTarget)
        if (event.currentTarget.open) onOpen?.()
      }}
    >
      <summary className={labelClass} aria-keyshortcuts={shortcut}>
        {label}
      </summary>
      <div className={cx('disclosure-panel', panelClass)}>{children}</div>
    </details>
  )
}

function hang(details: HTMLDetailsElement) {
  const panel = details.querySelector('.disclosure-panel')
  if (!details.open || !panel) return
  delete details.dataset.align
  if (panel.getBoundingClientRect().right > document.documentElement.clientWidth - 8) details.dataset.align = 'end'
}

function useLightDismiss(ref: RefObject<HTMLDetailsElement>) {
  useEffect(() => {
    const details = ref.current
    if (!details) return
    const floats = () => {
      const panel = details.querySelector('.disclosure-panel')
      return details.open && panel !== null && getComputedStyle(panel).position === 'absolute'
    }
    const onPress = (event: PointerEvent) => {
      if (floats() && event.target instanceof Node && !details.contains(event.target)) details.open = false
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !floats()) return
      details.open = false
      if (details.contains(document.activeElement)) details.querySelector('summary')?.focus()
      event.stopPropagation()
    }
    const onLeave = (event: FocusEvent) => {
      if (floats() && event.relatedTarget instanceof Node && !details.contains(event.relatedTarget))
        details.open = false
    }
    document.addEventListener('pointerdown', onPress)
    details.addEventListener('keydown', onKey)
    details.addEventListener('focusout', onLeave)
    return () => {
      document.removeEventListener('pointerdown', onPress)
      details.removeEventListener('keydown', onKey)
      details.removeEventListener('focusout', onLeave)
    }
  }, [ref])
}

/** Closes the disclosure around an element, when a choice in it is final. */
export function closeDisclosure(inside: Element) {
  const details = inside.closest('details.disclosure')
  if (!(details instanceof HTMLDetailsElement) || details.dataset.stay !== undefined) return
  const panel = details.querySelector('.disclosure-panel')
  if (!panel || getComputedStyle(panel).position !== 'absolute') return
  details.open = false
  details.querySelector('summary')?.focus()
}
