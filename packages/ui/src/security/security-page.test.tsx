import { expect, test } from 'vitest'
import { SignInPage } from '../sign-in/sign-in-page.tsx'
import { hasTag, renderPage, textOf } from '../testing/render.tsx'
import { SecurityPage } from './security-page.tsx'

const offer = {
  secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  uri: 'otpauth://totp/x',
  qr: { size: 29, path: 'M2 2h1v1h-1z' },
}
const mailing = { mail: null, mailAllowed: true }
const codes = ['01AB-CDEF-GH01-2345', '67CD-EFGH-JK67-89AB']

test('whoever has no second factor is offered one, with their password', async () => {
  const html = await renderPage(<SecurityPage {...mailing} authenticator={null} required={false} step={null} />)
  expect(hasTag(html, 'input', { name: 'password', autoComplete: 'current-password' })).toBe(true)
  expect(hasTag(html, 'input', { type: 'hidden', name: 'intent', value: 'enrol' })).toBe(true)
})

test('the secret is a picture and text in groups of four, and the code is one field that pastes and is suggested', async () => {
  const step = { name: 'enrolment' as const, challenge: 'c_1', offer, error: null }
  const html = await renderPage(<SecurityPage {...mailing} authenticator={null} required={false} step={step} />)
  expect(textOf(html)).toContain('JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP')
  expect(hasTag(html, 'svg', { role: 'img' })).toBe(true)
  expect(hasTag(html, 'input', { name: 'code', inputMode: 'numeric', autoComplete: 'one-time-code' })).toBe(true)
  expect(hasTag(html, 'input', { name: 'challenge', value: 'c_1' })).toBe(true)
  expect(html).not.toMatch(/\sstyle=/)
})

test('recovery codes can be kept without scripts', async () => {
  const html = await renderPage(
    <SecurityPage
      {...mailing}
      authenticator={{ since: '2026-11-20T10:00:00.000Z', codesLeft: 10 }}
      required
      step={{ name: 'codes', codes }}
    />,
  )
  for (const code of codes) expect(textOf(html)).toContain(code)
  expect(html).toMatch(/<a href="data:text\/plain[^"]*01AB-CDEF-GH01-2345[^"]*" download="daybook-recovery-codes.txt"/)
})

test('what was refused is announced beside its own form', async () => {
  const html = await renderPage(
    <SecurityPage
      {...mailing}
      authenticator={{ since: '2026-11-20T10:00:00.000Z', codesLeft: 1 }}
      required
      step={{ name: 'refused', about: 'remove', error: 'That code is not right.' }}
    />,
  )
  expect(html).toMatch(/id="remove-error"[^>]*role="alert"|role="alert"[^>]*id="remove-error"/)
  expect(hasTag(html, 'input', { id: 'remove-code', 'aria-describedby': 'remove-error' })).toBe(true)
  expect(hasTag(html, 'input', { id: 'codes-code', 'aria-describedby': 'remove-error' })).toBe(false)
  expect(textOf(html)).toContain('One recovery code is left.')
})

test('signing in asks for the code in one field, and takes a recovery code in another form', async () => {
  const html = await renderPage(
    <SignInPage app="staff" step={{ name: 'code', carry: { challenge: 'c_1' } }} next="/x" />,
  )
  expect(hasTag(html, 'input', { id: 'code', name: 'code', autoComplete: 'one-time-code' })).toBe(true)
  expect(hasTag(html, 'input', { id: 'recovery-code', name: 'code', autoComplete: 'off' })).toBe(true)
  expect(html.match(/name="challenge" value="c_1"/g)).toHaveLength(2)
  expect(html.match(/name="next" value="\/x"/g)).toHaveLength(2)
})

test('a role that needs a second factor is shown how before anything else, and its recovery codes after it', async () => {
  const adding = await renderPage(
    <SignInPage app="staff" step={{ name: 'enrolment', offer, carry: { challenge: 'c_1' } }} />,
  )
  expect(textOf(adding)).toContain('Your role needs a second factor.')
  expect(hasTag(adding, 'input', { name: 'code' })).toBe(true)
  const added = await renderPage(<SignInPage app="staff" step={{ name: 'codes', codes, next: '/account' }} />)
  expect(textOf(added)).toContain(codes[0])
  expect(hasTag(added, 'a', { href: '/account' })).toBe(true)
})

test('codes by mail are offered to roles that may use them, said to be weaker, and never beside an authenticator', async () => {
  const page = (props: { mailAllowed: boolean; enrolled: boolean; since?: string }) =>
    renderPage(
      <SecurityPage
        authenticator={props.enrolled ? { since: '2026-11-20T10:00:00.000Z', codesLeft: 10 } : null}
        mail={props.since ? { since: props.since } : null}
        mailAllowed={props.mailAllowed}
        required={false}
        step={null}
      />,
    )
  expect(textOf(await page({ mailAllowed: true, enrolled: false }))).toContain('better than nothing')
  expect(textOf(await page({ mailAllowed: true, enrolled: false, since: '2026-11-20T10:00:00.000Z' }))).toContain(
    'safer',
  )
  expect(textOf(await page({ mailAllowed: false, enrolled: false }))).not.toContain('Code by mail')
  expect(textOf(await page({ mailAllowed: true, enrolled: true }))).not.toContain('Code by mail')
})

test('signing in with a code by mail says where to look, and sends another one', async () => {
  const step = { name: 'mail' as const, address: 'a…@example.test', carry: { challenge: 'c_1' } }
  const html = await renderPage(<SignInPage app="portal" step={step} />)
  expect(textOf(html)).toContain('a…@example.test')
  expect(hasTag(html, 'input', { name: 'code', inputMode: 'numeric', autoComplete: 'one-time-code' })).toBe(true)
  expect(hasTag(html, 'button', { name: 'resend' })).toBe(true)
})
