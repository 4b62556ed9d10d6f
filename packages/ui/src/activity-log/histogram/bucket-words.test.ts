import { expect, test } from 'vitest'
import { countsWords, stretchWords, sumOf, unitWords } from './bucket-words.ts'

test.each([
  ['hour', 1, 'per hour'],
  ['hour', 3, 'per 3 hours'],
  ['minute', 5, 'per 5 minutes'],
  ['quarter', 1, 'per 15 minutes'],
  ['week', 1, 'per week'],
  ['month', 3, 'per 3 months'],
  ['month', 12, 'per year'],
  ['month', 120, 'per 10 years'],
] as const)('%s × %i is “%s”', (unit, step, words) => {
  expect(unitWords({ unit, step })).toBe(words)
})

test('a bar says its time in the zone of the reader', () => {
  const bar = { from: '2026-11-20T03:30:00.000Z', to: '2026-11-20T04:30:00.000Z' }
  expect(stretchWords(bar, 'hour', 'Asia/Kolkata')).toBe('20 Nov 2026, 09:00–10:00')
  const day = { from: '2026-10-24T22:00:00.000Z', to: '2026-10-25T23:00:00.000Z' }
  expect(stretchWords(day, 'day', 'Europe/Berlin')).toBe('Sunday, 25 October 2026')
  const week = { from: '2026-11-15T23:00:00.000Z', to: '2026-11-22T23:00:00.000Z' }
  expect(stretchWords(week, 'week', 'Europe/Berlin')).toBe('16–22 November 2026')
})

test('the hour that a clock change repeats is two bars with two names', () => {
  const first = { from: '2026-10-25T00:00:00.000Z', to: '2026-10-25T01:00:00.000Z' }
  const second = { from: '2026-10-25T01:00:00.000Z', to: '2026-10-25T02:00:00.000Z' }
  const [one, two] = [first, second].map((bar) => stretchWords(bar, 'hour', 'Europe/Berlin'))
  expect(one).not.toBe(two)
})

test('counts name what went wrong, and nothing that did not happen', () => {
  expect(countsWords({ success: 1202, failure: 2, denied: 0 })).toBe('1,204 events, 2 failed')
  expect(countsWords({ success: 0, failure: 0, denied: 1 })).toBe('1 event, 1 denied')
  expect(countsWords({ success: 0, failure: 0, denied: 0 })).toBe('no events')
})

test('several bars are counted as one', () => {
  const bar = { from: '', to: '', success: 1, failure: 2, denied: 3 }
  expect(sumOf([bar, bar])).toEqual({ success: 2, failure: 4, denied: 6 })
})
