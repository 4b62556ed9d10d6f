import { expect, test } from 'vitest'
import { problemOf } from './custom-dates.tsx'
import { dayAfterKey, daysAfter, isDay, isWithin, monthsAfter, pickedRange, weeksOf } from './month.ts'

test('a month is shown in whole weeks from Monday', () => {
  const weeks = weeksOf('2026-11-20')
  expect(weeks[0]).toEqual([
    '2026-10-26',
    '2026-10-27',
    '2026-10-28',
    '2026-10-29',
    '2026-10-30',
    '2026-10-31',
    '2026-11-01',
  ])
  expect(weeks.at(-1)?.at(-1)).toBe('2026-12-06')
  expect(weeksOf('2027-02-10')).toHaveLength(4)
  expect(new Set(weeks.map((week) => week.length))).toEqual(new Set([7]))
})

test('days go on over months and leap days, months over shorter months', () => {
  expect(daysAfter('2028-02-28', 1)).toBe('2028-02-29')
  expect(daysAfter('2026-01-01', -1)).toBe('2025-12-31')
  expect(monthsAfter('2026-01-31', 1)).toBe('2026-02-28')
  expect(monthsAfter('2026-01-15', -1)).toBe('2025-12-15')
})

test('keys move as in every calendar', () => {
  const from = '2026-11-20'
  const keys = ['ArrowLeft', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown', 'Enter']
  expect(keys.map((key) => dayAfterKey(from, key, false))).toEqual([
    '2026-11-19',
    '2026-11-27',
    '2026-11-16',
    '2026-11-22',
    '2026-10-20',
    '2026-12-20',
    null,
  ])
  expect(dayAfterKey(from, 'PageUp', true)).toBe('2025-11-20')
})

test('two picks are a range, the third begins anew, and an earlier one too', () => {
  const one = pickedRange({ from: '', to: '' }, '2026-11-10')
  expect(one).toEqual({ from: '2026-11-10', to: '' })
  const two = pickedRange(one, '2026-11-20')
  expect(two).toEqual({ from: '2026-11-10', to: '2026-11-20' })
  expect(pickedRange(two, '2026-11-15')).toEqual({ from: '2026-11-15', to: '' })
  expect(pickedRange(one, '2026-11-01')).toEqual({ from: '2026-11-01', to: '' })
  expect(pickedRange(one, '2026-11-10')).toEqual({ from: '2026-11-10', to: '2026-11-10' })
  expect(isWithin(two, '2026-11-20')).toBe(true)
  expect(isWithin(one, '2026-11-11')).toBe(false)
})

test('what is no day of the calendar is none', () => {
  expect(['2026-02-30', '2026-1-1', '', undefined].some(isDay)).toBe(false)
})

test('typed dates are refused with a reason, before anything is asked', () => {
  expect(problemOf('2026-11-01', '2026-11-20')).toBeNull()
  expect(problemOf('', '2026-11-20')).toBeNull()
  expect(problemOf('20.11.2026', '')).toMatch(/is not a date\. Write 2026-11-20/)
  expect(problemOf('2026-11-20', '2026-11-01')).toBe('The first date lies after the second.')
})
