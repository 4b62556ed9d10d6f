import { TZDate } from '@date-fns/tz'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Buckets, bucketsMax, bucketsOf } from './buckets.ts'

const now = new Date('2026-11-20T09:30:00Z')
const minuteMs = 60_000

function asked(from: string | null, to: string | null, zone = 'UTC', oldest: string | null = '2025-11-20T10:00:00Z') {
  const instant = (text: string | null) => (text === null ? null : new Date(text))
  return bucketsOf({ from: instant(from), to: instant(to) }, { zone, now, oldest: instant(oldest) })
}

/** `3 hour × 56: first bound … last bound`. */
function summary(buckets: Buckets | null): string {
  if (buckets === null) return 'none'
  const { unit, step, bounds } = buckets
  const times = [bounds.at(0), bounds.at(-1)].map((bound) => bound?.toISOString().slice(0, 16))
  return `${step} ${unit} × ${bounds.length - 1}: ${times.join(' … ')}`
}

test('a range gets the shortest buckets of which sixty are enough', () => {
  const of = (to: string) => summary(asked('2026-03-02T00:00:00Z', to))
  expect(of('2026-03-02T01:00:00Z')).toBe('1 minute × 60: 2026-03-02T00:00 … 2026-03-02T01:00')
  expect(of('2026-03-02T01:01:00Z')).toBe('2 minute × 31: 2026-03-02T00:00 … 2026-03-02T01:02')
  expect(of('2026-03-02T05:00:00Z')).toBe('5 minute × 60: 2026-03-02T00:00 … 2026-03-02T05:00')
  expect(of('2026-03-02T15:00:00Z')).toBe('1 quarter × 60: 2026-03-02T00:00 … 2026-03-02T15:00')
  expect(of('2026-03-03T00:00:00Z')).toBe('1 hour × 24: 2026-03-02T00:00 … 2026-03-03T00:00')
  expect(of('2026-03-09T00:00:00Z')).toBe('3 hour × 56: 2026-03-02T00:00 … 2026-03-09T00:00')
  expect(of('2026-03-16T00:00:00Z')).toBe('6 hour × 56: 2026-03-02T00:00 … 2026-03-16T00:00')
  expect(of('2026-04-01T00:00:00Z')).toBe('1 day × 30: 2026-03-02T00:00 … 2026-04-01T00:00')
  expect(of('2026-06-01T00:00:00Z')).toBe('2 day × 46: 2026-03-02T00:00 … 2026-06-02T00:00')
  expect(of('2026-09-01T00:00:00Z')).toBe('1 week × 27: 2026-03-02T00:00 … 2026-09-07T00:00')
  expect(of('2029-03-02T00:00:00Z')).toBe('1 month × 37: 2026-03-01T00:00 … 2029-04-01T00:00')
  expect(of('2040-01-01T00:00:00Z')).toBe('3 month × 56: 2026-01-01T00:00 … 2040-01-01T00:00')
})

test('an open range begins with the log and ends now', () => {
  expect(summary(asked(null, null))).toBe('1 week × 53: 2025-11-17T00:00 … 2026-11-23T00:00')
  expect(summary(asked('2026-11-20T09:00:00Z', null))).toBe('1 minute × 31: 2026-11-20T09:00 … 2026-11-20T09:31')
  expect(summary(asked(null, '2025-11-20T10:10:00Z'))).toBe('1 minute × 10: 2025-11-20T10:00 … 2025-11-20T10:10')
  // An event of the very instant at which the log was asked.
  expect(asked(null, null, 'UTC', now.toISOString())?.bounds.at(-1)?.getTime()).toBeGreaterThan(now.getTime())
})

test('a range that holds nothing has no buckets', () => {
  expect(asked(null, null, 'UTC', null)).toBeNull()
  expect(asked('2026-01-02T00:00:00Z', '2026-01-02T00:00:00Z')).toBeNull()
  expect(asked('2026-01-03T00:00:00Z', '2026-01-02T00:00:00Z')).toBeNull()
  expect(asked(null, '2025-11-20T10:00:00Z')).toBeNull()
})

test('days are those of the reader, with 23 or 25 hours where clocks change', () => {
  const days = asked('2026-10-10T22:00:00Z', '2026-11-08T23:00:00Z', 'Europe/Berlin')
  expect(summary(days)).toBe('1 day × 29: 2026-10-10T22:00 … 2026-11-08T23:00')
  const hours = (days?.bounds ?? []).map((bound, index, all) => ((all[index + 1] ?? bound).getTime() - +bound) / 3.6e6)
  expect(new Set(hours.slice(0, -1))).toEqual(new Set([24, 25]))

  const threes = asked('2026-03-26T23:00:00Z', '2026-04-02T22:00:00Z', 'Europe/Berlin')
  expect(summary(threes)).toBe('3 hour × 56: 2026-03-26T23:00 … 2026-04-02T22:00')
  const short = threes?.bounds
    .filter((bound) => bound.toISOString().startsWith('2026-03-29'))
    .map((at) => at.getUTCHours())
  expect(short).toEqual([1, 4, 7, 10, 13, 16, 19, 22])
})

