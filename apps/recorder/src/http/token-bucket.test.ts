import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BucketPolicy, fullBucket, levelAt, takeFrom } from './token-bucket.ts'

const policy: BucketPolicy = { perSecond: 10, burst: 50 }

test('what was saved up can be used at once, then as much as comes in', () => {
  const bucket = fullBucket(policy, 0)
  expect(takeFrom(bucket, policy, { count: 50, now: 0 })).toEqual({ isTaken: true })
  expect(takeFrom(bucket, policy, { count: 1, now: 0 })).toEqual({ isTaken: false, waitMs: 100 })
  expect(takeFrom(bucket, policy, { count: 1, now: 100 })).toEqual({ isTaken: true })
})

test('what does not fit takes nothing, and fits after the time that was told', () => {
  const bucket = fullBucket(policy, 0)
  takeFrom(bucket, policy, { count: 45, now: 0 })
  const refused = takeFrom(bucket, policy, { count: 20, now: 0 })
  expect(refused).toEqual({ isTaken: false, waitMs: 1500 })
  expect(levelAt(bucket, policy, 0)).toBe(5)
  expect(takeFrom(bucket, policy, { count: 20, now: 1499 })).toMatchObject({ isTaken: false })
  expect(takeFrom(bucket, policy, { count: 20, now: 1500 })).toEqual({ isTaken: true })
})

test('a clock that goes back gives nothing and takes nothing', () => {
  const bucket = fullBucket(policy, 1000)
  takeFrom(bucket, policy, { count: 50, now: 1000 })
  expect(takeFrom(bucket, policy, { count: 1, now: 0 })).toMatchObject({ isTaken: false })
  expect(levelAt(bucket, policy, 1000)).toBe(0)
})

test('whatever is asked and whenever, no more is given than what was saved up and what came in', () => {
  const asks = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 60 })), { maxLength: 100 })
  fc.assert(
    fc.property(asks, (steps) => {
      const bucket = fullBucket(policy, 0)
      let now = 0
      let given = 0
      for (const [pause, count] of steps) {
        now += pause
        if (takeFrom(bucket, policy, { count, now }).isTaken) given += count
        expect(given).toBeLessThanOrEqual(policy.burst + (now / 1000) * policy.perSecond + 1e-6)
        expect(levelAt(bucket, policy, now)).toBeGreaterThanOrEqual(0)
      }
    }),
  )
})
