import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from './fixtures.ts'
import { type App, address, productHome } from './product.ts'

const apps: App[] = ['portal', 'partner', 'staff', 'recorder']

for (const app of apps) {
  test(`${app} is alive and ready`, async ({ request }) => {
    expect(await (await request.get(`${address(app)}/healthz`)).json()).toMatchObject({ status: 'ok' })
    expect((await request.get(`${address(app)}/readyz`)).status()).toBe(200)
  })
}

for (const app of ['portal', 'partner', 'staff'] as const) {
  test(`${app} asks strangers to sign in, in a page that works`, async ({ page }) => {
    await page.goto(address(app))
    await expect(page).toHaveURL(/\/sign-in/)
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  })
}

test('a demo person signs in to the portal', async ({ page, signIn }) => {
  await signIn(page, 'portal', 'admin@acme.test')
  await expect(page.getByRole('main')).toBeVisible()
})

test('the key that is printed at the start sends an event', async ({ request }) => {
  const { demoKey } = JSON.parse(readFileSync(path.join(productHome(), 'secrets.json'), 'utf8'))
  const answer = await request.post(`${address('recorder')}/v1/events`, {
    headers: { Authorization: `Bearer ${demoKey}` },
    data: { action: 'campaign.updated', actor: { email: 'maria@acme.test' } },
  })
  expect(answer.status()).toBe(201)
  expect(await answer.json()).toMatchObject({ number: expect.any(Number), leafHash: expect.any(String) })
})
