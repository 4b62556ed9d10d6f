import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normaliseEvent } from './normalise.ts'
import { clockSkewMaxMs, settleTimes, withRecordedAt } from './settle-times.ts'

const recordedAt = new Date('2026-11-20T09:30:00.000Z')
const after = (ms: number) => new Date(recordedAt.getTime() + ms)

test('without a claim it happened when it was recorded', () => {
  expect(settleTimes(null, recordedAt)).toEqual({ occurredAt: '2026-11-20T09:30:00.000Z', claimedAt: null })
})

test('a claim is believed, however old, up to five minutes ahead', () => {
  expect(settleTimes(new Date(0), recordedAt).occurredAt).toBe('1970-01-01T00:00:00.000Z')
  expect(settleTimes(after(clockSkewMaxMs), recordedAt)).toEqual({
    occurredAt: '2026-11-20T09:35:00.000Z',
    claimedAt: null,
  })
  expect(settleTimes(after(clockSkewMaxMs + 1), recordedAt)).toEqual({
    occurredAt: '2026-11-20T09:30:00.000Z',
    claimedAt: '2026-11-20T09:35:00.001Z',
  })
})

test('a retry, seen as of the time of the first try, is the same event', () => {
  const input = (claim: Date | null) => ({
    action: 'a.updated',
    actor: { id: 'u_1' },
    occurredAt: claim?.toISOString(),
  })
  const event = (claim: Date | null, at: Date) =>
    normaliseEvent(input(claim), { id: '019a9c1e-0000-7000-8000-000000000001', recordedAt: at, secretKeys: [] })
  const claims = fc.option(fc.integer({ min: -clockSkewMaxMs * 2, max: clockSkewMaxMs * 3 }).map(after))
  const delays = fc.integer({ min: 1, max: clockSkewMaxMs * 4 })
  fc.assert(
    fc.property(claims, delays, (claim, delay) => {
      // A claim of exactly the time of the retry cannot be told from no claim; see claimOf.
      fc.pre(claim?.getTime() !== after(delay).getTime())
      expect(withRecordedAt(event(claim, after(delay)), recordedAt)).toEqual(event(claim, recordedAt))
    }),
  )
})
