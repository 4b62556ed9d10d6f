import type { Request } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { log, rows } from './log-page.ts'
import { address } from './product.ts'

const scriptsMax = 200_000

test('the log arrives with at most 200 kB of scripts, and nothing comes from elsewhere', async ({ page, signIn }) => {
  await signIn(page, 'portal', 'admin@acme.test')
  const cookies = await page.context().cookies()
  // Nothing in the cache: as somebody who was never here.
  const fresh = await page.context().browser()?.newContext({ timezoneId: 'Europe/Berlin' })
  if (!fresh) throw new Error('there is no browser')
  await fresh.addCookies(cookies)
  const first = await fresh.newPage()
  const hosts = new Set<string>()
  const scripts: Request[] = []
  first.on('request', (request) => {
    hosts.add(new URL(request.url()).origin)
    if (request.resourceType() === 'script' || /\.js$/.test(request.url())) scripts.push(request)
  })

  await first.goto(log, { waitUntil: 'networkidle' })
  await expect(rows(first)).toHaveCount(20)
  await expect(first.locator('html')).toHaveAttribute('data-interactive', '')
  const sizes = await Promise.all(scripts.map((request) => request.sizes()))
  const compressed = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0)
  expect(scripts.length).toBeGreaterThan(3)
  expect(compressed).toBeGreaterThan(0)
  expect(compressed).toBeLessThanOrEqual(scriptsMax)
  expect([...hosts]).toEqual([address('portal')])
  await fresh.close()
})
