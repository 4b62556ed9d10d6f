import { expect, test } from './fixtures.ts'
import { type App, address } from './product.ts'

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
