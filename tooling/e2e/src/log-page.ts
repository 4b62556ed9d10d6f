import type { APIResponse, Locator, Page } from '@playwright/test'
import { expect } from './fixtures.ts'
import { address } from './product.ts'

/** Where the portal has its Activity log. */
export const log = `${address('portal')}/audit-log`

/** Opens the log with a question, and waits until its scripts listen and its times are those of the browser's zone. */
export async function openLog(page: Page, search = '', zone = 'Europe/Berlin'): Promise<void> {
  await page.goto(log + search)
  await expect(page.getByRole('heading', { name: 'Activity log', level: 1 })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-interactive', '')
  await expect(page.getByText(/· times in /)).toContainText(zone)
}

/** Rows of events, without the headings of days and the opened details. */
export function rows(page: Page): Locator {
  return page.locator('tr.log-row')
}

export function searchBox(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Search the log' })
}

/** What is asked, in words, one per chip. */
export function chips(page: Page): Locator {
  return page.getByRole('list', { name: 'Active filters' }).locator('.filter-chip-words')
}

/** What the address asks by name. */
export function asked(page: Page, key = 'q'): string | null {
  return new URL(page.url()).searchParams.get(key)
}

/** How many events there are, as the page says above them. */
export async function shownCount(page: Page): Promise<number> {
  const said = await page
    .getByText(/^(No|[\d,]+) events?$/)
    .first()
    .textContent()
  return numberIn(said)
}

/** The number in a text of ours: `1,204 events`; none is nothing. */
export function numberIn(text: string | null): number {
  return Number(text?.replaceAll(/\D/g, '') ?? '0')
}

/** Asks the server to do something, as the page's own scripts would, in the session of whoever is signed in there. */
export function call(page: Page, procedure: string, input: object): Promise<APIResponse> {
  return page.request.post(`${address('portal')}/api/trpc/${procedure}`, {
    headers: { 'sec-fetch-site': 'same-origin', 'x-trpc-source': 'ui' },
    data: { json: input },
  })
}
