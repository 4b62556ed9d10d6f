import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { apiKeySecretOf, createApiKeySecret } from './api-keys.ts'

test('a key is its scheme, eight public characters and 43 secret ones, without anything that ends a double click', () => {
  for (let count = 0; count < 100; count++) {
    expect(createApiKeySecret().key).toMatch(/^dbk_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}$/)
  }
})

test('only the prefix and the SHA-256 of a key are kept', () => {
  const { key, prefix, hash } = createApiKeySecret()
  expect(key.startsWith(`${prefix}_`)).toBe(true)
  expect(prefix).toHaveLength(12)
  expect(hash).toEqual(createHash('sha256').update(key).digest())
})

test('no two keys are alike', () => {
  const keys = Array.from({ length: 1000 }, () => createApiKeySecret())
  expect(new Set(keys.map(({ key }) => key)).size).toBe(1000)
  expect(new Set(keys.map(({ prefix }) => prefix)).size).toBe(1000)
})

test('a key whose text was chosen has a prefix that leaves most of it untold', () => {
  const { prefix, hash } = apiKeySecretOf('dbk_demo_0123456789abcdef')
  expect(prefix).toBe('dbk_demo_012')
  expect(hash).toEqual(createHash('sha256').update('dbk_demo_0123456789abcdef').digest())
})
