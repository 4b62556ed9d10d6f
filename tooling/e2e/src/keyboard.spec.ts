import type { Page } from '@playwright/test'
import { lastMonth } from './days.ts'
import { expect, test } from './fixtures.ts'
import { asked, chips, openLog, rows, searchBox } from './log-page.ts'
import { address } from './product.ts'
import { sendEvent } from './send-event.ts'

test('with the keyboard alone: somebody’s failed deletes of last month, the event, its evidence, its link', async ({
  page,
  signIn,
}) => {
  const month = lastMonth()
  const name = `Keeper ${crypto.randomUUID().slice(0, 8)}`
  const numbers: number[] = []
  for (const [action, outcome, day] of [
    ['recording.deleted', 'failure', 12],
    ['recording.deleted', 'failure', 15],
    ['recording.deleted', 'success', 15],
    ['recording.updated', 'failure', 15],
  ] as const) {
    const sent = { action, outcome, actor: { name }, occurredAt: `${month.day(day)}T10:00:00Z`, ip: '203.0.113.9' }
    numbers.push(await sendEvent(page, sent))
  }
  await sendEvent(page, { action: 'recording.deleted', outcome: 'failure', actor: { name } })

  await signIn(page, 'portal', 'admin@acme.test')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await openLog(page)
  await page.keyboard.press('/')
  await expect(searchBox(page)).toBeFocused()
  await page.keyboard.type(`operation:delete outcome:failure actor:"${name}"`)
  await page.keyboard.press('Enter')
  await expect(rows(page)).toHaveCount(3)
  await page.keyboard.press('Tab')
  await expectFocusSeen(page)

  // From the box to the days: Tab leads out of it, for a key that is typed there is text.
  await leaveTheBox(page)
  await page.keyboard.press('t')
  const lastMonthChoice = page.getByRole('radio', { name: /^Last month/ })
  await expect(page.getByRole('radio', { name: /^Any time/ })).toBeFocused()
  for (let step = 0; step < 7; step += 1) {
    await page.keyboard.press('ArrowDown')
    await expectFocusSeen(page)
  }
  await expect(lastMonthChoice).toBeFocused()
  await expect(lastMonthChoice).toBeChecked()
  await expect.poll(() => asked(page, 'range')).toBe('last_month')
  await page.keyboard.press('Escape')
  await expect(page.locator('details.filter-list-date > summary')).toBeFocused()
  await expect(rows(page)).toHaveCount(2)
  await expect(chips(page)).toHaveText(['DateLast month', 'OperationDeleted', 'OutcomeFailed', `User“${name}”`])

  await page.keyboard.press('j')
  await expect(
    rows(page)
      .first()
      .getByRole('link', { name: /^View details/ }),
  ).toBeFocused()
  await expectFocusSeen(page)
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog')
  await expect(panel.getByRole('heading', { level: 2 })).toBeFocused()
  await expect.poll(() => asked(page, 'event')).toBe(String(numbers[1]))
  const evidence = panel.locator('details.evidence > summary').filter({ hasText: 'Technical evidence' })
  await tabTo(page, evidence)
  await page.keyboard.press('Enter')
  await expect(panel.getByText('203.0.113.9').first()).toBeVisible()

  await page.keyboard.press('y')
  const link = `${address('portal')}/audit-log/${numbers[1]}`
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(link)
  await page.keyboard.press(']')
  await expect.poll(() => asked(page, 'event')).toBe(String(numbers[0]))
  await expect(panel.getByRole('heading', { level: 2 })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(
    rows(page)
      .nth(1)
      .getByRole('link', { name: /^View details/ }),
  ).toBeFocused()
})

test('with the keyboard alone: a view is saved, opened and deleted, the focus never lost', async ({ page, signIn }) => {
  await signIn(page, 'portal', 'admin@acme.test')
  const question = `operation:login_failed -target:${crypto.randomUUID()}`
  await openLog(page, `?q=${question}`)
  const name = `By keyboard ${crypto.randomUUID().slice(0, 8)}`
  const views = page.locator('details.saved-views')
  const menu = views.locator('summary')
  await tabTo(page, menu)
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'Save view…' }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Save view' })
  await expect(dialog.getByLabel('Name')).toBeFocused()
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(menu).toContainText(name)
  await expectFocusSeen(page)

  await openLog(page)
  await tabTo(page, menu)
  await page.keyboard.press('Enter')
  await tabTo(page, views.getByRole('link', { name }))
  await page.keyboard.press('Enter')
  await expect(searchBox(page)).toHaveValue(question)
  await expect(menu).toBeFocused()
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: `Delete ${name}` }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(views.getByRole('link', { name })).toHaveCount(0)
  await expectFocusSeen(page)
})

