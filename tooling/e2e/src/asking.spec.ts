import type { Page } from '@playwright/test'
import { clockChange, inWords, lastMonth } from './days.ts'
import { expect, test } from './fixtures.ts'
import { asked, call, chips, log, numberIn, openLog, rows, searchBox, shownCount } from './log-page.ts'
import { sendEvent } from './send-event.ts'

const month = lastMonth()
const thatMonth = `?range=custom&from=${month.first}&to=${month.last}`

test('the search box and the chips are two views of one question, which the address keeps', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page, thatMonth)
  const written = 'actor:ruben -outcome:success "engelhardt"'
  await page.keyboard.press('/')
  await page.keyboard.type(written)
  await expect(chips(page)).toHaveText([/^Date/, 'User“ruben”', 'OutcomenotSuccess', '“engelhardt”'])
  await expect.poll(() => asked(page)).toBe(written)
  await expect(page).toHaveTitle(/not Outcome Success/)

  await page.getByRole('link', { name: 'Remove the filter not Outcome Success' }).click()
  await expect(searchBox(page)).toHaveValue('actor:ruben engelhardt')
  await expect.poll(() => asked(page)).toBe('actor:ruben engelhardt')
  await expect(chips(page)).toHaveText([/^Date/, 'User“ruben”', '“engelhardt”'])
  await expect(rows(page).first()).toContainText('Ruben Engelhardt')

  await page.reload()
  await expect(searchBox(page)).toHaveValue('actor:ruben engelhardt')
  await expect(chips(page)).toHaveCount(3)
  await page.goBack()
  await expect(searchBox(page)).toHaveValue(written)
  await expect(chips(page)).toHaveCount(4)
})

test('a wrong key is pointed out with what was meant, and the rest of the search applies', async ({ page, signIn }) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page, thatMonth)
  await searchBox(page).fill('acton:user.* outcome:failure')
  const advice = page.getByRole('status').filter({ hasText: 'There is no key “acton”.' })
  await page.getByRole('heading', { level: 1 }).click()
  await expect(advice).toContainText('The rest of the search applies.')
  await expect(searchBox(page)).toHaveAccessibleDescription(/There is no key “acton”/)
  await expect(page.locator('tr.log-row [data-outcome="success"]')).toHaveCount(0)
  await expect(chips(page)).toHaveText([/^Date/, 'OutcomeFailed'])

  await advice.getByRole('button', { name: 'Did you mean action?' }).click()
  await expect(searchBox(page)).toHaveValue('action:user.* outcome:failure')
  await expect(searchBox(page)).toBeFocused()
  await expect(advice).toHaveCount(0)
  await expect(chips(page)).toHaveText([/^Date/, 'Actionuser.*', 'OutcomeFailed'])
})

test('keys and values are suggested and chosen with the keyboard, the focus staying in the box', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page, thatMonth)
  const box = searchBox(page)
  const list = page.getByRole('listbox', { name: 'Suggestions' })
  await page.keyboard.press('/')
  await expect(box).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.type('outc')
  await expect(box).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('ArrowDown')
  const key = list.getByRole('option', { name: /^outcome:/ })
  await expect(key).toHaveAttribute('aria-selected', 'true')
  await expect(box).toHaveAttribute('aria-activedescendant', (await key.getAttribute('id')) ?? '')
  await page.keyboard.press('Enter')
  await expect(box).toHaveValue('outcome:')

  const denied = list.getByRole('option', { name: /^denied/ })
  await expect(denied).toContainText(/Denied\s*\d/)
  await page.keyboard.type('den')
  await page.keyboard.press('ArrowDown')
  await expect(denied).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(box).toHaveValue('outcome:denied ')
  await expect(chips(page)).toHaveText([/^Date/, 'OutcomeDenied'])
  await expect(box).toBeFocused()

  await page.keyboard.type('mod')
  await expect(list).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await expect(box).toHaveAttribute('aria-expanded', 'false')
  await expect(box).toHaveValue('outcome:denied mod')
})

