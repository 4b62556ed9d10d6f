import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { address } from './product.ts'

const register = `${address('portal')}/sessions`

async function check(page: Page, what: string): Promise<void> {
  const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
  const { violations } = await axe.analyze()
  const told = violations.map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => [html, failureSummary])])
  expect(told, what).toEqual([])
}

/** A browser known by its name: people of the demo are signed in elsewhere too, and stay so. */
async function namedBrowser(browser: Browser) {
  const name = `visitor-${crypto.randomUUID()}`
  return { name, context: await browser.newContext({ userAgent: name }) }
}

/** The rows of the sessions in such a browser. */
function rowsOf(page: Page, name: string) {
  return page.getByRole('row').filter({ hasText: name })
}

test('an admin revokes a manager’s session; the next click of the manager leads to a page that says who and why', async ({
  page,
  signIn,
  browser,
}) => {
  const theirs = await namedBrowser(browser)
  const manager = await theirs.context.newPage()
  await signIn(manager, 'portal', 'manager@acme.test')
  await manager.goto(`${address('portal')}/account`)

  await signIn(page, 'portal', 'admin@acme.test')
  await page.goto(`${register}?find=acme.test`)
  const row = rowsOf(page, theirs.name)
  const own = page.getByRole('row').filter({ hasText: 'This device' })
  await expect(own).toHaveCount(1)
  await expect(own.getByRole('link', { name: /^Revoke/ })).toHaveCount(0)
  await check(page, 'the register')

  await row.getByRole('link', { name: /^Revoke/ }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Revoke this session?' })
  await expect(dialog.getByRole('link', { name: 'Cancel' })).toBeFocused()
  await check(page, 'the question')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(row.getByRole('link', { name: /^Revoke/ })).toBeFocused()
  await row.getByRole('link', { name: /^Revoke/ }).click()
  await dialog.getByLabel('Reason').fill('Lost <b>laptop</b>')
  await dialog.getByRole('button', { name: 'Revoke session' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('status').filter({ hasText: 'One session was revoked.' })).toBeVisible()
  await expect(row).toContainText('Revoked')
  await expect(row).toContainText('by Katharina Vogel')
  await expect(row).toContainText('“Lost <b>laptop</b>”')

  await manager.getByRole('link', { name: 'Activity log' }).first().click()
  await expect(manager).toHaveURL(/\/sign-in\?next=/)
  await expect(
    manager.getByText(/^Your session was ended by Katharina Vogel on .* Reason: “Lost <b>laptop<\/b>”$/),
  ).toBeVisible()
  await manager.reload()
  await expect(manager.getByText('Katharina Vogel')).toHaveCount(0)

  await row.getByRole('link', { name: /^What was done in it/ }).click()
  await expect(page).toHaveURL(/\/audit-log\?q=session/)
  await expect(page.getByText('signed in', { exact: false }).first()).toBeVisible()
  await theirs.context.close()
})

test('several are selected and ended together, and the search and the status are in the address', async ({
  page,
  signIn,
  browser,
}) => {
  const others = await namedBrowser(browser)
  for (let visit = 0; visit < 2; visit++) {
    await others.context.clearCookies()
    await signIn(await others.context.newPage(), 'portal', 'staff@acme.test')
  }
  await signIn(page, 'portal', 'admin@acme.test')
  await page.goto(register)
  await page.getByLabel('Name or e-mail').fill('STAFF@acme')
  await expect(page).toHaveURL(/find=STAFF%40acme/)
  await page.getByLabel('Status').selectOption('Active')
  await expect(page).toHaveURL(/status=active/)
  const rows = rowsOf(page, others.name)
  await expect(rows).toHaveCount(2)
  for (const box of await rows.getByRole('checkbox').all()) await box.check()
  await page.getByRole('button', { name: 'Revoke 2 selected' }).click()
  const dialog = page.getByRole('dialog', { name: 'Revoke 2 sessions?' })
  await dialog.getByLabel('Reason').fill('Shift is over')
  await dialog.getByRole('button', { name: 'Revoke sessions' }).click()
  await expect(page.getByRole('status').filter({ hasText: '2 sessions were revoked.' })).toBeVisible()
  await expect(rows).toHaveCount(0)
  await page.getByLabel('Status').selectOption('Revoked')
  await expect(rows.filter({ hasText: 'Shift is over' })).toHaveCount(2)
  await others.context.close()
})

test('without scripts the list, the question and the revocation are plain forms', async ({ browser, signIn }) => {
  const theirs = await namedBrowser(browser)
  await signIn(await theirs.context.newPage(), 'portal', 'manager@acme.test')
  const plain = await browser.newContext({ javaScriptEnabled: false })
  const page = await plain.newPage()
  await signIn(page, 'portal', 'admin@acme.test')
  await page.goto(`${register}?status=active&find=manager`)
  await rowsOf(page, theirs.name)
    .getByRole('link', { name: /^Revoke/ })
    .click()
  const dialog = page.getByRole('dialog', { name: 'Revoke this session?' })
  await dialog.getByLabel('Reason').fill('No scripts')
  await dialog.getByRole('button', { name: 'Revoke session' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'One session was revoked.' })).toBeVisible()
  await page.goto(`${register}?status=revoked&find=manager`)
  await expect(rowsOf(page, theirs.name)).toContainText('No scripts')
  await Promise.all([plain.close(), theirs.context.close()])
})

test('a Client Manager sees the sessions without their evidence, and can end none', async ({ page, signIn }) => {
  await signIn(page, 'portal', 'manager@acme.test')
  await page.goto(register)
  await expect(page.getByRole('row').filter({ hasText: 'This device' })).toContainText('Restricted')
  await expect(page.getByRole('link', { name: /^(Revoke|What was done)/ })).toHaveCount(0)
  await expect(page.getByRole('checkbox')).toHaveCount(0)
  await page.context().clearCookies()
  await signIn(page, 'portal', 'staff@acme.test')
  await page.goto(register)
  await expect(page.getByRole('heading', { name: 'You can’t open the sessions' })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`${colorScheme}: on a phone’s width nothing sticks out, and axe finds nothing`, async ({ browser, signIn }) => {
    const context = await browser.newContext({ colorScheme, viewport: { width: 390, height: 800 } })
    const page = await context.newPage()
    await signIn(page, 'portal', 'admin@acme.test')
    await page.goto(register)
    await expect(page.getByRole('row').filter({ hasText: 'This device' })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await check(page, 'cards')
    await page.goto(`${register}?find=nobody-is-called-this`)
    await expect(page.getByText('No session matches')).toBeVisible()
    await check(page, 'empty')
    await context.close()
  })
}
