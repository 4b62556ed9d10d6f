import { expect, test } from 'vitest'
import { addressOf, networkBlocks } from './address.ts'

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

test.each([
  ['203.0.113.7', ['203.0.113.7']],
  ['203.0.113.0/30', ['203.0.113.0/24']],
  ['203.0.113.0/24', ['203.0.113.0/24']],
  ['203.0.112.0/22', ['203.0.112.0/24', '203.0.113.0/24', '203.0.114.0/24', '203.0.115.0/24']],
  ['10.20.0.0/16', ['10.20.0.0/16']],
  ['10.20.0.0/14', ['10.20.0.0/16', '10.21.0.0/16', '10.22.0.0/16', '10.23.0.0/16']],
  ['2001:db8::', ['2001:db8::']],
  ['2001:db8:0:1::/70', ['2001:db8:0:1::/64']],
  ['2001:db8:0:1::/64', ['2001:db8:0:1::/64']],
  ['2001:db8:0:2::/63', ['2001:db8:0:2::/64', '2001:db8:0:3::/64']],
  ['2001:db8:0:100::/52', ['2001:db8::/48']],
  ['2001:db8::/48', ['2001:db8::/48']],
  ['2001:db8:fffe::/47', ['2001:db8:fffe::/48', '2001:db8:ffff::/48']],
])('%s is looked up in the blocks %j', (network, blocks) => {
  expect(networkBlocks(network, 256)).toEqual(blocks)
})

test('a network is looked up in no more blocks than are wanted, and not at all where that is too few', () => {
  expect(networkBlocks('10.0.0.0/17', 256)).toHaveLength(128)
  expect(networkBlocks('10.0.0.0/8', 256)).toHaveLength(256)
  expect(networkBlocks('10.0.0.0/8', 255)).toBeNull()
  expect(networkBlocks('0.0.0.0/0', 256)).toBeNull()
  expect(networkBlocks('2001:d00::/40', 256)).toHaveLength(256)
  expect(networkBlocks('2000::/3', 256)).toBeNull()
})
