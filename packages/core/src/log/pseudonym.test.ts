import { expect, test } from 'vitest'
import { fullEvent } from './events.fixture.ts'
import { pseudonymOf } from './pseudonym.ts'

const key = Buffer.alloc(16, 1)
const { actor } = fullEvent

test('a person has one pseudonym in a tenant, whatever they are called at the time', () => {
  const renamed = { ...actor, name: 'Ada Married', email: 'other@example.test', username: null, role: 'Viewer' }
  expect(pseudonymOf(renamed, key)).toBe(pseudonymOf(actor, key))
  expect(pseudonymOf(actor, key)).toMatch(/^[0-9a-f]{16}$/)
})

test('a person without an id is known by their e-mail, in whatever case', () => {
  const known = { ...actor, id: null, email: 'ada@example.test' }
  expect(pseudonymOf({ ...known, email: 'Ada@Example.TEST' }, key)).toBe(pseudonymOf(known, key))
  expect(pseudonymOf({ ...known, email: 'ben@example.test' }, key)).not.toBe(pseudonymOf(known, key))
})

test('the same id is another person in another tenant, and of another type', () => {
  expect(pseudonymOf(actor, Buffer.alloc(16, 2))).not.toBe(pseudonymOf(actor, key))
  expect(pseudonymOf({ ...actor, type: 'service' }, key)).not.toBe(pseudonymOf(actor, key))
})
