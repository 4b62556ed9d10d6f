import { expect, test } from 'vitest'
import { createTotpSecret, totpCodeAt, totpOffer, totpStepOf } from './totp.ts'

// RFC 6238, appendix B: SHA-1, the secret "12345678901234567890", the last six of its eight digits.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('the code of second %i is that of the RFC', (seconds, code) => {
  const at = new Date(seconds * 1000)
  expect(totpCodeAt(secret, at)).toBe(code)
  expect(totpStepOf(secret, code, at)).toBe(Math.floor(seconds / 30))
})

test('a code is taken one step early and one step late, and no further', () => {
  const now = new Date('2026-11-20T12:00:10Z')
  const step = Math.floor(now.getTime() / 30_000)
  const offsets = [-3, -2, -1, 0, 1, 2, 3]
  const steps = offsets.map((offset) =>
    totpStepOf(secret, totpCodeAt(secret, new Date(now.getTime() + offset * 30_000)), now),
  )
  expect(steps).toEqual([null, null, step - 1, step, step + 1, null, null])
})

test('a code may be typed in groups, and anything else is no code', () => {
  const now = new Date(59_000)
  expect(totpStepOf(secret, '287 082', now)).toBe(1)
  for (const wrong of ['', '28708', '2870821', 'abcdef', '287082\u0000', '-287082e']) {
    expect(totpStepOf(secret, wrong, now)).toBeNull()
  }
})

test('each secret is new, and is offered as text, as an address and as a picture', () => {
  const [first, second] = [createTotpSecret(), createTotpSecret()]
  expect(first).toMatch(/^[A-Z2-7]{32}$/)
  expect(second).not.toBe(first)
  const { uri, qr } = totpOffer(first, 'ada@example.test')
  expect(uri).toContain(`secret=${first}`)
  expect(uri).toContain('issuer=Daybook')
  expect(qr.path).toMatch(/^(?:M\d+ \d+h1v1h-1z)+$/)
  expect(qr.size).toBeGreaterThan(20)
})
