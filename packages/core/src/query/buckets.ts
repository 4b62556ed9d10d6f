import { TZDate } from '@date-fns/tz'
import { addDays, startOfDay, startOfWeek } from 'date-fns'
import type { Reader, TimeRange } from './date-range.ts'

export const bucketsMax = 60

export type BucketUnit = 'minute' | 'quarter' | 'hour' | 'day' | 'week' | 'month'

/** Consecutive stretches of time, `step` units long: each from one bound to the next. */
export interface Buckets {
  unit: BucketUnit
  step: number
  /** Ascending; one more than there are buckets. */
  bounds: Date[]
}

type Length = Pick<Buckets, 'unit' | 'step'>

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

const usual: Record<BucketUnit, number> = {
  minute: minuteMs,
  quarter: 15 * minuteMs,
  hour: 60 * minuteMs,
  day: dayMs,
  week: 7 * dayMs,
  month: 30 * dayMs,
}

const lengths: readonly Length[] = [
  ...[1, 2, 5].map((step) => ({ unit: 'minute', step }) as const),
  { unit: 'quarter', step: 1 },
  ...[1, 3, 6].map((step) => ({ unit: 'hour', step }) as const),
  ...[1, 2].map((step) => ({ unit: 'day', step }) as const),
  { unit: 'week', step: 1 },
  ...[1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400].map((step) => ({ unit: 'month', step }) as const),
]

export interface BucketReader extends Reader {
  /** The time of the log's oldest event; null where it has none. */
  oldest: Date | null
}

/**
 * At most 60 buckets that cover a range, of the shortest unit that does it, in the reader's zone: a day with a clock
 * change is one day. A range that is open ends now, and begins with the log. Null where that leaves nothing.
 */
export function bucketsOf({ from, to }: TimeRange, reader: BucketReader): Buckets | null {
  const first = from ?? reader.oldest
  // The last event of an open range may be of this very moment.
  const last = to ?? new Date(Math.max(reader.now.getTime(), first?.getTime() ?? 0) + 1)
  if (first === null || first >= last) return null
  for (const length of lengths) {
    const bounds = boundsOf(first, last, length, reader)
    if (bounds !== null) return { ...length, bounds }
  }
  return null
}

/** Null where there would be too many. */
function boundsOf(first: Date, last: Date, length: Length, reader: BucketReader): Date[] | null {
  // Clocks make none twice as long as usual.
  if (last.getTime() - first.getTime() > bucketsMax * 2 * length.step * usual[length.unit]) return null
  let at = startOf(first, length, reader)
  const bounds = [at]
  while (at < last) {
    if (bounds.length > bucketsMax) return null
    at = nextOf(at, length, reader.zone)
    bounds.push(at)
  }
  return bounds
}

/** The beginning of the bucket an instant lies in. */
function startOf(at: Date, { unit, step }: Length, { zone, weekStartsOn = 1 }: BucketReader): Date {
  const local = new TZDate(at, zone)
  switch (unit) {
    case 'minute':
      return wholeMinutes(local, step)
    case 'quarter':
      return wholeMinutes(local, 15)
    case 'hour':
      return step === 1 ? wholeMinutes(local, 60) : wholeHours(local, step)
    case 'day':
      return instant(startOfDay(local))
    case 'week':
      return instant(startOfWeek(local, { weekStartsOn }))
    case 'month': {
      const month = local.getFullYear() * 12 + local.getMonth()
      return monthStart(month - (month % step), zone)
    }
  }
}

/** The beginning of the bucket after the one that begins here. */
function nextOf(at: Date, { unit, step }: Length, zone: string): Date {
  const local = new TZDate(at, zone)
  switch (unit) {
    case 'minute':
      return nextMinutes(local, step)
    case 'quarter':
      return nextMinutes(local, 15)
    case 'hour':
      return step === 1 ? nextMinutes(local, 60) : nextHours(local, step)
    case 'day':
      return nextDay(local, step)
    case 'week':
      return nextDay(local, 7 * step)
    case 'month':
      return monthStart(local.getFullYear() * 12 + local.getMonth() + step, zone)
  }
}

/** By the clock's own minutes: in India the hours of UTC begin at half past. */
function wholeMinutes(local: TZDate, minutes: number): Date {
  return new Date(local.getTime() - pastMinutes(local, minutes))
}

function nextMinutes(local: TZDate, minutes: number): Date {
  return new Date(local.getTime() + minutes * minuteMs - pastMinutes(local, minutes))
}

/** Milliseconds since the clock last showed a multiple of so many minutes (60 at the most). */
function pastMinutes(local: TZDate, minutes: number): number {
  return (local.getMinutes() % minutes) * minuteMs + local.getSeconds() * 1000 + local.getMilliseconds()
}

/** Stretches of hours begin with the day, so that one with a clock change is longer or shorter than the others. */
function wholeHours(local: TZDate, hours: number): Date {
  for (let hour = local.getHours() - (local.getHours() % hours); hour > 0; hour -= hours) {
    const start = atHour(local, hour)
    if (start <= local) return start
  }
  return instant(startOfDay(local))
}

function nextHours(local: TZDate, hours: number): Date {
  for (let hour = hours; hour < 24; hour += hours) {
    const next = atHour(local, hour)
    if (next > local && next < nextDay(local, 1)) return next
  }
  return nextDay(local, 1)
}

function atHour(local: TZDate, hour: number): Date {
  return instant(new TZDate(local.getFullYear(), local.getMonth(), local.getDate(), hour, local.timeZone ?? 'UTC'))
}

function nextDay(local: TZDate, days: number): Date {
  // A zone that changed sides of the date line has days that nobody there lived through.
  for (let count = days; ; count++) {
    const next = startOfDay(addDays(local, count))
    if (next > local) return instant(next)
  }
}

/** @param month counted from the year 0. */
function monthStart(month: number, zone: string): Date {
  // Out of a year that is not taken for one of the last century.
  const start = new TZDate(2000, 0, 1, zone)
  start.setFullYear(Math.floor(month / 12), month % 12, 1)
  return instant(startOfDay(start))
}

function instant(date: Date): Date {
  return new Date(date.getTime())
}
