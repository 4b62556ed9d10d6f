import { test as base, expect, type Page } from '@playwright/test'
import { type App, address, demoCode, demoPassword } from './product.ts'

/** The one person of the demo who has a second factor. */
export const demoPersonWithCode = 'root@daybook.test'

/** Enters the code that root's authenticator shows; of a step ahead when this one was used by another test. */
export async function enterCode(page: Page): Promise<void> {
  for (const ahead of [0, 30_000]) {
    await page.getByLabel('Code of your authenticator app').fill(demoCode(new Date(Date.now() + ahead)))
    await page.getByRole('button', { name: 'Verify' }).click()
    await page.waitForLoadState()
    if (!page.url().includes('/sign-in')) return
  }
}

type Fixtures = {
  /** Signs a demo person in to an app, the way people do. */
  signIn: (page: Page, app: Exclude<App, 'recorder'>, email: string) => Promise<void>
}

/**
 * A page that breaks in the browser fails its test: an error thrown there, or one that the console shows, is one that a
 * person would have met.
 */
export const test = base.extend<Fixtures>({
  page: async ({ page }, use) => {
    const broken: string[] = []
    page.on('pageerror', (error) => broken.push(error.stack ?? error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !isAnswer(message.text())) broken.push(message.text())
    })
    await use(page)
    expect(broken, 'errors in the browser').toEqual([])
  },

  signIn: async ({ page: _ours }, use) => {
    await use(async (page, app, email) => {
      await page.goto(`${address(app)}/sign-in`)
      await page.getByLabel('E-mail').fill(email)
      await page.getByLabel('Password', { exact: true }).fill(demoPassword())
      await page.getByRole('button', { name: 'Sign in' }).click()
      if (email === demoPersonWithCode) await enterCode(page)
      await expect(page).not.toHaveURL(/\/sign-in/)
    })
  },
})

export { expect } from '@playwright/test'

/** Chromium also writes a line for each answer of 400 and more; whether those are right is for the tests to say. */
function isAnswer(text: string): boolean {
  return text.startsWith('Failed to load resource')
}
