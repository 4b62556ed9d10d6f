import { expect, test } from './fixtures.ts'
import { address, demoPassword } from './product.ts'

const people = {
  portal: 'admin@acme.test',
  partner: 'auditor@northwind.test',
  staff: 'support@daybook.test',
} as const

for (const app of ['portal', 'partner', 'staff'] as const) {
  test(`${app}: signing in, who I am, signing out, and what is left is of no use`, async ({ page, signIn }) => {
    await signIn(page, app, people[app])
    await page.goto(`${address(app)}/account`)
    await expect(page.getByRole('main').getByText(people[app])).toBeVisible()
    const cookies = await page.context().cookies()
    const session = cookies.find(({ name }) => name === `daybook-${app}`)
    expect(session).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' })

    await page.request.post(`${address(app)}/sign-out`, { headers: { 'sec-fetch-site': 'same-origin' } })
    await page.context().addCookies(session ? [session] : [])
    await page.goto(`${address(app)}/account`)
    await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount/)
  })

  test(`${app}: a wrong password is answered in words, and keeps the e-mail`, async ({ page }) => {
    await page.goto(`${address(app)}/sign-in`)
    await page.getByLabel('E-mail').fill(people[app])
    await page.getByLabel('Password', { exact: true }).fill('not this one')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('alert')).toContainText('is not right')
    await expect(page.getByLabel('E-mail')).toHaveValue(people[app])
  })
}

test('a session of one app opens no other, also under the other’s name', async ({ page, signIn }) => {
  await signIn(page, 'portal', people.portal)
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name.startsWith('daybook-portal'))
  if (!cookie) throw new Error('there is no session cookie')
  await page.context().addCookies([{ ...cookie, name: 'daybook-staff' }])
  await page.goto(`${address('staff')}/account`)
  await expect(page).toHaveURL(/\/sign-in/)
})

test('after signing in one is where one wanted to be, and never on another site', async ({ page }) => {
  await page.goto(`${address('portal')}/audit-log?outcome=denied`)
  await expect(page).toHaveURL(/next=/)
  await page.getByLabel('E-mail').fill(people.portal)
  await page.getByLabel('Password', { exact: true }).fill(demoPassword())
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/audit-log\?outcome=denied/)
  await page.context().clearCookies()
  await page.goto(`${address('portal')}/sign-in?next=//evil.example`)
  expect(await page.locator('input[name=next]').count()).toBeLessThanOrEqual(1)
  expect(await page.content()).not.toContain('evil.example')
})

test('the routes for front ends: 401 for strangers, 403 for Client Staff, the page’s rows for the rest', async ({
  page,
  request,
  signIn,
}) => {
  const events = `${address('portal')}/api/compliance/audit-events`
  expect((await request.get(events)).status()).toBe(401)
  expect((await request.get(`${events}/actors`)).status()).toBe(401)
  await signIn(page, 'portal', 'staff@acme.test')
  expect((await page.request.get(events)).status()).toBe(403)
  await page.context().clearCookies()
  await signIn(page, 'portal', 'manager@acme.test')
  const first = await (await page.request.get(`${events}?outcome=failure&size=10`)).json()
  expect(first.data).toHaveLength(10)
  expect(first.count.value).toBeGreaterThan(10)
  const next = await (
    await page.request.get(`${events}?outcome=failure&size=10&cursor=${encodeURIComponent(first.nextCursor)}`)
  ).json()
  expect(next.data[0].number).not.toBe(first.data[0].number)
  const { data } = await (await page.request.get(`${events}/actors`)).json()
  expect(Object.keys(data[0]).sort()).toEqual(['count', 'email', 'id', 'name'])
  expect((await page.request.get(`${events}?outcome=nonsense`)).status()).toBe(400)
})

test('a form on another site cannot sign anybody in or out', async ({ request }) => {
  for (const path of ['/sign-in', '/sign-out']) {
    const answer = await request.post(`${address('portal')}${path}`, {
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      form: { email: people.portal, password: demoPassword() },
    })
    expect(answer.status()).toBe(403)
    expect(answer.headers()['set-cookie']).toBeUndefined()
  }
})
