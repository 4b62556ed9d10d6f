import { expect, test } from 'vitest'
import { hasTag, renderPage, textOf } from '../testing/render.tsx'
import { ForgotPasswordPage, ResetPasswordPage } from './reset-pages.tsx'
import { SignInPage } from './sign-in-page.tsx'

test('one plain form asks for e-mail and password and lets password managers help', async () => {
  const html = await renderPage(<SignInPage app="portal" step={{ name: 'password' }} next="/audit-log?q=x" />)
  expect(html).toContain('<form method="post"')
  expect(hasTag(html, 'input', { name: 'email', type: 'email', autoComplete: 'username' })).toBe(true)
  expect(hasTag(html, 'input', { name: 'password', type: 'password', autoComplete: 'current-password' })).toBe(true)
  expect(html).toContain('<label for="email"')
  expect(html).toContain('<label for="password"')
  expect(html).toContain('<input type="hidden" name="next" value="/audit-log?q=x"/>')
  expect(html).not.toMatch(/\sstyle=/)
})

test('what went wrong is announced, tied to the fields, and keeps the e-mail', async () => {
  const html = await renderPage(
    <SignInPage
      app="portal"
      step={{ name: 'password', email: 'maria@acme.test' }}
      error="They do not belong together."
    />,
  )
  expect(html).toMatch(/<div id="sign-in-error" role="alert"[^>]*>.*They do not belong together\./s)
  expect(hasTag(html, 'input', { id: 'password', 'aria-describedby': 'sign-in-error' })).toBe(true)
  expect(html).toContain('value="maria@acme.test"')
})

test('why one had to sign in again is said as text', async () => {
  const html = await renderPage(
    <SignInPage app="portal" step={{ name: 'password' }} notice="Signed out by <b>Maria</b>" />,
  )
  expect(textOf(html)).toContain('Signed out by <b>Maria</b>')
  expect(html).not.toContain('<b>')
})

test('an e-mail of several organisations chooses one, carrying what the server needs', async () => {
  const step = { name: 'organisation' as const, choices: [{ id: 'acme', name: 'Acme' }], carry: { ticket: 't_1' } }
  const html = await renderPage(<SignInPage app="partner" step={step} next="/" />)
  expect(html).toContain('<button type="submit" name="organisation" value="acme"')
  expect(html).toContain('<input type="hidden" name="ticket" value="t_1"/>')
  expect(html).not.toContain('name="password"')
})

test('whoever has forgotten their password finds the way, and the answer does not say who has an account', async () => {
  const asking = await renderPage(<ForgotPasswordPage app="portal" sent={false} error={null} />)
  expect(hasTag(asking, 'input', { name: 'email', autoComplete: 'username' })).toBe(true)
  expect(await renderPage(<SignInPage app="portal" step={{ name: 'password' }} />)).toContain('href="/forgot-password"')
  const sent = await renderPage(<ForgotPasswordPage app="portal" sent error={null} />)
  expect(textOf(sent)).toContain('If there is an account with this address')
})

test('a new password is asked for in one field that password managers fill, and what is wrong with it is announced', async () => {
  const html = await renderPage(<ResetPasswordPage app="portal" token="t_1" error="Use at least 10 characters." />)
  expect(hasTag(html, 'input', { name: 'password', type: 'password', autoComplete: 'new-password' })).toBe(true)
  expect(hasTag(html, 'input', { type: 'hidden', name: 'token', value: 't_1' })).toBe(true)
  expect(html).toMatch(/role="alert"[^>]*>.*Use at least 10 characters\./s)
})
