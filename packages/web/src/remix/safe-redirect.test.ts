import { expect, test } from 'vitest'
import { safePath } from './safe-redirect.ts'

test.each([
  '/',
  '/audit-log',
  '/audit-log/17',
  '/audit-log?q=%22spring%20sale%22&sort=-time#e17',
  '/audit-log?from=//evil.test&next=%2F%2Fevil.test&q=a%0Ab%5C',
  '/people/a%20b',
  '/rates/100%25',
  '/caf%C3%A9',
  '/.well-known/change-password',
])('a path of ours stays: %s', (value) => {
  expect(safePath(value)).toBe(value)
})

test.each([
  '',
  'audit-log',
  '?a=1',
  '#a',
  'https://evil.test',
  'https:/evil.test',
  'javascript:alert(1)',
  'data:text/html,x',
  '//evil.test',
  '///evil.test',
  '/\\evil.test',
  '\\\\evil.test',
  '/a\\evil',
  '%2F%2Fevil.test',
  '/%2Fevil.test',
  '/%2fevil.test',
  '/%252Fevil.test',
  '/%25252Fevil.test',
  '/%2525252525252Fevil.test',
  '/%5Cevil.test',
  '/%255Cevil.test',
  '/%09/evil.test',
  '/%0a/evil.test',
  '/%0d%0aSet-Cookie:a=b',
  '/%00',
  '/%7f',
  '/%C2%85/evil.test',
  '/\t/evil.test',
  '/\n/evil.test',
  '\t//evil.test',
  ' //evil.test',
  '/ /evil.test',
  '/\u0000',
  '/\u0085',
  '/\u2028/evil.test',
  '/..//evil.test',
  '/a/..//evil.test',
  '/.//evil.test',
  '/%2e%2e//evil.test',
  '/%E0%A4%A',
  '/%',
  `/${'a'.repeat(3000)}`,
])('anything else becomes the home page: %j', (value) => {
  expect(safePath(value)).toBe('/')
})

test.each([null, undefined, 7, {}, ['/audit-log'], { toString: () => '/audit-log' }])('so does %j', (value) => {
  expect(safePath(value)).toBe('/')
})
