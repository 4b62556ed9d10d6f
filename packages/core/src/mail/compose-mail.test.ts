import { expect, test } from 'vitest'
import { composeMail } from './compose-mail.ts'
import type { Mail } from './mail.ts'

const hostile = '"><script>alert(1)</script>\r\nBcc: all@example.test\u202E'
const who = { name: 'Ada Byron', organisation: 'Acme' }
const at = '2026-11-20T10:03:00.000Z'
const mails: Mail[] = [
  { kind: 'sign-in-code', ...who, code: '12345678', minutes: 10 },
  { kind: 'new-device', ...who, at, ip: '203.0.113.7', agent: 'Firefox', url: 'https://portal.example.test/account' },
  { kind: 'password-changed', ...who, at, ip: '203.0.113.7', url: 'https://portal.example.test/sign-in' },
  { kind: 'password-reset', ...who, link: 'https://portal.example.test/reset-password?token=abc', minutes: 30 },
]

test.each(mails.map((mail) => [mail.kind, mail] as const))('%s says the same as text and as HTML', (_kind, mail) => {
  const { subject, text, html } = composeMail(mail)
  expect(subject).toContain('Acme')
  const shown = html
    .replace(/<head>.*<\/head>/s, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
  for (const word of text.split(/\s+/).filter((each) => /^\w+$/.test(each))) expect(shown).toContain(word)
  if (mail.kind === 'sign-in-code') for (const body of [text, html]) expect(body).toContain('1234 5678')
  if (mail.kind === 'password-reset') for (const body of [text, html]) expect(body).toContain(mail.link)
})

test.each(mails.map((mail) => [mail.kind, mail] as const))(
  '%s fetches nothing, and can be read in the dark',
  (_kind, mail) => {
    const { html } = composeMail(mail)
    expect(html).not.toMatch(/<(img|link|script|iframe)\b|url\(|@import|\ssrc=/i)
    expect(html).toContain('<meta name="color-scheme" content="light dark">')
  },
)

test.each(mails.map((mail) => [mail.kind, mail] as const))(
  'in %s a name is text, whatever stands in it',
  (_kind, mail) => {
    const { subject, text, html } = composeMail({ ...mail, name: hostile, organisation: hostile })
    expect(subject).not.toMatch(/[\r\n\u202E]/)
    expect(html).not.toContain('<script')
    expect(text).not.toMatch(/^Bcc:/m)
  },
)
