import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { readCsv, unzip } from './archive.ts'
import { daysAgo } from './days.ts'
import { expect, test } from './fixtures.ts'
import { call, log, openLog, rows, shownCount } from './log-page.ts'
import { address } from './product.ts'

// One after the other: nobody may have more than two exports under way.
test.describe.configure({ mode: 'default' })

/** What hostile people and robots wrote, from a country that is none. */
const hostile = `?range=custom&to=${daysAgo(2)}&q=country:XX`

/** What a spreadsheet takes for a formula. */
const formula = /^\s*[=+\-@\t\r]/

/** Exports what the log shows, the way people do, and takes the file. */
async function takeExport(page: Page, format: 'CSV' | 'NDJSON') {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Export events' })
  await dialog.getByRole('radio', { name: new RegExp(`^${format}`) }).check()
  const start = dialog.getByRole('button', { name: /^Export [\d,]+ events?$/ })
  const count = Number((await start.textContent())?.replaceAll(/\D/g, ''))
  const arriving = page.waitForEvent('download')
  await start.click()
  const ready = page.getByRole('dialog', { name: 'Your export is ready' })
  const download = ready.getByRole('link', { name: 'Download' })
  await expect(download).toBeFocused()
  await download.click()
  const file = await arriving
  const archive = await readFile(await file.path())
  const href = (await download.getAttribute('href')) ?? ''
  await ready.getByRole('button', { name: 'Close' }).last().click()
  return { count, archive, name: file.suggestedFilename(), href, sha256: sha256Of(archive) }
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

test('a Client Admin exports what the log shows, row for row, and the list has the file by its hash', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page, hostile)
  const shown = await shownCount(page)
  expect(shown).toBeGreaterThan(10)
  const numbers = await rows(page).evaluateAll((all) => all.map((row) => row.getAttribute('data-event') ?? ''))

  const csv = await takeExport(page, 'CSV')
  expect(csv.count).toBe(shown)
  expect(csv.name).toMatch(/^activity-log-\d{4}-\d\d-\d\d\.zip$/)
  const files = unzip(csv.archive)
  expect([...files.keys()]).toEqual([csv.name.replace('.zip', '.csv'), 'manifest.json'])
  const text = files.get(csv.name.replace('.zip', '.csv')) ?? Buffer.alloc(0)
  const events = readCsv(text.toString('utf8'))

  expect(events).toHaveLength(shown)
  expect(events.slice(0, numbers.length).map(({ Number: number }) => number)).toEqual(numbers)
  expect(new Set(events.map(({ Country }) => Country))).toEqual(new Set(['XX']))
  for (const event of events) {
    const [utc = '', local = ''] = [event['Time (UTC)'], event['Time (Europe/Berlin)']]
    expect(utc).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(local).toMatch(/\+0[12]:00$/)
    expect(Date.parse(local)).toBe(Date.parse(utc))
  }
  const changed = events.find(({ Changes }) => Changes?.includes('"Plain"'))
  expect(JSON.parse(changed?.Changes ?? '[]')).toEqual([{ path: 'name', before: 'Plain', after: expect.any(String) }])
  const cells = events.flatMap((event) => Object.values(event))
  expect(cells.filter((cell) => cell.includes('HYPERLINK("https://evil.test')).length).toBeGreaterThan(0)
  expect(cells.filter((cell) => formula.test(cell))).toEqual([])

  const manifest = JSON.parse(files.get('manifest.json')?.toString('utf8') ?? '{}')
  expect(manifest).toMatchObject({
    filter: { query: 'country:XX' },
    zone: 'Europe/Berlin',
    events: { count: shown },
    files: [{ sha256: sha256Of(text), bytes: text.length }],
  })

  await page.goto(`${address('portal')}/exports`)
  const listed = page.getByRole('row').filter({ has: page.locator(`a[href="${csv.href}"]`) })
  await expect(listed).toContainText(`CSV · ${shown} events`)
  await expect(listed.locator('code')).toHaveAttribute('title', `SHA-256 ${csv.sha256}`)
  await listed.getByRole('link', { name: /^Open this view/ }).click()
  await expect.poll(() => shownCount(page)).toBe(shown)
})

test('NDJSON holds the same events with their values as they are, and each step is in the log', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page, hostile)
  const shown = await shownCount(page)
  const { archive, name, sha256 } = await takeExport(page, 'NDJSON')
  const lines = (unzip(archive).get(name.replace('.zip', '.ndjson')) ?? Buffer.alloc(0)).toString('utf8').split('\n')
  expect(lines.pop()).toBe('')
  const events = lines.map((line) => JSON.parse(line))
  expect(events).toHaveLength(shown)
  const names = events.flatMap(({ targets }) => targets.map((target: { name: string | null }) => target.name))
  expect(names).toContain('@SUM(1+1)*cmd|calc')

  await openLog(page, '?range=today&q=action:export.*')
  for (const said of [`requested the export ${name}`, `exported ${shown} events to ${name}`, `downloaded ${name}`]) {
    await expect(rows(page).filter({ hasText: said }).first()).toContainText('Katharina Vogel')
  }
  await openLog(page, '?range=today&q=action:export.downloaded')
  await rows(page)
    .first()
    .getByRole('button', { name: /^Expand/ })
    .click()
  await expect(page.locator('.log-detail').first()).toContainText(sha256)
})

test('a file is nobody else’s: another person’s link is answered as one that was never given', async ({
  page,
  signIn,
  browser,
}) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await openLog(page, `?range=custom&from=${daysAgo(12)}&to=${daysAgo(9)}&q=operation:update`)
  const { href } = await takeExport(page, 'CSV')
  const [own, absent] = [address('portal') + href, `${address('portal')}/exports/${crypto.randomUUID()}/download`]

  for (const email of ['admin@globex.test', 'manager@acme.test', 'staff@acme.test']) {
    const other = await browser.newPage()
    await signIn(other, 'portal', email)
    const answers = []
    for (const link of [own, absent]) {
      const answer = await other.goto(link)
      answers.push([answer?.status(), await answer?.text(), answer?.headers()['content-type']])
    }
    expect(answers[0], email).toEqual(answers[1])
    expect(answers[0]?.[0], email).toBe(404)
    await other.close()
  }
  const stranger = await browser.newPage()
  await stranger.goto(own)
  await expect(stranger).toHaveURL(`${address('portal')}/sign-in?next=${encodeURIComponent(href)}`)
  await stranger.close()
})

test('a Client Manager whose tenant has not allowed it has no Export, by button, key, page or call', async ({
  page,
  signIn,
}) => {
  await signIn(page, 'portal', 'manager@acme.test')
  await openLog(page, '?q=outcome:failure')
  await expect(page.getByRole('button', { name: 'Export', exact: true })).toHaveCount(0)
  await page.keyboard.press('Shift+E')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toHaveAccessibleName('Keyboard shortcuts')
  expect((await call(page, 'exports.create', { filter: {}, format: 'csv' })).status()).toBe(403)
  expect(page.url()).toContain(log)
})
