import { expect, test } from 'vitest'
import { normalHost, originsOf } from './origins.ts'

test('a public address has one host and one origin', () => {
  const { hosts, origins } = originsOf('https://audit.client.test', 4001)
  expect([...hosts]).toEqual(['audit.client.test'])
  expect([...origins]).toEqual(['https://audit.client.test'])
})

test('on this machine its other names count too, at the public and at the listening port', () => {
  const { hosts } = originsOf('http://localhost:8001', 4001)
  expect([...hosts].sort()).toEqual(
    ['127.0.0.1:4001', '127.0.0.1:8001', '[::1]:4001', '[::1]:8001', 'localhost:4001', 'localhost:8001'].sort(),
  )
  expect(originsOf('http://localhost:4001').origins).not.toContain('http://localhost:4002')
})

test('an address that is being moved to is known beside the old one', () => {
  const { hosts } = originsOf('https://old.test', undefined, ['https://new.test:8443'])
  expect([...hosts]).toEqual(['old.test', 'new.test:8443'])
})

test('only the port of the scheme goes without saying', () => {
  expect(normalHost('A.test:443', 'https://a.test')).toBe('a.test')
  expect(normalHost('a.test:80', 'https://a.test')).toBe('a.test:80')
  expect(normalHost('a.test:80', 'http://a.test')).toBe('a.test')
})
