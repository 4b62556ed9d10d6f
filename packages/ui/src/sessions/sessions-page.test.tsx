import type { SessionPage, SessionView } from '@daybook/api/shared'
import { expect, test } from 'vitest'
import { now, zone } from '../testing/events.ts'
import { hasTag, renderPage, textOf } from '../testing/render.tsx'
import { SessionsPage, type SessionsPageProps } from './sessions-page.tsx'

const id = '0192f3c4-7a1b-7def-8c0d-3b1e2f4a5d6c'
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36'

function session(part: Partial<SessionView> = {}): SessionView {
  return {
    ...{ id, user: { id: 'usr_1', name: 'Maria Lopez', email: 'maria@acme.test' }, ip: '203.0.113.7' },
    ...{ userAgent: chrome, method: 'password+totp', createdAt: '2026-11-20T09:00:00.000Z' },
    ...{ lastActiveAt: '2026-11-20T12:50:00.000Z', expiresAt: '2026-11-21T09:00:00.000Z' },
    ...{ status: 'active', ended: null, current: false, own: false },
    ...part,
  }
}

function page(rows: SessionView[], part: Partial<SessionPage> = {}): SessionPage {
  return {
    rows,
    nextCursor: null,
    count: { value: rows.length, capped: false },
    level: 'evidence',
    self: 'usr_2',
    ...part,
  }
}

function render(part: Partial<SessionsPageProps>, address = '/sessions') {
  return renderPage(
    <SessionsPage
      {...{ page: page([session()]), answer: null, mayRevoke: true, find: '', status: null }}
      {...{ zone, now, logHref: '/audit-log' }}
      {...part}
    />,
    address,
  )
}

test('a row says who, from which device and address, since when, until when, and how it stands with it', async () => {
  const html = await render({})
  for (const part of ['Maria Lopez', 'maria@acme.test', 'Chrome 131 on Windows', 'Password and authenticator']) {
    expect(textOf(html)).toContain(part)
  }
  for (const part of ['203.0.113.7', 'Active', 'Revoke']) expect(textOf(html)).toContain(part)
  expect(hasTag(html, 'a', { href: `/audit-log?q=session%3A${id}` })).toBe(true)
  expect(html).not.toMatch(/\sstyle=/)
})

test('a session that was revoked says by whom and why, and one’s own current one cannot be', async () => {
  const ended = { at: '2026-11-20T12:00:00.000Z', reason: 'revoked', by: { name: 'Alma', self: false } } as const
  const revoked = session({ status: 'revoked', ended: { ...ended, note: '<b>Lost</b>\u202E' } })
  const html = await render({ page: page([revoked, session({ id: 'own', current: true, own: true })]) })
  expect(textOf(html)).toContain('by Alma')
  expect(textOf(html)).toContain('<b>Lost</b>')
  expect(html).not.toContain('<b>Lost')
  expect(html).not.toContain('\u202E')
  expect(textOf(html)).toContain('This device')
  expect(html).not.toContain('?revoke=')
})

test('for a reader of the log alone the evidence is restricted, not missing, and nothing can be ended', async () => {
  const row = session({ id: null, ip: null, userAgent: null, method: null })
  const html = await render({ page: page([row], { level: 'log' }), mayRevoke: false })
  expect(textOf(html).match(/Restricted/g)).toHaveLength(2)
  expect(html).not.toContain('checkbox')
  expect(html).not.toContain('What was done')
})

test('without scripts the address opens the question, as a form that posts the session and asks for a reason', async () => {
  const html = await render({}, `/sessions?revoke=${id}`)
  expect(html).toMatch(/<dialog open=""/)
  expect(hasTag(html, 'input', { type: 'hidden', name: 'id', value: id })).toBe(true)
  expect(hasTag(html, 'textarea', { name: 'reason', required: '' })).toBe(true)
  expect(textOf(html)).toContain('It cannot be undone')
  expect(await render({ mayRevoke: false }, `/sessions?revoke=${id}`)).not.toContain('<dialog')
})

test('what ends everything else of one’s own is a link that the address opens too', async () => {
  expect(hasTag(await render({}), 'a', { href: '/sessions?others=1' })).toBe(true)
  const html = await render({ page: page([]) }, '/sessions?others=1')
  expect(textOf(html)).toContain('Sign out everywhere else?')
  expect(hasTag(html, 'input', { name: 'intent', value: 'revoke-all' })).toBe(true)
  expect(hasTag(html, 'input', { name: 'user', value: 'usr_2' })).toBe(true)
})

test('a form that came back holds what was written, what is wrong, and asks for what has to be shown', async () => {
  const answer = { step: 'asked', needs: 'totp', message: 'Wrong' } as const
  const given = { ids: [id], userId: 'usr_1', everywhere: true, reason: 'Lost laptop' }
  const html = await render({ answer: { ...answer, ...given } })
  expect(textOf(html)).toContain('Wrong')
  expect(textOf(html)).toContain('Lost laptop')
  expect(hasTag(html, 'input', { name: 'needs', value: 'totp' })).toBe(true)
  expect(html).toContain('name="proof"')
})

test('an empty list says whether there is nothing, or nothing that matches', async () => {
  expect(textOf(await render({ page: page([]) }))).toContain('No sessions yet')
  expect(textOf(await render({ page: page([]), find: 'x' }))).toContain('No session matches')
})

test('a list that could not be read says so, with the number of the request', async () => {
  const html = await render({ page: null, failure: { message: 'Out of order.', requestId: 'request-9' } })
  expect(textOf(html)).toContain('The sessions could not be loaded')
  expect(textOf(html)).toContain('request-9')
})
