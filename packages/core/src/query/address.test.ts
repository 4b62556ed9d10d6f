import { expect, test } from 'vitest'
import { addressOf } from './address.ts'

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::ffff:cb00:7107', '203.0.113.7'],
  ['::', '::'],
])('%s is the address %s', (text, address) => {
  expect(addressOf(text)).toBe(address)
})

test.each([
  [null],
  [''],
  ['cloud.example.test'],
  ['127.1'],
  ['0x7f.0.0.1'],
  ['010.0.0.1'],
  ['256.0.0.1'],
  ['1.2.3.4.5'],
  [' 1.2.3.4'],
  ['1.2.3.4/24'],
  ['fe80::1%eth0'],
  ['2001:db8::/32'],
  ['1::2::3'],
  ['[::1]'],
  ['1.2.3.4:80'],
  ['１.2.3.4'],
])('%j names no address', (text) => {
  expect(addressOf(text)).toBeNull()
})
