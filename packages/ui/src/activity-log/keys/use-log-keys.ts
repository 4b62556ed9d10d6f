import type { RefObject } from 'react'
import { openFilterList } from '../filters/filter-list.tsx'
import { currentRow, focusRow, openedEvent, press, stepRow } from './rows.ts'
import type { Shortcut } from './shortcuts.ts'
import { goTo } from './use-event-keys.ts'
import { useKeys } from './use-keys.ts'

type Deeds = Partial<Record<Shortcut, () => void>>

/** The keys of the log. What has a button or a link of its own is pressed there; the rest is given as `deeds`. */
export function useLogKeys(page: RefObject<HTMLElement>, enabled: boolean, deeds: Deeds) {
  useKeys(enabled, (shortcut) => {
    const region = page.current
    if (!region || document.querySelector('dialog.sheet[open]')) return false
    const deed = deeds[shortcut]
    if (deed) {
      deed()
      return true
    }
    return act(shortcut, region)
  })
}

interface Place {
  region: HTMLElement
  row: HTMLElement | null
  panel: Element | null
}

const acts: Partial<Record<Shortcut, (place: Place) => boolean>> = {
  search: ({ region }) => focusSearch(region),
  range: () => {
    openFilterList('date')
    return true
  },
  next: ({ region }) => stepRow(region, 1),
  previous: ({ region }) => stepRow(region, -1),
  open: ({ row }) => press(row?.querySelector('[data-row-link]')),
  expand: ({ row }) => press(row?.querySelector('[data-row-toggle]')),
  'event-before': ({ panel }) => press(panel?.querySelector('[data-panel-step="["]')),
  'event-after': ({ panel }) => press(panel?.querySelector('[data-panel-step="]"]')),
  leave: ({ row, panel }) => press(panel?.querySelector('[data-panel-close]')) || leaveRow(row),
  link: ({ region }) =>
    press(openedEvent(region)?.querySelector('[aria-keyshortcuts="y"]')) ||
    press(region.querySelector('[data-view-link] button')),
  json: ({ region }) => press(openedEvent(region)?.querySelector('[aria-keyshortcuts="c"]')),
  utc: ({ region }) => press(region.querySelector('[data-utc]')),
}

function act(shortcut: Shortcut, region: HTMLElement): boolean {
  const place = { region, row: currentRow(region), panel: region.querySelector('.panel[open]') }
  return acts[shortcut]?.(place) ?? goTo(shortcut)
}

function focusSearch(region: HTMLElement): boolean {
  const box = region.querySelector<HTMLInputElement>('#log-search')
  box?.focus()
  box?.select()
  return box !== null
}

/** From inside a row's part to the row, from the row to the page. */
function leaveRow(row: HTMLElement | null): boolean {
  if (!row) return false
  if (!row.contains(document.activeElement)) return focusRow(row)
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  return true
}
