import AxeBuilder from '@axe-core/playwright'
import { totpCodeAt } from '@daybook/auth'
import { type Browser, expect, type Page } from '@playwright/test'
import { demoPersonWithCode, enterCode, test } from './fixtures.ts'
import { address, demoPassword } from './product.ts'

test.describe.configure({ mode: 'serial' })

async function password(page: Page, app: 'portal' | 'partner' | 'staff', email: string): Promise<void> {
  await page.goto(`${address(app)}/sign-in`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(demoPassword())
  await page.getByRole('button', { name: 'Sign in' }).click()
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
}

async function withoutScripts(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  return context.newPage()
}

test('root is asked for a code, gets nowhere without it, and in with it', async ({ page }) => {
  await password(page, 'staff', demoPersonWithCode)
  await expect(page.getByRole('heading', { name: 'Enter the code' })).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Code of your authenticator app').fill('000000')
  await page.getByRole('button', { name: 'Verify' }).click()
  await expect(page.getByRole('alert')).toContainText('4 more tries')
  expect((await page.request.get(`${address('staff')}/account`)).url()).toContain('/sign-in')
  await enterCode(page)
  await page.goto(`${address('staff')}/account/security`)
  await expect(page.getByText('You sign in with your password and a code')).toBeVisible()
})

test('an authenticator is added and removed on a phone, without scripts, and asked for in between', async ({
  browser,
}) => {
  // Nobody else's tests sign in as this person.
  const email = 'lead@northwind.test'
  const page = await withoutScripts(browser)
  await password(page, 'partner', email)
  await page.goto(`${address('partner')}/account/security`)
  await page.getByLabel('Your password').fill(demoPassword())
  await page.getByRole('button', { name: 'Add an authenticator app' }).click()
  const secret = (await page.locator('code').textContent())?.replaceAll(' ', '') ?? ''
  await page.getByLabel('The code it shows now').fill(totpCodeAt(secret, new Date()))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByRole('heading', { name: 'Your recovery codes' })).toBeVisible()
  const codes = await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allInnerTexts()
  expect(codes).toHaveLength(10)
  // Nothing is wider than the phone.
  expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(390)

  const again = await withoutScripts(browser)
  await password(again, 'partner', email)
  await again.getByText('I do not have my authenticator').click()
  await again.getByLabel('One of your recovery codes').fill(codes[0] ?? '')
  await again.getByRole('button', { name: 'Sign in with this code' }).click()
  await again.goto(`${address('partner')}/account/security`)
  await expect(again.getByText('9 recovery codes are left.')).toBeVisible()
  await again.getByLabel('Code of your authenticator app, or a recovery code').fill(codes[1] ?? '')
  await again.getByRole('button', { name: 'Remove' }).click()
  await expect(again.getByText('Your second factor is removed, and your other sessions have ended.')).toBeVisible()
  // The session that added it has ended with it.
  await page.goto(`${address('partner')}/account`)
  await expect(page).toHaveURL(/\/sign-in/)
})

test('the security page is accessible, in the light and in the dark', async ({ page }) => {
  await password(page, 'portal', 'manager@acme.test')
  await page.goto(`${address('portal')}/account/security`)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectAccessible(page)
  }
  await page.getByLabel('Your password').fill(demoPassword())
  await page.getByRole('button', { name: 'Add an authenticator app' }).click()
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
  await expectAccessible(page)
})

/** Whoever ends their other sessions ends those of other tests: nobody else signs in as this one. */
const alone = 'viewer@daybook.test'

test('what must not be done with a stolen cookie asks who one is, in a dialog and, without scripts, in the page', async ({
  page,
  browser,
}) => {
  await password(page, 'staff', alone)
  await page.goto(`${address('staff')}/account/security`)
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
  // Fresh from signing in: nothing is asked.
  await expect(page.getByText(/You were signed in nowhere else|Ended: /)).toBeVisible()
  // The server's clock cannot be turned; what it would answer after five minutes can be given.
  const refusal = {
    error: {
      json: {
        message: 'Confirm that it is you, then do it again.',
        code: -32_600,
        data: { code: 'PRECONDITION_FAILED', httpStatus: 412, reason: 'STEP_UP_REQUIRED', stepUp: 'password' },
      },
    },
  }
  await page.route(
    '**/api/trpc/security.endOtherSessions*',
    (route) => route.fulfill({ status: 412, json: [refusal] }),
    {
      times: 1,
    },
  )
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
  const dialog = page.getByRole('dialog', { name: 'Is it you?' })
  await expect(dialog).toBeVisible()
  await expectAccessible(page)
  await dialog.getByLabel('Your password').fill('not this one')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('not right')
  await dialog.getByLabel('Your password').fill(demoPassword())
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByText('You were signed in nowhere else.')).toBeVisible()

  const plain = await withoutScripts(browser)
  await password(plain, 'staff', alone)
  await plain.goto(`${address('staff')}/account/security`)
  await plain.getByRole('button', { name: 'Sign out everywhere else' }).click()
  await expect(plain.getByText('Ended: one session.')).toBeVisible()
})
