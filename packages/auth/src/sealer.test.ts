import { expect, test } from 'vitest'
import { createSealer } from './sealer.ts'

const sealer = createSealer('a secret of tests, long enough to be one')

test('what was sealed for one is opened for that one, and is not to be seen in what is stored', () => {
  const sealed = sealer.seal('totp:u1', 'JBSWY3DPEHPK3PXP')
  expect(sealer.open('totp:u1', sealed)).toBe('JBSWY3DPEHPK3PXP')
  expect(sealed.toString('latin1')).not.toContain('JBSWY3DP')
  expect(sealer.seal('totp:u1', 'JBSWY3DPEHPK3PXP').equals(sealed)).toBe(false)
})

test('it opens for nobody else, under no other secret, and not after any of its bytes has changed', () => {
  const sealed = sealer.seal('totp:u1', 'JBSWY3DPEHPK3PXP')
  expect(sealer.open('totp:u2', sealed)).toBeNull()
  expect(createSealer('another secret of tests, as long as the first').open('totp:u1', sealed)).toBeNull()
  for (let index = 0; index < sealed.length; index++) {
    const changed = Buffer.from(sealed)
    changed[index] = (changed[index] ?? 0) ^ 1
    expect(sealer.open('totp:u1', changed)).toBeNull()
  }
  for (let length = 0; length < sealed.length; length++) {
    expect(sealer.open('totp:u1', sealed.subarray(0, length))).toBeNull()
  }
})
