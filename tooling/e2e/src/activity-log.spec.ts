import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { address, demoPassword } from './product.ts'

const log = `${address('portal')}/audit-log`

/** Rows of events, without the headings of days and the opened details. */
function rows(page: Page) {
  return page.locator('tr.log-row')
}

/** Until its scripts listen: a page that has just arrived answers to links and forms only. */
async function waitForPage(page: Page) {
  await expect(page.getByRole('heading', { name: 'Activity log', level: 1 })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-interactive', '')
}

test('a Client Admin reads the log, opens an event and its evidence, and each look is recorded', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await page.goto(`${log}?operation=update&module=campaigns`)
  await waitForPage(page)
  await expect(rows(page)).toHaveCount(20)

  const first = rows(page).first()
  await first.getByRole('button', { name: /^Expand/ }).click()
  const details = page.locator('tr.log-detail').first()
  await expect(details.getByRole('heading', { level: 2 })).toBeVisible()
  await expect(details.getByText('Before', { exact: true }).first()).toBeVisible()
  await details.getByText('Technical evidence').click()
  await expect(details.getByText(/203\.0\.113\.|198\.51\.100\.|192\.0\.2\./).first()).toBeVisible()

  await page.goto(`${log}?action=audit_log.evidence_opened`)
  await expect(rows(page).first()).toContainText('technical evidence')
  await page.goto(`${log}?action=audit_log.accessed`)
  await expect(rows(page).first()).toContainText('activity log')
})

test('Load more keeps the filters and adds older events', async ({ page, signIn }) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await page.goto(`${log}?outcome=failure`)
  await waitForPage(page)
  await expect(rows(page)).toHaveCount(20)
  await page.getByRole('button', { name: 'Load more events' }).click()
  await expect(rows(page)).toHaveCount(40)
  await expect(page.locator('tr.log-row [data-outcome="success"]')).toHaveCount(0)
  await expect(page).toHaveURL(/outcome=failure/)
})

test('typing searches, and the address says what is shown', async ({ page, signIn }) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await page.goto(log)
  await waitForPage(page)
  await page.keyboard.press('/')
  await page.keyboard.type('ruckrufe')
  await expect(page).toHaveURL(/q=ruckrufe/)
  // Not every match shows in its row: the word may stand in what changed.
  await expect(rows(page).filter({ hasText: 'Rückrufe' }).first()).toBeVisible()
  await page.goto(`${log}?q=there-is-no-such-word`)
  await expect(rows(page)).toHaveCount(0)
  await expect(page.getByRole('link', { name: /reset|clear/i }).first()).toBeVisible()
})

test('the keyboard alone finds an event, opens it and closes it', async ({ page, signIn }) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await page.goto(`${log}?outcome=denied`)
  await waitForPage(page)
  await page.keyboard.press('j')
  await page.keyboard.press('e')
  await expect(page.locator('tr.log-detail')).toHaveCount(1)
  await page.keyboard.press('e')
  await expect(page.locator('tr.log-detail')).toHaveCount(0)
})

test('a Client Manager sees the log without technical evidence, and is told who may see it', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'portal', 'manager@acme.test')
  const answer = await page.goto(`${log}?module=campaigns`)
  await waitForPage(page)
  const html = (await answer?.text()) ?? ''
  expect(html).toContain('campaign')
  expect(html).not.toMatch(/203\.0\.113\.|198\.51\.100\.|2001:db8/)
  await rows(page)
    .first()
    .getByRole('button', { name: /^Expand/ })
    .click()
  await expect(page.locator('tr.log-detail').getByText(/Restricted — Client Admins can see this/)).toBeVisible()
})

test('a Client Staff is refused in words, without a trace of an event', async ({ page, signIn }) => {
  await signIn(page, 'portal', 'staff@acme.test')
  const answer = await page.goto(log)
  expect(answer?.status()).toBe(403)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('activity log')
  await expect(page.getByText(/A Client Admin of/)).toBeVisible()
  expect(await answer?.text()).not.toContain('campaign.updated')
  const data = await page.request.get(`${log}.data`)
  expect(await data.text()).not.toContain('campaign.updated')
})