test('a list counts without its own filter, and with those of all others', async ({ page, signIn }) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page, thatMonth)
  const all = await shownCount(page)
  const outcomes = await openList(page, 'outcome')
  const before = await countsOf(outcomes)
  expect(total(before.values())).toBe(all)

  await outcomes.getByRole('checkbox', { name: 'Failed' }).check()
  await expect.poll(() => shownCount(page)).toBe(before.get('Failed'))
  expect(await countsOf(outcomes)).toEqual(before)
  await page.keyboard.press('Escape')

  const operations = await openList(page, 'operation')
  const failed = await countsOf(operations)
  expect(total(failed.values())).toBe(before.get('Failed'))

  const [operation = '', count = 0] = [...failed].find(([, count]) => count > 0) ?? []
  await operations.getByRole('button', { name: `Only ${operation}`, exact: true }).click({ force: true })
  await expect.poll(() => shownCount(page)).toBe(count)
  await expect(rows(page).filter({ hasNot: page.locator('[data-outcome="failure"]') })).toHaveCount(0)
  expect(await countsOf(operations)).toEqual(failed)
  await operations.getByRole('button', { name: `Leave out ${operation}`, exact: true }).click({ force: true })
  await expect.poll(() => shownCount(page)).toBe((before.get('Failed') ?? 0) - count)
})

test('a value of a row is asked for, or left out, with one press', async ({ page, signIn }) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page, `${thatMonth}&q=-outcome:success`)
  const all = await shownCount(page)
  const user = rows(page).first().locator('.c-user')
  const name = (await user.locator('div').first().textContent()) ?? ''
  await user.hover()
  await user.getByRole('link', { name: `Only User ${name}` }).click()
  await expect(chips(page)).toHaveText([/^Date/, 'OutcomenotSuccess', `User${name}`])
  const only = await shownCount(page)
  expect(only).toBeLessThan(all)
  for (const row of await rows(page).all()) await expect(row.locator('.c-user')).toContainText(name)

  await page.goBack()
  await expect.poll(() => shownCount(page)).toBe(all)
  await user.hover()
  await user.getByRole('link', { name: `Leave out User ${name}` }).click()
  await expect(chips(page)).toHaveText([/^Date/, 'OutcomenotSuccess', `Usernot${name}`])
  await expect.poll(() => shownCount(page)).toBe(all - only)
})

test('days are chosen by name, typed, or picked in the calendar, and the address keeps what was meant', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page)
  await page.keyboard.press('t')
  await page.getByRole('radio', { name: /^Last month/ }).click()
  await expect(page).toHaveURL(/[?&]range=last_month(&|$)/)
  await expect(page.getByText('· times in')).toContainText(/Last month \(1–\d\d \w+ 20\d\d\)/)

  await page.keyboard.press('t')
  await page.getByLabel('From').fill(month.day(20))
  await page.getByLabel('To, included').fill(month.day(12))
  await expect(page.getByText('The first date lies after the second.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Use these dates' })).toBeDisabled()
  await page.getByLabel('From').fill(month.day(5))
  await page.getByRole('button', { name: 'Use these dates' }).click()
  await expect.poll(() => [asked(page, 'from'), asked(page, 'to')]).toEqual([month.day(5), month.day(12)])
  await expect(chips(page)).toHaveText([`Date5–${inWords(month.day(12)).split(', ')[1]}`])
  await expect(page.locator('tr.log-day').first()).toContainText(inWords(month.day(12)).split(', ')[1] ?? '')

  await page.keyboard.press('t')
  await page.getByRole('button', { name: inWords(month.day(5)) }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('button', { name: inWords(month.day(12)) })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Use these dates' }).click()
  await expect.poll(() => [asked(page, 'from'), asked(page, 'to')]).toEqual([month.day(13), month.day(14)])
})

test('Reset leads back to everything, at any time', async ({ page, signIn }) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page, `${thatMonth}&q=outcome:failure+kunde&access=hide&size=50`)
  const access = page.getByRole('switch', { name: 'Access events' })
  await expect(access).not.toBeChecked()
  await page.getByRole('list', { name: 'Active filters' }).getByRole('link', { name: 'Reset' }).click()
  await expect(page).toHaveURL(`${log}?size=50`)
  await expect(searchBox(page)).toHaveValue('')
  await expect(access).toBeChecked()
  await expect(chips(page)).toHaveCount(0)
  await expect(page.getByText(/Any time · times in/)).toBeVisible()
})

