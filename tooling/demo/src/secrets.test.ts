import { type Json, normaliseEvent } from '@daybook/core/model'
import { expect, test, vi } from 'vitest'
import { usualEvents } from './usual-world.ts'

// The whole world is told and read: a second on a machine that has nothing else to do.
vi.setConfig({ testTimeout: 60_000 })

/** Fields of the made-up platform that hold what nobody may read. */
const secretFields = new Set(['password', 'md5_password', 'api_key', 'token', 'secret', 'private_key', 'pin'])

function secretsOf(value: Json | undefined, field = ''): string[] {
  if (typeof value === 'string') return secretFields.has(field) && value !== '' ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => secretsOf(member, Array.isArray(value) ? field : key))
}

test('no secret of the made-up platform gets past normalising', () => {
  const recordedAt = new Date('2026-11-20T13:00:00.000Z')
  let planted = 0
  const leaked = usualEvents().flatMap(({ input }) => {
    const secrets = [input.before, input.after, input.snapshot, input.details, input.metadata].flatMap((part) =>
      secretsOf(part ?? null),
    )
    if (secrets.length === 0) return []
    planted += secrets.length
    const text = JSON.stringify(normaliseEvent(input, { id: '', recordedAt, secretKeys: [] }))
    return secrets.filter((secret) => text.includes(secret)).map((secret) => `${input.action}: ${secret}`)
  })
  expect(planted).toBeGreaterThan(300)
  expect(leaked).toEqual([])
})
