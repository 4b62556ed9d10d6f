import { expect, test } from 'vitest'
import { median, pairedRatio, percentile, spread } from './arithmetic.ts'
import { tableLines } from './table.ts'

test('a percentile is a value that was measured, whatever their order', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect(percentile(values, 0.5)).toBe(50)
  expect(percentile(values, 0.95)).toBe(95)
  expect(percentile(values, 0.99)).toBe(99)
  expect(percentile(values, 0)).toBe(1)
  expect(percentile(values, 1)).toBe(100)
  expect(percentile([7], 0.99)).toBe(7)
})

test('nothing measured has no percentile, median, spread or ratio', () => {
  expect(percentile([], 0.5)).toBeNull()
  expect(median([])).toBeNull()
  expect(spread([])).toBeNull()
  expect(pairedRatio([], [1])).toBeNull()
  expect(pairedRatio([1], [])).toBeNull()
  expect(pairedRatio([1], [0])).toBeNull()
})

test('values sort by size, not as texts', () => {
  expect(median([9, 10, 100])).toBe(10)
})

test('a ratio compares each round with the floor of that round', () => {
  // A machine that became ten times slower in the second round says nothing about either.
  expect(pairedRatio([50, 5, 60], [100, 10, 100])).toBe(0.5)
})

test('the spread is half the range over the median', () => {
  expect(spread([80, 100, 120])).toBeCloseTo(0.2)
})

test('a table is aligned, and says what was not measured', () => {
  expect(
    tableLines(
      ['what', 'rows/s', 'ratio'],
      [
        ['floor', 12_345.6, 1],
        ['one', null, 0.034],
      ],
    ),
  ).toEqual(['what   rows/s  ratio', '-----  ------  -----', 'floor  12,346      1', 'one         -   0.03'])
})
