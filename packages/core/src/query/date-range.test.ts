import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRangeBound, isTimeZone, type RangeQuestion, rangePresets, resolveRange } from './date-range.ts'

function resolved(question: RangeQuestion, zone: string, now = '2026-11-20T09:30:00Z'): string {
  const { from, to } = resolveRange(question, { now: new Date(now), zone })
  return `${from?.toISOString().slice(0, 16) ?? 'open'} – ${to?.toISOString().slice(0, 16) ?? 'open'}`
}

test('each preset means whole days of the reader', () => {
  // Friday, 20 November, half past ten in Berlin.
  expect(rangePresets.map((range) => `${range} ${resolved({ range }, 'Europe/Berlin')}`)).toEqual([
    'today 2026-11-19T23:00 – 2026-11-20T23:00',
    'yesterday 2026-11-18T23:00 – 2026-11-19T23:00',
    'this_week 2026-11-15T23:00 – 2026-11-20T23:00',
    'last_7_days 2026-11-13T23:00 – 2026-11-20T23:00',
    'last_30_days 2026-10-21T22:00 – 2026-11-20T23:00',
    'this_month 2026-10-31T23:00 – 2026-11-20T23:00',
    'last_month 2026-09-30T22:00 – 2026-10-31T23:00',
    'custom open – open',
  ])
})

test('a day is that of the reader’s zone, not of ours', () => {
  expect(resolved({ range: 'today' }, 'Pacific/Auckland', '2026-11-20T12:30:00Z')).toBe(
    '2026-11-20T11:00 – 2026-11-21T11:00',
  )
  expect(resolved({ range: 'today' }, 'America/Los_Angeles', '2026-11-20T06:30:00Z')).toBe(
    '2026-11-19T08:00 – 2026-11-20T08:00',
  )
})

test('a week starts on Monday unless the reader’s starts elsewhere', () => {
  const sunday = new Date('2026-11-22T12:00:00Z')
  const starts = ([0, 1, 6] as const).map((weekStartsOn) =>
    resolveRange({ range: 'this_week' }, { now: sunday, zone: 'UTC', weekStartsOn }).from?.toISOString().slice(0, 10),
  )
  expect(starts).toEqual(['2026-11-22', '2026-11-16', '2026-11-21'])
})

test('a day with a clock change is as long as it is', () => {
  expect(resolved({ from: '2026-10-25', to: '2026-10-25' }, 'Europe/Berlin')).toBe(
    '2026-10-24T22:00 – 2026-10-25T23:00',
  )
  expect(resolved({ from: '2026-03-29', to: '2026-03-29' }, 'Europe/Berlin')).toBe(
    '2026-03-28T23:00 – 2026-03-29T22:00',
  )
})

test('where clocks change at midnight, the day starts at one and the next at midnight', () => {
  expect(resolved({ from: '2018-11-04', to: '2018-11-04' }, 'America/Sao_Paulo')).toBe(
    '2018-11-04T03:00 – 2018-11-05T02:00',
  )
  expect(resolved({ range: 'today' }, 'Africa/Cairo', '2026-04-24T10:00:00Z')).toBe(
    '2026-04-23T22:00 – 2026-04-24T21:00',
  )
  expect(resolved({ range: 'last_7_days' }, 'Africa/Cairo', '2026-04-30T10:00:00Z')).toBe(
    '2026-04-23T22:00 – 2026-04-30T21:00',
  )
  expect(resolved({ range: 'today' }, 'America/Havana', '2026-11-01T12:00:00Z')).toBe(
    '2026-11-01T04:00 – 2026-11-02T05:00',
  )
})

test('a month before one of more days is whole', () => {
  expect(resolved({ range: 'last_month' }, 'UTC', '2026-03-31T10:00:00Z')).toBe('2026-02-01T00:00 – 2026-03-01T00:00')
  expect(resolved({ range: 'last_month' }, 'UTC', '2026-01-01T00:00:00Z')).toBe('2025-12-01T00:00 – 2026-01-01T00:00')
})

test('a custom range has days, of which the last is in it, or times, of which the last is not', () => {
  expect(resolved({ range: 'custom', from: '2026-11-01', to: '2026-11-02' }, 'UTC')).toBe(
    '2026-11-01T00:00 – 2026-11-03T00:00',
  )
  expect(resolved({ from: '2026-11-01T09:30:00Z', to: '2026-11-01T12:00+02:00' }, 'UTC')).toBe(
    '2026-11-01T09:30 – 2026-11-01T10:00',
  )
  expect(resolved({ from: '2026-11-01', to: '' }, 'UTC')).toBe('2026-11-01T00:00 – open')
})

test('what is not a date is refused with a sentence that shows how to write one', () => {
  const wrong = [
    'garbage',
    '2026-02-30',
    '2026-02-30T00:00:00Z',
    '2026-11-20T25:00:00Z',
    '2026-11-20T09:30',
    '20.11.2026',
    '0050-01-01',
    '2026-13-01',
  ]
  for (const from of wrong) {
    expect(isRangeBound(from)).toBe(false)
    expect(() => resolved({ from }, 'UTC')).toThrow(/is not a date\. Write 2026-11-20/)
  }
})

test('any bound that is one resolves, in any zone, and the end of a day is after its start', () => {
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'Asia/Kathmandu',
    'Pacific/Apia',
    'America/Sao_Paulo',
    'Africa/Cairo',
    'Asia/Beirut',
  )
  const day = fc
    .date({ min: new Date('1970-01-02'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, zones, (date, zone) => {
      const { from, to } = resolveRange({ from: date, to: date }, { now: new Date(0), zone })
      const hours = ((to?.getTime() ?? 0) - (from?.getTime() ?? 0)) / 3_600_000
      expect(hours).toBeGreaterThanOrEqual(22)
      expect(hours).toBeLessThanOrEqual(26)
    }),
  )
})

test('a time zone is one the reader’s browser knows', () => {
  expect(isTimeZone('Europe/Berlin')).toBe(true)
  expect(isTimeZone('Europe/Atlantis')).toBe(false)
  expect(isTimeZone('')).toBe(false)
})
