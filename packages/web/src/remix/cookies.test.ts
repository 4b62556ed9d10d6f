import { expect, test } from 'vitest'
import { sessionCookie } from './cookies.ts'

const token = 'k2j9xwq8zt3vwy6rpmn1xkcb7hld5fgs'

function request(cookie: string): Request {
  return new Request('https://portal.test/', { headers: { Cookie: cookie } })
}

test.each([
  ['https://portal.test', '__Host-daybook-portal', 'Path=/; HttpOnly; Secure; SameSite=Lax'],
  ['http://localhost:4001', 'daybook-portal', 'Path=/; HttpOnly; Secure; SameSite=Lax'],
  ['http://127.0.0.1:4001', 'daybook-portal', 'Path=/; HttpOnly; Secure; SameSite=Lax'],
  ['http://trial.lan:4001', 'daybook-portal', 'Path=/; HttpOnly; SameSite=Lax'],
])('under %s the cookie is %s', (publicUrl, name, attributes) => {
  const cookie = sessionCookie('portal', publicUrl)
  expect(cookie.name).toBe(name)
  expect(cookie.serialize(token, { maxAgeSeconds: 3600.9 })).toBe(`${name}=${token}; Max-Age=3600; ${attributes}`)
  expect(cookie.clear()).toBe(`${name}=; Max-Age=0; ${attributes}`)
  expect(cookie.serialize(token, { maxAgeSeconds: 1 })).not.toMatch(/domain/i)
  expect(cookie.read(request(`theme=dark; ${name}=${token}`))).toBe(token)
})

test('the cookie of another app is not read', () => {
  const cookie = sessionCookie('staff', 'https://staff.test')
  expect(cookie.read(request(`__Host-daybook-portal=${token}; daybook-staff=${token}`))).toBeNull()
})

test.each([
  ['no cookie at all', ''],
  ['an empty one', '__Host-daybook-portal='],
  ['one with characters we never write', '__Host-daybook-portal="a b"'],
  ['one that is too long', `__Host-daybook-portal=${'a'.repeat(600)}`],
  ['two that disagree', `__Host-daybook-portal=${token}; __Host-daybook-portal=other`],
  ['a name that only ends like ours', `x__Host-daybook-portal=${token}`],
])('%s counts as none', (_case, header) => {
  expect(sessionCookie('portal', 'https://portal.test').read(request(header))).toBeNull()
})

test('the same cookie twice is still that cookie', () => {
  const header = `__Host-daybook-portal=${token}; __Host-daybook-portal=${token}`
  expect(sessionCookie('portal', 'https://portal.test').read(request(header))).toBe(token)
})

test('a token cannot smuggle attributes', () => {
  const cookie = sessionCookie('portal', 'https://portal.test')
  for (const wrong of ['', 'a; Domain=evil.test', 'a\r\nSet-Cookie: b=c', 'a b', 'ä']) {
    expect(() => cookie.serialize(wrong, { maxAgeSeconds: 1 })).toThrow('a session token may hold')
  }
})