test('hours begin when the reader’s clock shows a whole one', () => {
  expect(summary(asked('2026-03-01T18:30:00Z', '2026-03-02T18:30:00Z', 'Asia/Kolkata'))).toBe(
    '1 hour × 24: 2026-03-01T18:30 … 2026-03-02T18:30',
  )
  // Clocks that go back by half an hour show two o'clock half an hour after they last showed one.
  const lordHowe = asked('2026-04-04T12:00:00Z', '2026-04-05T14:00:00Z', 'Australia/Lord_Howe')
  expect(lordHowe?.bounds.map((bound) => bound.toISOString().slice(11, 16)).slice(2, 6)).toEqual([
    '14:00',
    '15:00',
    '15:30',
    '16:30',
  ])
})

test('weeks begin on the reader’s first day', () => {
  const range = { from: new Date('2026-01-07T00:00:00Z'), to: new Date('2026-11-01T00:00:00Z') }
  const starts = ([0, 1, 6] as const).map((weekStartsOn) =>
    bucketsOf(range, { zone: 'UTC', now, oldest: null, weekStartsOn })?.bounds.at(0)?.toISOString().slice(0, 10),
  )
  expect(starts).toEqual(['2026-01-04', '2026-01-05', '2026-01-03'])
})

const zones = [
  ...['UTC', 'Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Africa/Cairo'],
  ...['America/St_Johns', 'Pacific/Apia', 'Pacific/Chatham', 'Europe/Berlin', 'America/Los_Angeles', 'Asia/Tehran'],
]

/** Whether the reader's clock shows the beginning of such a unit. */
function isWhole({ unit, step }: Buckets, bound: Date, zone: string): boolean {
  const at = new TZDate(bound, zone)
  const past = at.getMinutes() * minuteMs + at.getSeconds() * 1000 + at.getMilliseconds()
  // What would be midnight is skipped where clocks are put forward then.
  const startsDay = () => at.getDate() !== new TZDate(+bound - 1, zone).getDate()
  switch (unit) {
    case 'minute':
      return past % (step * minuteMs) === 0
    case 'quarter':
      return past % (15 * minuteMs) === 0
    case 'hour':
      return step === 1
        ? past === 0
        : startsDay() || (past === 0 && at.getHours() % step === 0) || isChange(bound, zone)
    case 'day':
      return startsDay()
    case 'week':
      return startsDay() && at.getDay() === 1
    case 'month':
      return startsDay() && at.getDate() === 1 && (at.getFullYear() * 12 + at.getMonth()) % step === 0
  }
}

function isChange(bound: Date, zone: string): boolean {
  const offset = (at: number) => new TZDate(at, zone).getTimezoneOffset()
  return offset(+bound) !== offset(+bound - 1)
}

/** Lengths of a second to centuries, evenly on a scale of powers, so that every unit occurs. */
const lengths = fc.integer({ min: 0, max: 900 }).map((power) => Math.ceil(1000 * 10 ** (power / 100)))

test('buckets ascend, cover the range, are sixty at most and begin with whole units', () => {
  const starts = fc.date({ min: new Date('1990-01-01'), max: new Date('2036-01-01'), noInvalidDate: true })
  const units = new Set<string>()
  fc.assert(
    fc.property(starts, lengths, fc.constantFrom(...zones), (from, length, zone) => {
      const to = new Date(Math.min(from.getTime() + length, Date.UTC(2037, 0, 1)))
      const buckets = bucketsOf({ from, to }, { zone, now, oldest: null })
      if (buckets === null) throw new Error('no buckets')
      const { bounds, unit, step } = buckets
      units.add(`${step} ${unit}`)
      expect(bounds.length - 1).toBeGreaterThanOrEqual(1)
      expect(bounds.length - 1).toBeLessThanOrEqual(bucketsMax)
      bounds.forEach((bound, index) => {
        if (index > 0) expect(bound.getTime()).toBeGreaterThan(bounds[index - 1]?.getTime() ?? Number.NaN)
        expect([unit, step, bound.toISOString(), isWhole(buckets, bound, zone)]).toEqual([
          ...[unit, step, bound.toISOString()],
          true,
        ])
      })
      // No bucket of the two ends is of no use.
      expect(bounds[0]?.getTime()).toBeLessThanOrEqual(from.getTime())
      expect(bounds[1]?.getTime()).toBeGreaterThan(from.getTime())
      expect(bounds.at(-1)?.getTime()).toBeGreaterThanOrEqual(to.getTime())
      expect(bounds.at(-2)?.getTime()).toBeLessThan(to.getTime())
    }),
    { numRuns: 1500, seed: 20_261_120 },
  )
  expect(units.size).toBeGreaterThan(12)
})

test('every range that can be asked for has buckets', () => {
  const dates = fc.date({
    min: new Date(Date.UTC(1000, 0, 1)),
    max: new Date(Date.UTC(9999, 11, 31)),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(dates, dates, fc.constantFrom(...zones), (one, other, zone) => {
      const [from, to] = one < other ? [one, other] : [other, one]
      const bounds = bucketsOf({ from, to }, { zone, now, oldest: null })?.bounds ?? []
      if (from.getTime() === to.getTime()) return
      expect(bounds.length).toBeGreaterThan(1)
      expect(bounds[0]?.getTime()).toBeLessThanOrEqual(from.getTime())
      expect(bounds.at(-1)?.getTime()).toBeGreaterThanOrEqual(to.getTime())
    }),
    { numRuns: 300, seed: 20_261_120 },
  )
})
