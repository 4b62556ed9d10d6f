import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { log, openLog, rows, searchBox } from './log-page.ts'
import { address } from './product.ts'

/** Everything that axe knows of WCAG 2.2 AA, on what is on screen now. */
async function check(page: Page, what: string, part = 'body'): Promise<void> {
  const axe = new AxeBuilder({ page }).include(part).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
  const { violations } = await axe.analyze()
  const told = violations.map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => [html, failureSummary])])
  expect(told, what).toEqual([])
}

const expand = (page: Page, index = 0) =>
  rows(page)
    .nth(index)
    .getByRole('button', { name: /^Expand/ })
    .click()

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test('axe finds nothing in the log: full, opened, with the panel', async ({ page, signIn }) => {
      await signIn(page, 'portal', 'admin@acme.test')
      await openLog(page, '?range=last_month&size=10')
      await expect(page.getByRole('listbox', { name: 'Events over time' })).toBeVisible()
      await check(page, 'full')
      await page.getByRole('button', { name: 'View as table' }).click()
      await expand(page)
      await expand(page, 1)
      await page.locator('.log-detail').first().getByText('Technical evidence').click()
      await expect(page.locator('.log-detail').first().getByText('Leaf hash', { exact: true })).toBeVisible()
      await check(page, 'opened rows, evidence, bars as a table')
      await page.keyboard.press('Escape')
      await rows(page).nth(2).locator('.c-text').click()
      await expect(page.getByRole('dialog').getByText('Context')).toBeVisible()
      await check(page, 'panel')
    })

    test('axe finds nothing where nothing is found, at bad addresses, and on the page of an event', async ({
      page,
      signIn,
    }) => {
      await signIn(page, 'portal', 'admin@acme.test')
      await page.goto(`${log}?q=no-event-has-this-word+acton:x&range=last_month`)
      await expect(page.getByText('No event matches these filters')).toBeVisible()
      await check(page, 'empty, with advice')
      await page.goto(`${log}?range=nonsense&size=7&from=yesterdays`)
      await expect(page.getByText('Part of this address could not be used')).toBeVisible()
      await check(page, 'parts of the address wrong')
      await page.goto(`${log}/99999999`)
      await expect(page.getByRole('main')).toBeVisible()
      await check(page, 'an event that is not there')
      const hostile = await openHostile(page)
      await expect(hostile).toBeVisible()
      await check(page, 'an event of hostile names, on its page')
    })

    test('axe finds nothing in the lists, the calendar and the search', async ({ page, signIn }) => {
      await signIn(page, 'portal', 'admin@acme.test')
      await openLog(page, '?range=last_month&q=outcome:failure,denied')
      for (const key of ['actor', 'action', 'operation', 'outcome', 'ip', 'assumed']) {
        await page.locator(`details.filter-list-${key} > summary`).click()
        await expect(page.locator(`details.filter-list-${key} .disclosure-panel`)).toBeVisible()
        if (key !== 'assumed')
          await expect(page.locator(`details.filter-list-${key} .filter-option-count`).first()).toBeVisible()
        await check(page, `list of ${key}`, '[role=search]')
      }
      await page.locator('details.filter-list-date > summary').click()
      await expect(page.getByRole('button', { name: 'Month before' })).toBeVisible()
      await check(page, 'calendar', '[role=search]')
      await searchBox(page).click()
      await page.keyboard.type(' mod')
      await expect(page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible()
      await check(page, 'suggestions', '[role=search]')
      await page.keyboard.press('Escape')
      await page.locator('details.syntax-help > summary').click()
      await check(page, 'how to search', '[role=search]')
    })

    test('axe finds nothing in the columns, the dialogs and the sheet', async ({ page, signIn }) => {
      await signIn(page, 'portal', 'admin@acme.test')
      await openLog(page, '?range=last_month&q=outcome:failure,denied&size=10')
      await page.getByText('View', { exact: true }).click()
      await check(page, 'columns', 'details[open]')
      await page.locator('details.saved-views > summary').click()
      await page.getByRole('button', { name: 'Save view…' }).click()
      await expect(page.getByRole('dialog', { name: 'Save view' })).toBeVisible()
      await check(page, 'saving a view')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Export', exact: true }).click()
      await expect(page.getByRole('button', { name: /^Export [\d,]+ events?$/ })).toBeVisible()
      await check(page, 'export')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
      await check(page, 'shortcuts')
    })

    test('axe finds nothing in the Exports tab, empty and full, nor where a role may not go', async ({
      page,
      signIn,
    }) => {
      await signIn(page, 'portal', 'admin@globex.test')
      await page.goto(`${address('portal')}/exports`)
      await expect(page.getByText('No exports yet')).toBeVisible()
      await check(page, 'no exports')
      await page.context().clearCookies()
      await signIn(page, 'portal', 'admin@acme.test')
      await openLog(page, '?range=last_month&q=operation:login_failed')
      await page.getByRole('button', { name: 'Export', exact: true }).click()
      await page.getByRole('button', { name: /^Export [\d,]+ events?$/ }).click()
      await expect(page.getByRole('dialog', { name: 'Your export is ready' })).toBeVisible()
      await check(page, 'a ready export')
      await page.goto(`${address('portal')}/exports`)
      await expect(page.getByRole('link', { name: /^Download/ }).first()).toBeVisible()
      await check(page, 'exports')
      await page.context().clearCookies()
      await signIn(page, 'portal', 'staff@acme.test')
      await page.goto(log)
      await check(page, 'refused')
    })
  })
}