test.describe('half an hour beside the clocks of others', () => {
  test.use({ timezoneId: 'Asia/Kolkata' })

  test('the bars of a day are its 24 hours, and sum to its events', async ({ page, signIn }) => {
    await signIn(page, 'portal', 'admin@acme.test')
    // Chromium knows the city by the name it had.
    await openLog(page, `?range=custom&from=${month.day(14)}&to=${month.day(14)}`, 'Asia/Calcutta')
    const counts = await countsOfBars(page)
    expect(counts).toHaveLength(24)
    expect(total(counts)).toBe(await shownCount(page))
    expect(total(await countsOfTable(page))).toBe(total(counts))
    await expect(page.locator('tr.log-day')).toHaveCount(1)
  })
})

test('the bars of a day on which clocks changed are its hours, each with its own events', async ({ page, signIn }) => {
  const { day, hours, start } = clockChange()
  const filled = [0, 1, 2, 3, hours - 1]
  const batchId = crypto.randomUUID()
  for (const hour of filled) {
    const occurredAt = new Date(start.getTime() + (hour + 0.5) * 3_600_000).toISOString()
    await sendEvent(page, { action: 'clock.checked', actor: { name: 'Clock' }, occurredAt, batchId })
  }
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page, `?range=custom&from=${day}&to=${day}&q=batch:${batchId}`)
  expect(await shownCount(page)).toBe(filled.length)
  const counts = await countsOfBars(page)
  expect(counts).toEqual(Array.from({ length: hours }, (_, hour) => (filled.includes(hour) ? 1 : 0)))
  expect(await countsOfTable(page)).toEqual(filled.map(() => 1))
})

test('the bars zoom with the keyboard, and the way back is there', async ({ page, signIn }) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page, thatMonth)
  const all = await shownCount(page)
  const bars = page.getByRole('listbox', { name: 'Events over time' })
  await expect(bars.getByRole('option')).toHaveCount(month.days)
  const counts = await countsOfBars(page)

  await page.getByRole('button', { name: 'View as table' }).focus()
  await page.keyboard.press('Tab')
  await expect(bars).toBeFocused()
  await page.keyboard.press('Home')
  for (let step = 0; step < 12; step += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(bars.locator('[aria-selected="true"]')).toHaveCount(3)
  await page.keyboard.press('Enter')
  await expect.poll(() => [asked(page, 'from'), asked(page, 'to')]).toEqual([month.day(13), month.day(15)])
  await expect.poll(() => shownCount(page)).toBe(total(counts.slice(12, 15)))

  await page.getByRole('link', { name: 'Reset zoom' }).click()
  await expect.poll(() => shownCount(page)).toBe(all)
  expect(asked(page, 'from')).toBe(month.first)
})

test('the bars zoom by dragging over them', async ({ page, signIn }) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page, thatMonth)
  const bars = page.getByRole('listbox', { name: 'Events over time' })
  await expect(bars.getByRole('option')).toHaveCount(month.days)
  const counts = await countsOfBars(page)
  const box = await bars.boundingBox()
  if (!box) throw new Error('the bars are not there')
  const middleOf = (bar: number) => box.x + ((bar + 0.5) / month.days) * box.width
  await page.mouse.move(middleOf(20), box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(middleOf(18), box.y + box.height / 2)
  await page.mouse.move(middleOf(17), box.y + box.height / 2)
  await page.mouse.up()
  await expect.poll(() => [asked(page, 'from'), asked(page, 'to')]).toEqual([month.day(18), month.day(21)])
  await expect.poll(() => shownCount(page)).toBe(total(counts.slice(17, 21)))
})

