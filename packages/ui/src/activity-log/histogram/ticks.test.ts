import { bucketsOf, type RangeQuestion, resolveRange } from '@daybook/core/query'
import { expect, test } from 'vitest'
import { ticksOf } from './ticks.ts'

function ticks(question: RangeQuestion, zone: string, width: number) {
  const now = new Date('2026-11-20T13:03:40Z')
  const buckets = bucketsOf(resolveRange(question, { now, zone }), { now, zone, oldest: null })
  if (!buckets) throw new Error('no buckets')
  const bars = buckets.bounds.slice(1).map((to, index) => ({
    from: buckets.bounds[index]?.toISOString() ?? '',
    to: to.toISOString(),
    success: 0,
    failure: 0,
    denied: 0,
  }))
  return { bars, unit: buckets.unit, ticks: ticksOf(bars, buckets.unit, zone, width) }
}

const words = (question: RangeQuestion, zone: string, width: number) =>
  ticks(question, zone, width).ticks.map((tick) => tick.words)

test('a day is labelled at round hours of the reader’s clock, half-hour zones included', () => {
  const expected = ['20 Nov', '03:00', '06:00', '09:00', '12:00', '15:00', '18:00', '21:00']
  expect(words({ range: 'today' }, 'Asia/Kolkata', 640)).toEqual(expected)
  expect(words({ range: 'today' }, 'Europe/Berlin', 640)).toEqual(expected)
})

test('a week is labelled at its days, with noons where there is room', () => {
  expect(words({ range: 'last_7_days' }, 'Europe/Berlin', 560)).toEqual(
    [14, 15, 16, 17, 18, 19, 20].map((day) => `${day} Nov`),
  )
  expect(words({ range: 'last_7_days' }, 'Europe/Berlin', 1200).slice(0, 4)).toEqual([
    '14 Nov',
    '12:00',
    '15 Nov',
    '12:00',
  ])
})

test('a day that begins at one, because clocks skipped midnight, is labelled where it begins', () => {
  expect(words({ from: '2026-04-23', to: '2026-04-25' }, 'Africa/Cairo', 240)).toEqual(['23 Apr', '24 Apr', '25 Apr'])
})

test('another year is named', () => {
  expect(words({ from: '2024-11-01', to: '2026-11-20' }, 'UTC', 400)).toEqual(['Jan 2025', 'Jan 2026'])
})

test('no label touches the next, on any width', () => {
  const questions: RangeQuestion[] = [
    { range: 'today' },
    { range: 'last_30_days' },
    { from: '2026-10-24', to: '2026-10-26' },
    { from: '2026-01-01', to: '2026-11-20' },
    { from: '2020-01-01', to: '2026-11-20' },
  ]
  for (const question of questions) {
    for (const width of [300, 358, 1008, 1552]) {
      const { bars, ticks: found } = ticks(question, 'Europe/Berlin', width)
      expect(found.length).toBeGreaterThan(0)
      const places = found.map(({ index }) => (index * width) / bars.length)
      for (const [at, place] of places.slice(1).entries()) {
        expect(place - (places[at] ?? 0)).toBeGreaterThanOrEqual(Math.min(70, width / 4))
      }
    }
  }
})
