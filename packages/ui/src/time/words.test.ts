import { expect, test } from 'vitest'
import {
  briefDaySpan,
  countWords,
  daySpan,
  exactTime,
  lagWords,
  longDate,
  nearDay,
  offsetWords,
  preciseTime,
  relativeWords,
  shortDate,
  zoneCity,
} from './words.ts'
import { zonedTime } from './zoned.ts'

const at = (iso: string, zone = 'UTC') => zonedTime(new Date(iso), zone)

test.each([
  ['Europe/Berlin', '20 Nov 2026', '14:03:22', 'UTC+1'],
  ['America/New_York', '20 Nov 2026', '08:03:22', 'UTC−5'],
  ['Asia/Kolkata', '20 Nov 2026', '18:33:22', 'UTC+5:30'],
  ['Pacific/Kiritimati', '21 Nov 2026', '03:03:22', 'UTC+14'],
  ['UTC', '20 Nov 2026', '13:03:22', 'UTC'],
])('in %s an instant reads as its wall clock', (zone, date, time, offset) => {
  const reading = at('2026-11-20T13:03:22.123Z', zone)
  expect([shortDate(reading), exactTime(reading), offsetWords(reading.offset)]).toEqual([date, time, offset])
})

test('the hour that a clock change repeats is told apart by its offset', () => {
  const before = at('2026-10-25T00:30:00Z', 'Europe/Berlin')
  const after = at('2026-10-25T01:30:00Z', 'Europe/Berlin')
  expect([exactTime(before), exactTime(after)]).toEqual(['02:30:00', '02:30:00'])
  expect([offsetWords(before.offset), offsetWords(after.offset)]).toEqual(['UTC+2', 'UTC+1'])
})

test('midnight is 00, not 24, and milliseconds keep their zeros', () => {
  expect(preciseTime(at('2026-11-19T23:00:00.007Z', 'Europe/Berlin'))).toBe('00:00:00.007')
})

test('instants before 1970 keep their milliseconds', () => {
  expect(preciseTime(at('1969-12-31T23:59:59.250Z'))).toBe('23:59:59.250')
})

test('a day is named in full, and by its nearness in the zone of the reader', () => {
  const now = new Date('2026-11-20T23:30:00Z')
  expect(longDate(at('2026-11-20T13:03:22Z'))).toBe('Friday, 20 November 2026')
  expect(nearDay(at('2026-11-20T13:00:00Z'), now, 'UTC')).toBe('Today')
  expect(nearDay(at('2026-11-20T13:00:00Z', 'Europe/Berlin'), now, 'Europe/Berlin')).toBe('Yesterday')
  expect(nearDay(at('2026-11-18T13:00:00Z'), now, 'UTC')).toBeNull()
})

test.each([
  ['2026-11-20', '2026-11-20', '20 November 2026', '20 Nov'],
  ['2026-11-14', '2026-11-20', '14–20 November 2026', '14–20 Nov'],
  ['2026-10-30', '2026-11-02', '30 October – 2 November 2026', '30 Oct – 2 Nov'],
  ['2025-12-30', '2026-01-02', '30 December 2025 – 2 January 2026', '30 Dec – 2 Jan'],
])('%s to %s is one phrase', (first, last, full, brief) => {
  expect(daySpan(at(first), at(last))).toBe(full)
  expect(briefDaySpan(at(first), at(last))).toBe(brief)
})

test.each([
  [0, 'just now'],
  [44, 'just now'],
  [240, '4 min ago'],
  [10_800, '3 h ago'],
  [86_400, '1 day ago'],
  [5 * 86_400, '5 days ago'],
  [-600, 'in 10 min'],
])('%i seconds back is told as people do', (seconds, words) => {
  const now = new Date('2026-11-20T12:00:00Z')
  expect(relativeWords(new Date(now.getTime() - seconds * 1000), now)).toBe(words)
})

test('how late something came in', () => {
  expect([840, 12_400, 3_600_000, -2000].map(lagWords)).toEqual([
    '0.8 s later',
    '12 s later',
    '1 h later',
    '2 s earlier',
  ])
})

test('counts and cities', () => {
  expect([0, 999, 1204, 1_204_331].map(countWords)).toEqual(['0', '999', '1,204', '1,204,331'])
  expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires')
})
