import type { Page } from '@playwright/test'
import { daysAgo } from './days.ts'
import { expect, test } from './fixtures.ts'
import { asked, chips, log, openLog, rows, searchBox, shownCount } from './log-page.ts'
import { address } from './product.ts'
import { sendEvent } from './send-event.ts'

test('a pasted address shows the reader’s own log only, whatever stands in it', async ({ page, signIn }) => {
  const word = `W${crypto.randomUUID()}`
  const number = await sendEvent(page, {
    action: 'queue.updated',
    actor: { email: 'pasted@acme.test', name: `Person ${word}` },
    target: { name: `Queue ${word}` },
  })
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page, `?q=module:queues+-outcome:failure+"${word}"&event=${number}`)
  await expect(page.getByRole('dialog').getByRole('heading', { level: 2 })).toContainText(word)
  const pasted = page.url()
  await page.context().clearCookies()

  await signIn(page, 'portal', 'admin@globex.test')
  const seen = bodies(page)
  for (const link of [pasted, `${pasted}&tenant=acme`, `${log}?event=${number}&tenant=acme`, `${log}/${number}`]) {
    await page.goto(link)
    await expect(page.getByRole('main')).toBeVisible()
    await expect(page.getByText(`Person ${word}`)).toHaveCount(0)
  }
  await openLog(page, new URL(pasted).search)
  await expect(rows(page)).toHaveCount(0)
  await expect(chips(page)).toHaveText(['ModuleQueues', 'OutcomenotFailed', `“${word}”`])
  expect((await seen()).filter((body) => body.includes('pasted@acme.test') || body.includes(`Person ${word}`))).toEqual(
    [],
  )
})

test('an opened row stays open and where it is over two refreshes that bring events of the platform', async ({
  page,
  signIn,
}) => {
  const batchId = crypto.randomUUID()
  const send = async (count: number) => {
    for (let index = 0; index < count; index += 1)
      await sendEvent(page, { action: 'queue.updated', actor: { name: 'Platform' }, after: { index }, batchId })
  }
  await send(22)
  await signIn(page, 'portal', 'admin@acme.test')
  await page.clock.install()
  await openLog(page, `?live=1&q=batch:${batchId}`)
  await page.getByRole('button', { name: 'Load more events' }).click()
  await expect(rows(page)).toHaveCount(22)
  const opened = rows(page).nth(20)
  const number = await opened.getAttribute('data-event')
  await opened.getByRole('button', { name: /^Expand/ }).click()
  const detail = page.locator(`#event-${number}`)
  await expect(detail.getByText('Context')).toBeVisible()
  await detail.scrollIntoViewIfNeeded()
  const topOf = () => detail.evaluate((element) => element.getBoundingClientRect().top)
  const before = await topOf()

  await send(3)
  // Another question's event: it is none of the new ones.
  await sendEvent(page, { action: 'queue.updated', actor: { name: 'Platform' } })
  await page.clock.runFor(31_000)
  await expect(page.getByRole('button', { name: '3 new events' })).toBeVisible()
  await send(2)
  await page.clock.runFor(31_000)
  await expect(page.getByRole('button', { name: '5 new events' })).toBeVisible()
  expect(Math.abs((await topOf()) - before)).toBeLessThanOrEqual(2)
  await expect(rows(page)).toHaveCount(22)
  await expect(page.locator('.log-detail')).toHaveCount(1)
  await expect(searchBox(page)).toHaveValue(`batch:${batchId}`)

  await page.keyboard.press('r')
  await expect(rows(page)).toHaveCount(27)
  await expect(page.locator('.log-detail')).toHaveCount(1)
  expect(new Set(await rows(page).evaluateAll((all) => all.map((row) => row.getAttribute('data-event')))).size).toBe(27)
})

test('a range with a name is kept by its name and means the days of today; dates of one’s own stay as they are', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page)
  await page.keyboard.press('t')
  await page.getByRole('radio', { name: /^Yesterday/ }).click()
  await expect.poll(() => asked(page, 'range')).toBe('yesterday')
  expect([asked(page, 'from'), asked(page, 'to')]).toEqual([null, null])
  const yesterday = await shownCount(page)
  const newest = await rows(page).first().getAttribute('data-event')

  await openLog(page, `?range=custom&from=${daysAgo(1)}&to=${daysAgo(1)}`)
  expect(await shownCount(page)).toBe(yesterday)
  await expect(rows(page).first()).toHaveAttribute('data-event', newest ?? '')
  await page.reload()
  expect([asked(page, 'from'), asked(page, 'to')]).toEqual([daysAgo(1), daysAgo(1)])
})

test('somebody who was deleted long ago is found by name, and keeps it', async ({ page, signIn }) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page, '?q=action:user.deleted')
  const deleted = rows(page).filter({ hasText: 'Svenja Petersen' })
  await expect(deleted).toHaveCount(1)

  await openLog(page)
  const users = page.locator('details.filter-list-actor')
  await users.locator('summary').click()
  await users.getByRole('searchbox').fill('svenja')
  await users.getByRole('checkbox', { name: /^Svenja Petersen/ }).check()
  await expect(chips(page)).toHaveText(['UserSvenja Petersen'])
  for (const row of await rows(page).all()) {
    await expect(row.locator('.c-user')).toContainText('Svenja Petersen')
    await expect(row.locator('.c-user')).toContainText('svenja.petersen@acme.test')
  }
})

