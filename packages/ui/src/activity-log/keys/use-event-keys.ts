import type { RefObject } from 'react'
import { press } from './rows.ts'
import { goPaths, type Shortcut } from './shortcuts.ts'
import { useKeys } from './use-keys.ts'

/** The keys of one event's own page. */
export function useEventKeys(page: RefObject<HTMLElement>, enabled: boolean) {
  useKeys(enabled, (shortcut) => {
    if (shortcut === 'link') return press(page.current?.querySelector('[aria-keyshortcuts="y"]'))
    if (shortcut === 'json') return press(page.current?.querySelector('[aria-keyshortcuts="c"]'))
    return goTo(shortcut)
  })
}

/** To a page that the reader's navigation or tabs lead to; to none other. */
export function goTo(shortcut: Shortcut): boolean {
  const path = goPaths[shortcut]
  return path !== undefined && press(document.querySelector(`nav a[href="${path}"]`))
}