async function openHostile(page: Page) {
  await openLog(page, '?q=country:XX')
  await rows(page)
    .first()
    .getByRole('link', { name: /^View details/ })
    .click()
  await page.getByRole('dialog').getByRole('link', { name: 'Open as a page' }).click()
  return page.getByRole('article')
}

const screens = ['?size=10', '?q=country:XX&size=10', '?q=outcome:failure&size=10', '?q=number:999999999']

test('at 320 pixels everything is there without scrolling sideways, and axe finds nothing', async ({
  page,
  signIn,
}) => {
  // So high that the bar at the bottom lies over nothing: what is under it can be scrolled to.
  await page.setViewportSize({ width: 320, height: 4000 })
  await signIn(page, 'portal', 'admin@acme.test')
  for (const search of screens) {
    await openLog(page, search)
    expect(await overflow(page), search).toBeLessThanOrEqual(0)
    await check(page, `320 pixels ${search}`)
  }
})

test('at 320 pixels so are the sheet of filters, an event and the exports', async ({ page, signIn }) => {
  await page.setViewportSize({ width: 320, height: 4000 })
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page, '?range=last_month&q=operation:update&size=10')
  await page
    .getByRole('search')
    .getByRole('button', { name: /^Filters/ })
    .click()
  await expect(page.getByRole('heading', { name: 'Filters' })).toBeVisible()
  await check(page, 'the sheet of filters')
  await page.getByRole('button', { name: 'Apply' }).click()
  await rows(page).first().locator('.c-text').click()
  await expect(page.getByRole('dialog').getByText('Context')).toBeVisible()
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await check(page, 'an event')
  await page.goto(`${address('portal')}/exports`)
  await expect(page.getByRole('heading', { name: 'Exports', level: 1 })).toBeVisible()
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await check(page, 'exports')
})

test('with the spacing of text that readers may need, no text is cut off or lies over another', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page, '?range=last_month&q=outcome:failure')
  await expand(page)
  await expect(page.locator('.log-detail').getByText('Context')).toBeVisible()
  // What WCAG 1.4.12 asks pages to bear. Set through the sheet's own objects: the page takes no styles from elsewhere.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
    )
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  })
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  expect(await cutOff(page)).toEqual([])
  await check(page, 'spaced text')
})

test('at twice the size of text nothing has to be scrolled sideways and nothing is cut off', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page, '?range=last_month&q=outcome:failure')
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('html { font-size: 200% !important }')
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  })
  // The bars are drawn anew for the room that is left, a moment after it is.
  await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0)
  await expect.poll(() => cutOff(page)).toEqual([])
})

test('with the colours of the system, outcome, badge, switch and focus are still told apart', async ({
  page,
  signIn,
}) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page, '?range=last_month&q=outcome:failure')
  await expect(rows(page).first().locator('.c-outcome')).toContainText('Failed')
  await expect(rows(page).first().locator('.c-outcome svg').first()).toBeVisible()
  const access = page.getByRole('switch', { name: 'Access events' }).locator('.switch')
  const drawn = () =>
    access.evaluate((one) => {
      const [own, knob] = [getComputedStyle(one), getComputedStyle(one, '::before')]
      const other = getComputedStyle(one, '::after')
      return [own, knob, other]
        .map((style) => [
          style.borderTopStyle,
          style.forcedColorAdjust,
          style.backgroundColor,
          style.transform,
          style.left,
        ])
        .join()
    })
  const on = await drawn()
  await page.getByRole('switch', { name: 'Access events' }).click()
  await expect.poll(drawn).not.toBe(on)
  await page.keyboard.press('j')
  const focused = rows(page)
    .first()
    .getByRole('link', { name: /^View details/ })
  await expect(focused).toBeFocused()
  expect(await focused.evaluate((one) => getComputedStyle(one).outlineStyle)).not.toBe('none')
  await check(page, 'forced colours')
})

/** By how much the page is wider than its window, in pixels. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

/** Controls whose own text does not fit into them. What is shortened on purpose ends in an ellipsis. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // For those who listen, or of a column that has no room.
    const isClipped = (one: Element | null): boolean =>
      one !== null && (getComputedStyle(one).clipPath !== 'none' || isClipped(one.parentElement))
    const controls = [...document.querySelectorAll<HTMLElement>('main :is(button, summary, a, label, h1, h2, h3, th)')]
    return controls
      .filter((one) => one.clientWidth > 0 && !isClipped(one))
      .filter((one) => {
        const { overflow, textOverflow } = getComputedStyle(one)
        const isCut = one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2
        return isCut && overflow !== 'visible' && textOverflow !== 'ellipsis'
      })
      .map((one) => `${one.tagName} ${one.className} ${one.textContent?.trim().slice(0, 40)}`)
  })
}
