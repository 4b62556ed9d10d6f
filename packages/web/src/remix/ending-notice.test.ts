import { expect, test } from 'vitest'
import { endingNotice } from './ending-notice.ts'

const revoked = { status: 'ended', reason: 'revoked', at: new Date('2026-03-03T13:03:20Z') } as const

test('whoever was signed out is told by whom, when in their own zone, and why', () => {
  const by = { own: false, name: 'Alma Admin' } as const
  expect(endingNotice({ ...revoked, by, note: 'Lost laptop' }, 'Europe/Berlin')).toBe(
    'Your session was ended by Alma Admin on 3 March 2026 at 14:03 CET. Reason: “Lost laptop”',
  )
})

test('without a reason none is made up, and without a name it was an administrator', () => {
  const notice = endingNotice({ ...revoked, by: { own: false, name: null }, note: null }, 'UTC')
  expect(notice).toBe('Your session was ended by an administrator on 3 March 2026 at 13:03 UTC.')
  expect(endingNotice({ ...revoked, by: { own: true }, note: null }, 'UTC')).toContain('by you, in another session,')
})

test('an end that is no revocation has the words of its kind; signing out oneself needs none', () => {
  expect(endingNotice({ ...revoked, reason: 'expired', by: null, note: null }, 'UTC')).toContain('has expired')
  expect(endingNotice({ ...revoked, reason: 'signed_out', by: { own: true }, note: null }, 'UTC')).toBeNull()
})
