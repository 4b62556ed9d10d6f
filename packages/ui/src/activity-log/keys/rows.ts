/** Rows as the keys find them: in the document, in its order. */

export function currentRow(region: HTMLElement): HTMLElement | null {
  const active = document.activeElement
  const row = active?.closest('tr')
  const owner = row?.closest('.log-detail') ? row.previousElementSibling : row
  return owner instanceof HTMLElement && owner.matches('.log-row') && region.contains(owner) ? owner : null
}

/** Puts the focus on the next row or the one before; without one, on the row in the panel or the first. */
export function stepRow(region: HTMLElement, by: 1 | -1): boolean {
  const rows = [...region.querySelectorAll<HTMLElement>('.log-row')]
  const current = currentRow(region) ?? region.querySelector<HTMLElement>('.log-row[aria-current]')
  const index = current ? rows.indexOf(current) + by : 0
  return focusRow(rows[Math.min(Math.max(index, 0), rows.length - 1)] ?? null)
}

export function focusRow(row: HTMLElement | null): boolean {
  const link = row?.querySelector<HTMLElement>('[data-row-link]')
  if (!row || !link) return false
  link.focus({ preventScroll: true })
  row.scrollIntoView({ block: 'nearest' })
  return true
}

export function rowOf(region: HTMLElement, number: number): HTMLElement | null {
  return region.querySelector<HTMLElement>(`.log-row[data-event="${number}"]`)
}

/** Presses what is there to be pressed; says whether there was anything. */
export function press(element: Element | null | undefined): boolean {
  if (!(element instanceof HTMLElement)) return false
  element.click()
  return true
}

/** The part of the page that shows one event in full and is closest to the reader: the panel, then an opened row. */
export function openedEvent(region: HTMLElement): Element | null {
  const panel = region.querySelector('.panel[open] [data-event-actions]')
  if (panel) return panel
  const below = currentRow(region)?.nextElementSibling
  return below?.matches('.log-detail') ? below.querySelector('[data-event-actions]') : null
}
