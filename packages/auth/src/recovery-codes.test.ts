import { expect, test } from 'vitest'
import { createRecoveryCodes, hashRecoveryCode } from './recovery-codes.ts'

test('ten codes of 80 bits, all different, in groups of four', () => {
  const codes = createRecoveryCodes()
  expect(codes).toHaveLength(10)
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
})

test('a code may be typed in lower case, with or without its groups, and with the letters it avoids', () => {
  const hash = hashRecoveryCode('01AB-CDEF-GH01-2345')
  expect(hash).toHaveLength(32)
  expect(hashRecoveryCode(' o1ab cdef ghOL2345 ')).toEqual(hash)
})

test('a text that cannot be a code has no hash', () => {
  for (const text of ['', '123456', '01AB-CDEF-GH01-234', '01AB-CDEF-GH01-23456', '01AB-CDEF-GH01-234U', '\u0000']) {
    expect(hashRecoveryCode(text)).toBeNull()
  }
})