test('with the keyboard alone: an export is started and its file taken', async ({ page, signIn }) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page, '?range=last_month&q=outcome:denied')
  await page.keyboard.press('Shift+E')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('radio', { name: /^CSV/ })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(dialog.getByRole('radio', { name: /^NDJSON/ })).toBeChecked()
  await expectFocusSeen(page)
  await expect(dialog.getByRole('button', { name: /^Export [\d,]+ events?$/ })).toBeVisible()
  const arriving = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('heading', { name: 'Your export is ready' })).toBeVisible()
  await expect(dialog.getByRole('link', { name: 'Download' })).toBeFocused()
  await page.keyboard.press('Enter')
  expect((await arriving).suggestedFilename()).toMatch(/^activity-log-.*\.zip$/)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  await page.keyboard.press('g')
  await page.keyboard.press('x')
  await expect(page.getByRole('heading', { name: 'Exports', level: 1 })).toBeVisible()
  const download = page.getByRole('link', { name: /^Download activity-log/ }).first()
  await tabTo(page, download)
  const again = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  await again
  await expect(download).toBeFocused()
})

test('Tab reaches everything of the log in order, always to be seen, and never gets caught', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page, '?size=10&range=last_month&q=outcome:failure')
  await expect(page.getByRole('listbox', { name: 'Events over time' })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  const reached: string[] = []
  for (let step = 0; step < 250; step += 1) {
    await page.keyboard.press('Tab')
    const name = await focusName(page)
    if (name === null) break
    reached.push(name)
    await expectFocusSeen(page)
  }
  const order = ['Search the log', 'Events over time', 'Load more events', 'Next page']
  const places = order.map((wanted) => reached.findIndex((name) => name.includes(wanted)))
  expect(places).not.toContain(-1)
  expect(places).toEqual([...places].sort((one, other) => one - other))
})

test('the sheet tells the keys, keeps the focus in it, and gives it back', async ({ page, signIn }) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page)
  await page.keyboard.press('j')
  const row = rows(page)
    .first()
    .getByRole('link', { name: /^View details/ })
  await expect(row).toBeFocused()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet.locator('kbd')).not.toHaveCount(0)
  await expect(sheet.getByRole('button', { name: 'Close' })).toBeFocused()
  await page.keyboard.press('j')
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  await expect(row).toBeFocused()
})

/** Presses Tab until the focus is there; everything on the way has to show it. */
async function tabTo(page: Page, target: ReturnType<Page['locator']>): Promise<void> {
  const isThere = () => target.evaluate((element) => element === document.activeElement)
  for (let step = 0; step < 120; step += 1) {
    if (await isThere()) return
    await page.keyboard.press('Tab')
    await expectFocusSeen(page)
  }
  expect(await isThere(), `${target.toString()} is not reached with Tab`).toBe(true)
}

async function leaveTheBox(page: Page): Promise<void> {
  const types = () => page.evaluate(() => document.activeElement instanceof HTMLInputElement)
  while (await types()) await page.keyboard.press('Tab')
}

/** What has the focus, in words; null for the page as a whole. */
function focusName(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return null
    return `${element.getAttribute('aria-label') ?? ''} ${element.textContent?.trim().slice(0, 80) ?? ''}`
  })
}

/** The focus is on something, it is in the window and under nothing else, and one sees that it is there. */
async function expectFocusSeen(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return 'the focus is lost'
    // The ring may be drawn by what the field stands in, or by the label of what is too small.
    const around = [element, element.parentElement, element.closest('label'), element.closest('.keyword')]
    const rings = around.filter((one) => one !== null).map((one) => getComputedStyle(one))
    const hasRing = rings.some(
      ({ outlineStyle, outlineWidth, boxShadow }) =>
        (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none',
    )
    const box = element.getBoundingClientRect()
    const name = `${element.tagName} ${element.className} ${element.textContent?.trim().slice(0, 40)}`
    if (!hasRing) return `no ring: ${name}`
    if (box.bottom <= 0 || box.top >= innerHeight || box.width === 0) return `out of sight: ${name}`
    const over = document.elementFromPoint(
      Math.min(innerWidth - 1, Math.max(0, box.left + box.width / 2)),
      Math.min(innerHeight - 1, Math.max(0, box.top + box.height / 2)),
    )
    const isOwn = over !== null && (element.contains(over) || over.contains(element))
    return isOwn ? 'seen' : `under something else: ${name}`
  })
  expect(seen).toBe('seen')
}
