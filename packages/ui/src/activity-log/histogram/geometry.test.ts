import type { HistogramBucket } from '@daybook/api/shared'
import { expect, test } from 'vitest'
import { barsOf, bucketAt, drawing, scaleTop, totalOf, uncountedBuckets } from './geometry.ts'

const bucket = (success: number, failure = 0, denied = 0): HistogramBucket => ({
  from: '2026-11-20T00:00:00.000Z',
  to: '2026-11-20T01:00:00.000Z',
  success,
  failure,
  denied,
})

test('bars stand side by side, as wide as each other, and fill the drawing', () => {
  const bars = barsOf([bucket(1), bucket(2), bucket(3), bucket(4)], 400)
  expect(bars.map(({ x }) => Math.round(x))).toEqual([9, 109, 209, 309])
  expect(new Set(bars.map(({ width }) => width))).toEqual(new Set([82]))
})

test('a bar is stacked from the base without a gap: success, denied, failed', () => {
  const [bar] = barsOf([bucket(50, 30, 20)], 100)
  expect(bar?.segments.map(({ outcome }) => outcome)).toEqual(['success', 'denied', 'failure'])
  let base: number = drawing.height
  for (const { y, height } of bar?.segments ?? []) {
    expect(y + height).toBeCloseTo(base)
    base = y
  }
  expect(base).toBeCloseTo(0)
})

test('one failure among thousands is seen', () => {
  const [bar] = barsOf([bucket(10_000, 1)], 100)
  expect(bar?.segments.find(({ outcome }) => outcome === 'failure')?.height).toBeGreaterThanOrEqual(2)
})

test('a gap is nothing, not a small something', () => {
  expect(barsOf([bucket(0), bucket(5)], 100)[0]?.segments).toEqual([])
})

test.each([
  [0, 1],
  [3, 3],
  [7, 8],
  [11, 15],
  [204, 300],
  [1000, 1000],
])('the scale of %i ends at %i', (highest, top) => {
  expect(scaleTop([bucket(highest)])).toBe(top)
})

test('no bar is higher than the drawing', () => {
  for (const count of [1, 4, 5, 99, 101, 12_345]) {
    const [bar] = barsOf([bucket(count, count, count)], 10)
    expect(Math.min(...(bar?.segments.map(({ y }) => y) ?? []))).toBeGreaterThanOrEqual(0)
  }
  expect(totalOf(bucket(1, 2, 3))).toBe(6)
})

test('a place across the drawing is a bar, also beyond its ends', () => {
  expect([-0.2, 0, 0.26, 0.999, 1, 3].map((share) => bucketAt(share, 4))).toEqual([0, 0, 1, 3, 3, 3])
})

test('what lies wholly before the counted is marked as not counted', () => {
  const hours = [0, 1, 2].map((hour) => ({
    ...bucket(0),
    from: `2026-11-20T0${hour}:00:00.000Z`,
    to: `2026-11-20T0${hour + 1}:00:00.000Z`,
  }))
  expect(uncountedBuckets(hours, '2026-11-20T01:30:00.000Z')).toBe(1)
  expect(uncountedBuckets(hours, '2026-11-20T02:00:00Z')).toBe(2)
  expect(uncountedBuckets(hours, null)).toBe(0)
})
