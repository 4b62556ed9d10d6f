import { expect, test } from 'vitest'
import { zonedTime } from '../../time/zoned.ts'
import {
  daysOf,
  isDated,
  isFiltered,
  presetWords,
  questionWords,
  rangeWords,
  spanWords,
  timeSpan,
  titleWords,
} from './filter-words.ts'

const reader = (zone: string, now = '2026-11-20T13:03:40Z') => ({ zone, now: new Date(now) })
const berlin = reader('Europe/Berlin')
const kolkata = reader('Asia/Kolkata')

test('a range is told by its name, else by its days', () => {
  expect(rangeWords({}, berlin)).toBe('Any time')
  expect(rangeWords({ range: 'last_7_days' }, berlin)).toBe('Last 7 days')
  expect(rangeWords({ range: 'custom', from: '2026-11-01', to: '2026-11-20' }, berlin)).toBe('1–20 November 2026')
  expect(rangeWords({ range: 'custom', from: '2026-11-01' }, berlin)).toBe('since 1 Nov 2026')
  expect(rangeWords({ range: 'custom', to: '2026-11-01' }, berlin)).toBe('until 1 Nov 2026')
})

test('today is the day of the reader, east of us as well', () => {
  const late = '2026-11-20T20:00:00Z'
  expect(spanWords({ range: 'today' }, reader('Europe/Berlin', late))).toBe('20 November 2026')
  expect(spanWords({ range: 'today' }, reader('Asia/Kolkata', late))).toBe('21 November 2026')
  expect(presetWords('this_week', kolkata)).toBe('16–20 Nov')
})

test('a bar of the histogram reads as its time in the zone of the reader, half hours included', () => {
  const bar = { range: 'custom', from: '2026-11-20T03:30:00.000Z', to: '2026-11-20T06:30:00.000Z' } as const
  expect(rangeWords(bar, kolkata)).toBe('20 Nov 2026, 09:00–12:00')
  expect(rangeWords(bar, berlin)).toBe('20 Nov 2026, 04:30–07:30')
})

test('midnight at its end belongs to a day', () => {
  const evening = { range: 'custom', from: '2026-11-20T20:00:00.000Z', to: '2026-11-20T23:00:00.000Z' } as const
  expect(rangeWords(evening, berlin)).toBe('20 Nov 2026, 21:00–24:00')
})

test('where clocks change within a range, its ends say which clock they mean', () => {
  const night = { range: 'custom', from: '2026-10-25T00:00:00.000Z', to: '2026-10-25T02:00:00.000Z' } as const
  expect(rangeWords(night, berlin)).toBe('25 Oct 2026, 02:00 (UTC+2) – 03:00 (UTC+1)')
})

test('days with a clock change are whole days, also where the change skips midnight', () => {
  expect(spanWords({ range: 'custom', from: '2026-10-25', to: '2026-10-25' }, berlin)).toBe('25 October 2026')
  expect(spanWords({ range: 'custom', from: '2026-04-24', to: '2026-04-24' }, reader('Africa/Cairo'))).toBe(
    '24 April 2026',
  )
})

test('a span that is open at one end names the other', () => {
  const time = zonedTime(new Date('2026-11-20T08:05:07Z'), 'UTC')
  expect(timeSpan(time, null)).toBe('since 20 Nov 2026, 08:05:07')
  expect(timeSpan(null, time)).toBe('until 20 Nov 2026, 08:05:07')
  expect(timeSpan(null, null)).toBeNull()
})

test('what is no date is any time, and breaks nothing', () => {
  expect(rangeWords({ range: 'custom', from: 'garbage' }, berlin)).toBe('Any time')
})

test('the days of a range are what a calendar shows', () => {
  expect(daysOf({ range: 'last_7_days' }, berlin)).toEqual({ from: '2026-11-14', to: '2026-11-20' })
  expect(daysOf({}, berlin)).toEqual({ from: '', to: '' })
})

test('a question reads as a phrase, negations in words', () => {
  const names = new Map([['aaaaaaaaaaaaaaaa', 'Maria Lopez']])
  const q = 'actor:aaaaaaaaaaaaaaaa operation:update,delete -outcome:success "spring sale"'
  expect(questionWords({ q }, names)).toBe(
    'User Maria Lopez · Operation Updated or Deleted · not Outcome Success · “spring sale”',
  )
  expect(questionWords({ access: 'hide' }, names)).toBe('without access events')
  expect(questionWords({}, names)).toBeNull()
})

test('the title of a page says what is asked, and when', () => {
  expect(titleWords({ q: 'outcome:denied', range: 'today' }, berlin)).toBe('Outcome Denied · Today · Activity log')
  expect(titleWords({}, berlin)).toBe('Activity log')
})

test('a custom range without dates filters nothing', () => {
  expect(isDated({ range: 'custom' })).toBe(false)
  expect(isFiltered({ range: 'custom' })).toBe(false)
  expect(isFiltered({ access: 'hide' })).toBe(true)
})
