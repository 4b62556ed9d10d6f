import { type RefObject, useEffect } from 'react'

/** Marks the button that opens a row; the keys move between them. */
export const rowButtonMark = 'data-row-button'

/**
 * `/` goes to the search box, `j` and `k` move between rows, `e` opens and closes one (Enter does, being on its button),
 * `y` and `c` copy the link and the JSON of an open one.
 * Never inside a field, never together with a modifier.
 */
export function useLogKeys(region: RefObject<HTMLElement>, enabled: boolean) {
  useEffect(() => {
    if (!enabled) return
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (region.current && act(event.key, region.current)) event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [region, enabled])
}

function act(key: string, region: HTMLElement): boolean {
  switch (key) {
    case '/':
      return focus(region.querySelector('input[name="q"]'))
    case 'j':
      return step(region, 1)
    case 'k':
      return step(region, -1)
    case 'e':
      return press(currentButton(region))
    case 'y':
    case 'c':
      return press(actionOf(currentButton(region), key))
    default:
      return false
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
  )
}

function buttons(region: HTMLElement): HTMLElement[] {
  return [...region.querySelectorAll<HTMLElement>(`[${rowButtonMark}]`)]
}

function currentButton(region: HTMLElement): HTMLElement | null {
  const active = document.activeElement
  const row = active?.closest('tr')
  const owner = row?.classList.contains('log-detail') ? row.previousElementSibling : row
  return owner && region.contains(owner) ? owner.querySelector<HTMLElement>(`[${rowButtonMark}]`) : null
}

/** A button in the part of the row that is open under it. */
function actionOf(button: HTMLElement | null, key: string): HTMLElement | null {
  const detail = button?.closest('tr')?.nextElementSibling
  return detail?.classList.contains('log-detail')
    ? detail.querySelector<HTMLElement>(`[aria-keyshortcuts="${key}"]`)
    : null
}

function step(region: HTMLElement, by: 1 | -1): boolean {
  const all = buttons(region)
  const current = currentButton(region)
  const index = current ? all.indexOf(current) + by : 0
  return focus(all[Math.min(Math.max(index, 0), all.length - 1)] ?? null)
}

function focus(element: Element | null): boolean {
  if (!(element instanceof HTMLElement)) return false
  element.focus({ preventScroll: true })
  element.closest('tr')?.scrollIntoView({ block: 'nearest' })
  if (element instanceof HTMLInputElement) element.select()
  return true
}

function press(button: HTMLElement | null): boolean {
  button?.click()
  return button !== null
}
