import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { address } from './product.ts'

const log = `${address('portal')}/audit-log`

function rows(page: Page) {
  return page.locator('tr.log-row')
}

async function waitForPage(page: Page) {
  await expect(page.getByRole('heading', { name: 'Activity log', level: 1 })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-interactive', '')
}

async function top(page: Page, selector: string): Promise<number> {
  return page.locator(selector).evaluate((element) => element.getBoundingClientRect().top)
}

test('a heading sorts both ways, says so, and the address keeps it', async ({ page, signIn }) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await page.goto(log)
  await waitForPage(page)
  const heading = page.getByRole('columnheader', { name: /^User/ })
  await expect(page.getByRole('columnheader', { name: /^Time/ })).toHaveAttribute('aria-sort', 'descending')
  await heading.getByRole('link').click()
  await expect(heading).toHaveAttribute('aria-sort', 'ascending')
  await expect(page).toHaveURL(/sort=user/)
  const first = await rows(page).first().locator('.c-user').textContent()
  await heading.getByRole('link').click()
  await expect(heading).toHaveAttribute('aria-sort', 'descending')
  await expect(rows(page).first().locator('.c-user')).not.toHaveText(first ?? '')
  await page.reload()
  await expect(heading).toHaveAttribute('aria-sort', 'descending')
})

test('columns one has chosen are there at the next visit, and in a link for others', async ({
  page,
  signIn,
  browser,
}) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await page.goto(log)
  await waitForPage(page)
  await page.getByText('View', { exact: true }).click()
  await page.getByRole('checkbox', { name: 'Row number' }).check()
  await page.getByRole('checkbox', { name: 'Outcome' }).uncheck()
  await expect(page).toHaveURL(/cols=row,time/)
  const link = page.url()
  const heads = page.locator('thead th')
  const chosen = await heads.allTextContents()
  expect(chosen[0]).toBe('#')

  await page.goto(log)
  await waitForPage(page)
  expect(await heads.allTextContents()).toEqual(chosen)

  const other = await browser.newPage()
  await signIn(other, 'portal', 'manager@acme.test')
  await other.goto(link)
  expect((await other.locator('thead th').allTextContents()).slice(0, 3)).toEqual(chosen.slice(0, 3))
  await other.close()
})

test('an event opens beside the log with the keyboard; its address shows it again, and Escape leads back', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await page.goto(`${log}?operation=update&module=campaigns`)
  await waitForPage(page)
  await page.getByRole('button', { name: 'Load more events' }).click()
  await expect(rows(page)).toHaveCount(40)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))

  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog')
  await expect(panel.getByRole('table', { name: /^Changes/ })).toBeVisible()
  await expect(panel.getByRole('heading', { level: 2 })).toBeFocused()
  await expect(page).toHaveURL(/event=\d+/)
  await page.keyboard.press(']')
  await expect(rows(page).nth(2)).toHaveAttribute('aria-current', 'true')
  await expect(panel.getByRole('table', { name: /^Changes/ })).toBeVisible()
  expect(asked.filter((url) => /audit\.list|\.data/.test(url))).toEqual([])
  const shown = await panel.getByRole('heading', { level: 2 }).textContent()

  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(
    rows(page)
      .nth(2)
      .getByRole('link', { name: /^View details/ }),
  ).toBeFocused()
  await expect(rows(page)).toHaveCount(40)
  await page.goBack()
  await page.goForward()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await rows(page)
    .nth(2)
    .getByRole('link', { name: /^View details/ })
    .click()
  await expect(panel.getByRole('table', { name: /^Changes/ })).toBeVisible()
  await page.reload()
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(shown ?? '')
})

test('auto-refresh keeps rows, scroll and what is open where they are, and brings what is new when asked', async ({
  page,
  signIn,
  browser,
}) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await page.clock.install()
  await page.goto(`${log}?live=1`)
  await waitForPage(page)
  await rows(page)
    .nth(3)
    .getByRole('button', { name: /^Expand/ })
    .click()
  await expect(page.locator('.log-detail').getByText('Context')).toBeVisible()
  await page.evaluate(() => window.scrollTo(0, 180))
  const before = { detail: await top(page, '.log-detail'), number: await rows(page).first().getAttribute('data-event') }

  // Somebody else looks: that is an event of this log.
  const other = await browser.newPage()
  await signIn(other, 'portal', 'manager@acme.test')
  for (const q of ['one', 'two']) await other.goto(`${log}?q=${q}`)
  await other.close()

  await page.clock.runFor(31_000)
  const pill = page.getByRole('button', { name: /new events?$/ })
  await expect(pill).toBeVisible()
  await page.clock.runFor(31_000)
  expect(Math.abs((await top(page, '.log-detail')) - before.detail)).toBeLessThanOrEqual(2)
  expect(await page.evaluate(() => window.scrollY)).toBe(180)
  await expect(rows(page).first()).toHaveAttribute('data-event', before.number ?? '')

  await pill.click()
  await expect(rows(page).first()).not.toHaveAttribute('data-event', before.number ?? '')
  await expect(page.locator('.log-detail')).toHaveCount(1)
  const numbers = await rows(page).evaluateAll((all) => all.map((row) => row.getAttribute('data-event')))
  expect(new Set(numbers).size).toBe(numbers.length)
})

test('on a narrow screen an opened event is all there is, and the platform keeps the focus in it', async ({
  page,
  signIn,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'portal', 'admin@acme.test')
  await page.goto(`${log}?module=campaigns`)
  await waitForPage(page)
  await rows(page).first().locator('.c-text').click()
  const panel = page.getByRole('dialog')
  await expect(panel.getByText('Context')).toBeVisible()
  expect(await panel.evaluate((element) => element.matches(':modal'))).toBe(true)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(
    rows(page)
      .first()
      .getByRole('link', { name: /^View details/ }),
  ).toBeFocused()
})

test('the keys are on a sheet, do nothing while one types, and u tells the same times in UTC', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await page.goto(log)
  await waitForPage(page)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const time = rows(page).first().locator('.c-time time').first()
  const local = await time.textContent()
  await page.keyboard.press('u')
  await expect(time).not.toHaveText(local ?? '')
  await page.keyboard.press('u')
  await expect(time).toHaveText(local ?? '')
  await page.keyboard.press('/')
  await page.keyboard.type('jeu?')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.locator('.log-detail')).toHaveCount(0)
})

test('on paper there is the log, what was asked and when, and nothing to press', async ({ page, signIn }) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await page.goto(`${log}?outcome=failure&range=last_30_days`)
  await waitForPage(page)
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.print-header')).toContainText(/Last 30 days.*Filter: Outcome Failed.*printed/s)
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden()
  await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0)
  await expect(rows(page).first().locator('.c-text')).toBeVisible()
})