test('another tenant sees its own log under the same address', async ({ page, signIn }) => {
  await signIn(page, 'portal', 'admin@globex.test')
  const answer = await page.goto(`${log}?q=acme.test`)
  await waitForPage(page)
  expect(await answer?.text()).not.toContain('admin@acme.test')
})

test('the log works without scripts: filters, pages, one event', async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false })
  await page.goto(`${address('portal')}/sign-in`)
  await page.getByLabel('E-mail').fill('admin@acme.test')
  await page.getByLabel('Password', { exact: true }).fill(demoPassword())
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.goto(`${log}?operation=update&module=campaigns`)
  await expect(rows(page)).toHaveCount(20)
  const first = await rows(page).first().textContent()
  await page.getByRole('link', { name: 'Next page' }).click()
  await expect(rows(page)).toHaveCount(20)
  expect(await rows(page).first().textContent()).not.toBe(first)
  await rows(page)
    .first()
    .getByRole('link', { name: /^View details/ })
    .click()
  await expect(page).toHaveURL(/[?&]event=\d+/)
  const panel = page.getByRole('dialog')
  await expect(panel.getByRole('table', { name: /^Changes/ })).toBeVisible()
  await expect(rows(page)).toHaveCount(20)
  await panel.getByRole('link', { name: 'Open as a page' }).click()
  await expect(page).toHaveURL(/\/audit-log\/\d+/)
  await expect(page.getByRole('article')).toBeVisible()
  await page.close()
})

test('an event that is not there, and one of another tenant, look the same', async ({ page, signIn }) => {
  await signIn(page, 'portal', 'admin@globex.test')
  // The log of acme is longer than that of globex, so its last numbers exist there only.
  const foreign = await page.goto(`${log}/30000`)
  expect(foreign?.status()).toBe(404)
  const foreignText = (await page.getByRole('main').first().textContent()) ?? ''
  const absent = await page.goto(`${log}/99999999`)
  expect(absent?.status()).toBe(404)
  const withoutId = (text: string) => text.replaceAll(/Request\s+\S+/g, '')
  expect(withoutId(foreignText)).toBe(withoutId((await page.getByRole('main').first().textContent()) ?? ''))
})

test('hostile strings of the demo world run nothing and break nothing', async ({ page, signIn }) => {
  let dialogs = 0
  page.on('dialog', (dialog) => {
    dialogs++
    void dialog.dismiss()
  })
  await signIn(page, 'portal', 'admin@acme.test')
  await page.goto(`${log}?q=script`)
  await waitForPage(page)
  for (const button of await page.getByRole('button', { name: /^Expand/ }).all()) await button.click()
  expect(dialogs).toBe(0)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing stands in the way of assistive technology, ${colorScheme}`, async ({ page, signIn }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const check = async (what: string) => {
      const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      const { violations } = await axe.analyze()
      expect(
        violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
        what,
      ).toEqual([])
    }
    await page.goto(`${address('portal')}/sign-in`)
    await check('sign-in')
    await signIn(page, 'portal', 'admin@acme.test')
    await page.goto(`${log}?operation=update&module=campaigns`)
    await waitForPage(page)
    await check('log')
    await rows(page)
      .first()
      .getByRole('button', { name: /^Expand/ })
      .click()
    await expect(page.getByText('Technical evidence')).toBeVisible()
    await check('opened event')
    await page.goto(`${log}?q=nothing-matches-this`)
    await check('empty log')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${log}?outcome=failure`)
    await check('narrow log')
    await page.goto(`${address('portal')}/nowhere`)
    await check('not found')
  })
}

test('at 390 pixels nothing has to be scrolled sideways', async ({ page, signIn }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'portal', 'admin@acme.test')
  for (const path of ['', '?q=script', '?outcome=failure', '/1']) {
    await page.goto(`${log}${path}`)
    await waitForAny(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  }
})

async function waitForAny(page: Page) {
  await expect(page.getByRole('main').first()).toBeVisible()
}