test('a saved view comes back by its name and by its link; shared, others see it and cannot change it', async ({
  page,
  signIn,
  browser,
}) => {
  const name = 'Failed sign-ins of last month'
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page, `${thatMonth}&q=operation:login_failed`)
  const count = await shownCount(page)
  const views = page.locator('details.saved-views')
  await views.locator('summary').click()
  await page.getByRole('button', { name: 'Save view…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save view' })
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('radio', { name: /^Everybody who may read this log/ }).check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(views.locator('summary')).toHaveText(name)
  const link = page.url()
  await page.reload()
  await expect(views.locator('summary')).toHaveText(name)

  await openLog(page)
  await views.locator('summary').click()
  await views.getByRole('link', { name }).click()
  await expect(page).toHaveURL(link)
  await expect.poll(() => shownCount(page)).toBe(count)
  const id = asked(page, 'view')

  const other = await browser.newPage({ timezoneId: 'Europe/Berlin' })
  await signIn(other, 'portal', 'manager@acme.test')
  await openLog(other, new URL(link).search)
  await expect.poll(() => shownCount(other)).toBe(count)
  const seen = other.locator('details.saved-views')
  await seen.locator('summary').click()
  const shared = seen.getByRole('region', { name: 'Shared by others' })
  await expect(shared.getByRole('link', { name })).toContainText('Katharina Vogel')
  await expect(shared.getByRole('button')).toHaveCount(0)
  expect((await call(other, 'views.remove', { id })).status()).toBe(404)
  expect((await call(other, 'views.update', { id, name: 'Mine now' })).status()).toBe(404)
  await other.close()

  await views.locator('summary').click()
  await views.getByRole('button', { name: `Delete ${name}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete view' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.reload()
  await views.locator('summary').click()
  await expect(views.getByRole('link', { name })).toHaveCount(0)
})

test('what a Client Manager may not ask by is explained, and never widens the answer', async ({ page, signIn }) => {
  await signIn(page, 'portal', 'manager@acme.test')
  await openLog(page, `${thatMonth}&q=outcome:denied`)
  const denied = await shownCount(page)
  await searchBox(page).fill('outcome:denied ip:203.0.113.0/24')
  await page.getByRole('heading', { level: 1 }).click()
  const advice = page.getByText(/“ip” belongs to the technical evidence, which your role does not include/)
  await expect(advice).toContainText('Client Admins can search by it.')
  await expect(searchBox(page)).toHaveValue('outcome:denied ip:203.0.113.0/24')
  expect(asked(page)).toBe('outcome:denied')
  expect(await shownCount(page)).toBe(denied)
  await expect(page.getByText('IP address', { exact: true })).toHaveCount(0)

  // An address that somebody else sent: it is refused in words, and nothing is answered instead.
  for (const q of ['ip:203.0.113.0/24', '-ip:203.0.113.7', 'session:ses_5b1f0c6ad29e4407']) {
    const answer = await page.goto(`${log}?q=${encodeURIComponent(q)}`)
    expect(answer?.status()).toBe(400)
    await expect(page.getByText(/is not available to your role/).first()).toBeVisible()
    await expect(rows(page)).toHaveCount(0)
  }
})

async function openList(page: Page, key: string) {
  const list = page.locator(`details.filter-list-${key}`)
  await list.locator('summary').click()
  await expect(list.locator('.filter-option-count').first()).toBeVisible()
  return list
}

/** The counts of a list by the names of its values. */
async function countsOf(list: ReturnType<Page['locator']>): Promise<Map<string, number>> {
  const options = await list.locator('.filter-option-row').all()
  const counts = await Promise.all(
    options.map(
      async (option): Promise<[string, number]> => [
        (await option.getByRole('checkbox').getAttribute('aria-label')) ?? '',
        numberIn(await option.locator('.filter-option-count').textContent()),
      ],
    ),
  )
  return new Map(counts)
}

/** `Wednesday, 14 October 2026: 212 events, 3 failed` → 212, for each bar. */
async function countsOfBars(page: Page): Promise<number[]> {
  const bars = page.getByRole('listbox', { name: 'Events over time' }).getByRole('option')
  await expect(bars.first()).toBeAttached()
  const labels = await bars.evaluateAll((options) => options.map((option) => option.getAttribute('aria-label') ?? ''))
  return labels.map((label) => numberIn(/([\d,]+) events?(,|$)/.exec(label)?.[1] ?? '0'))
}

/** The numbers of the table that says the same, without the bars of nothing. */
async function countsOfTable(page: Page): Promise<number[]> {
  await page.getByRole('button', { name: 'View as table' }).click()
  const table = page.getByRole('region', { name: 'Events over time, as a table' })
  return (await table.locator('tbody tr td:last-child').allTextContents()).map(numberIn)
}

function total(counts: Iterable<number>): number {
  return [...counts].reduce((sum, count) => sum + count, 0)
}
