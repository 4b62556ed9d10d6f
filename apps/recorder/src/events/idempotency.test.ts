import { expect, test } from 'vitest'
import { isRefusal } from '../http/refusal.ts'
import { eventIdFor, idempotencyKeyOf } from './idempotency.ts'

const place = {
  tenantId: '0192f1a0-0000-7000-8000-000000000001',
  keyId: '0192f1a0-0000-7000-8000-000000000002',
  idempotencyKey: 'order-17',
  index: 0,
}

test('the derivation of ids is frozen: another one would record a repeated request twice', () => {
  expect(eventIdFor(place)).toBe('f194e778-236d-8bfb-bc5d-0d2924c60171')
})

test('an id differs with tenant, API key, Idempotency-Key and index, and is a UUID of version 8', () => {
  const ids = [
    place,
    { ...place, tenantId: place.keyId },
    { ...place, keyId: place.tenantId },
    { ...place, idempotencyKey: 'order-18' },
    { ...place, index: 1 },
    { ...place, idempotencyKey: 'order-1', index: 70 },
  ].map(eventIdFor)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(eventIdFor({ ...place })).toBe(eventIdFor(place))
})

test('the quotes of a structured header may be there or not', () => {
  expect(idempotencyKeyOf(undefined)).toBeNull()
  expect(idempotencyKeyOf('"8e03978e-40d5"')).toBe('8e03978e-40d5')
  expect(idempotencyKeyOf(' 8e03978e-40d5 ')).toBe('8e03978e-40d5')
})

test('a key that is empty, too long or not printable is refused, not ignored', () => {
  for (const header of ['', '""', 'a b', 'a\tb', 'ä', 'x'.repeat(256)]) {
    expect(refusalOf(() => idempotencyKeyOf(header))).toBe('idempotency-key-invalid')
  }
  expect(idempotencyKeyOf('x'.repeat(255))).toHaveLength(255)
})

function refusalOf(work: () => unknown): string | null {
  try {
    work()
    return null
  } catch (error) {
    if (isRefusal(error)) return error.refusal.code
    throw error
  }
}
