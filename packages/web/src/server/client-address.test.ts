import { expect, test } from 'vitest'
import { createAddressReader } from './client-address.ts'

const proxy = '10.0.0.1'
const trusted = ['10.0.0.0/24', '2001:db8:1::/48', '127.0.0.1']

test.each([
  ['without a proxy the socket counts', '203.0.113.9', null, '203.0.113.9'],
  ['a header from someone untrusted is ignored', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['a trusted proxy is believed', proxy, '198.51.100.1', '198.51.100.1'],
  ['what stands left of the proxy’s own entry is the client’s claim', proxy, '1.2.3.4, 198.51.100.1', '198.51.100.1'],
  ['two trusted hops', proxy, '1.2.3.4, 198.51.100.1, 10.0.0.2', '198.51.100.1'],
  ['an untrusted hop ends the walk', proxy, '10.0.0.7, 198.51.100.1, 10.0.0.2', '198.51.100.1'],
  ['only trusted hops: the first of them called', proxy, '10.0.0.3, 10.0.0.2', '10.0.0.3'],
  ['no header', proxy, null, proxy],
  ['an empty header', proxy, '', proxy],
  ['an entry that is no address ends the walk', proxy, 'unknown', proxy],
  ['so does one behind a good one', proxy, '198.51.100.1, _hidden, 10.0.0.2', '10.0.0.2'],
  ['a number is no address', proxy, '1', proxy],
  ['nor is an octal one', proxy, '0177.0.0.1', proxy],
  ['nor a hexadecimal one', proxy, '0x7f000001', proxy],
  ['nor one out of range', proxy, '256.1.1.1', proxy],
  ['nor SQL', proxy, "1.1.1.1'; drop table events", proxy],
  ['nor an empty entry', proxy, '198.51.100.1, ,', proxy],
  ['blanks do not matter', proxy, '  198.51.100.1\t', '198.51.100.1'],
  ['a port is dropped', proxy, '198.51.100.1:4711', '198.51.100.1'],
  ['a port of IPv6 is dropped', proxy, '[2001:db8::9]:4711', '2001:db8::9'],
  ['brackets alone too', proxy, '[2001:db8::9]', '2001:db8::9'],
  ['IPv4 inside IPv6 is IPv4, on the socket', '::ffff:203.0.113.9', null, '203.0.113.9'],
  ['and in the header', proxy, '::ffff:c633:6401', '198.51.100.1'],
  ['a proxy is known in that form', '::ffff:10.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['IPv6 is written one way', '2001:DB8:0:0:0:0:0:1', null, '2001:db8::1'],
  ['a zone means nothing elsewhere', 'fe80::1%eth0', null, 'fe80::1'],
  ['an IPv6 proxy', '2001:db8:1::5', '2001:db8:2::1', '2001:db8:2::1'],
])('%s', (_case, socket, header, expected) => {
  expect(createAddressReader(trusted).clientAddress(socket, header)).toBe(expected)
})

test('a thousand claimed hops do not hide the caller', () => {
  const reader = createAddressReader(trusted)
  const claims = Array.from({ length: 1000 }, (_, index) => `10.1.${index % 250}.1`).join(', ')
  expect(reader.clientAddress('203.0.113.9', claims)).toBe('203.0.113.9')
  expect(reader.clientAddress(proxy, `${claims}, 203.0.113.9`)).toBe('203.0.113.9')
})

test('a socket without an address has none', () => {
  expect(createAddressReader(trusted).clientAddress(undefined, '198.51.100.1')).toBeNull()
})

test('with no proxy configured nobody is believed, not even this machine', () => {
  expect(createAddressReader([]).clientAddress('127.0.0.1', '198.51.100.1')).toBe('127.0.0.1')
})

test('a network may be written inside IPv6', () => {
  expect(createAddressReader(['::ffff:10.0.0.0/120']).isTrusted('10.0.0.200')).toBe(true)
  expect(createAddressReader(['::ffff:10.0.0.0/120']).isTrusted('10.0.1.1')).toBe(false)
})

test.each(['proxy.internal', '10.0.0.0/33', '10.0.0.0/a', '2', '::ffff:10.0.0.0/8'])(
  '%s is refused at start',
  (entry) => {
    expect(() => createAddressReader([entry])).toThrow(entry)
  },
)