test('what is restricted reaches a Client Manager in no answer, list or search, and an admin in each', async ({
  page,
  signIn,
  browser,
}) => {
  const mark = crypto.randomUUID().replaceAll('-', '')
  const batchId = `batch-${mark}`
  const secrets = {
    ip: `2001:db8:${mark.slice(0, 4)}:${mark.slice(4, 8)}::7`,
    country: 'AQ',
    userAgent: `Agent-${mark}`,
    sessionId: `ses_${mark}`,
    requestId: `req_${mark}`,
    correlationId: `cor_${mark}`,
  }
  const others = [`actor_${mark}`, `target_${mark}`, `meta_${mark}`, `rule_${mark}`, `path_${mark}`]
  const [actorId, targetId, meta, rule, path] = others
  const number = await sendEvent(page, {
    action: 'carrier.updated',
    actor: { id: actorId, name: 'Known by name' },
    target: { type: 'carrier', id: targetId, name: 'Seen by all', url: `https://acme.test/${path}` },
    http: { method: 'PATCH', path: `/v2/${path}`, status: 200 },
    metadata: { note: meta },
    policyDecision: { rule },
    before: { rate: 1 },
    after: { rate: 2 },
    batchId,
    ...secrets,
  })
  const { country: _country, ...unique } = secrets
  const values = [...Object.values(unique).map((value) => value.replace(/:0+/g, ':')), ...others]

  const admin = await browser.newPage({ timezoneId: 'Europe/Berlin' })
  await signIn(admin, 'portal', 'admin@acme.test')
  await openLog(admin, `?q=${secrets.sessionId}`)
  await expect(rows(admin)).toHaveCount(1)
  await rows(admin)
    .first()
    .getByRole('button', { name: /^Expand/ })
    .click()
  await admin.getByText('Technical evidence').click()
  for (const value of [secrets.userAgent, secrets.requestId, targetId ?? '', meta ?? '', rule ?? ''])
    await expect(admin.locator('.log-detail')).toContainText(value)
  await admin.close()

  await signIn(page, 'portal', 'manager@acme.test')
  const seen = bodies(page)
  await openLog(page, `?q=batch:${batchId}`)
  await expect(rows(page)).toHaveCount(1)
  await rows(page)
    .first()
    .getByRole('button', { name: /^Expand/ })
    .click()
  await expect(page.locator('.log-detail').getByText(/Restricted — Client Admins can see this/)).toBeVisible()
  await page
    .locator('.log-detail')
    .getByText(/Related events/)
    .first()
    .click()
  for (const key of ['actor', 'action', 'target_type']) {
    const list = page.locator(`details.filter-list-${key}`)
    await list.locator('summary').click()
    await expect(list.locator('.filter-option-count').first()).toBeVisible()
  }
  await expect(page.locator('details.filter-list-ip')).toHaveCount(0)
  await page.goto(`${log}/${number}`)
  await expect(page.getByRole('article')).toContainText('Seen by all')
  await page.goto(`${log}?q=batch:${batchId}&event=${number}`)
  await expect(page.getByRole('dialog')).toContainText('Seen by all')
  await page.goto(`${log}.data?q=batch:${batchId}`)
  const found = await seen()
  expect(found.length).toBeGreaterThan(5)
  expect(found.filter((body) => body.includes('Known by name')).length).toBeGreaterThan(2)
  for (const value of values)
    expect(
      found.filter((body) => body.includes(value)),
      value,
    ).toEqual([])

  const answers = (procedure: string, input: object) =>
    page.request.get(
      `${address('portal')}/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`,
      {
        headers: { 'x-trpc-source': 'ui' },
      },
    )
  expect((await answers('audit.evidence', { number })).status()).toBe(403)
  const facets = await answers('audit.facets', { filter: {}, keys: ['ip'] })
  expect(await facets.text()).not.toContain('203.0.113')
  // By search neither: the words of the evidence, and beginnings of them, find nothing.
  for (const value of values) {
    const search = await page.request.get(`${log}.data?q=${encodeURIComponent(`batch:${batchId} "${value}"`)}`)
    expect(await search.text(), value).not.toContain('Known by name')
  }
})

test('on paper an opened row has its details, in light colours, and its evidence only where it was opened', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await page.emulateMedia({ colorScheme: 'dark' })
  await openLog(page, '?range=last_month&q=operation:update+module:campaigns')
  await rows(page)
    .first()
    .getByRole('button', { name: /^Expand/ })
    .click()
  const detail = page.locator('.log-detail')
  await expect(detail.getByRole('table', { name: /^Changes/ })).toBeVisible()
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(detail.getByRole('table', { name: /^Changes/ })).toBeVisible()
  await expect(detail.getByText('Technical evidence')).toBeHidden()
  await expect(page.locator('.print-header')).toContainText(/Acme.*Filter: Operation Updated · Module Campaigns/s)
  await expect(page.getByRole('banner')).toBeHidden()
  await expect(page.getByRole('search')).toBeHidden()
  await expect(page.getByRole('link', { name: 'Reset' })).toBeHidden()
  const background = await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)
  expect(['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)']).toContain(background)

  await page.emulateMedia({ media: 'screen', colorScheme: 'dark' })
  await detail.getByText('Technical evidence').click()
  await expect(detail.getByText('Device', { exact: true })).toBeVisible()
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(detail.getByText('Device', { exact: true })).toBeVisible()
})

/** From now on, the bodies of all that the server answers this page; all of them when asked. */
function bodies(page: Page): () => Promise<string[]> {
  const answers: Promise<string>[] = []
  page.on('response', (response) => {
    const isText = /html|json|x-script|event-stream/.test(response.headers()['content-type'] ?? '')
    if (isText && response.status() < 300) answers.push(response.text().catch(() => ''))
  })
  return () => Promise.all(answers)
}
