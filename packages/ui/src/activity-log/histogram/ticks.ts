import type { Histogram, HistogramBucket } from '@daybook/api/shared'
import { clockTime, monthYear, shortDate } from '../../time/words.ts'
import { type ZonedTime, zonedTime } from '../../time/zoned.ts'

export interface Tick {
  /** The bar under whose beginning it stands. */
  index: number
  words: string
}

/** CSS pixels that a label needs. */
const labelWidth = 72

interface Start {
  index: number
  time: ZonedTime
  /** Days since the first bar. */
  day: number
  newDay: boolean
}

type Wanted = (start: Start) => boolean

const byClock: readonly Wanted[] = [
  () => true,
  ...[15, 30].map(
    (minutes): Wanted =>
      ({ time }) =>
        time.minute % minutes === 0,
  ),
  ...[1, 3, 6, 12].map(
    (hours): Wanted =>
      ({ time, newDay }) =>
        newDay || isHour(time, hours),
  ),
  ...[1, 2, 7].map(
    (days): Wanted =>
      ({ newDay, day }) =>
        newDay && day % days === 0,
  ),
]
const byDay: readonly Wanted[] = [
  () => true,
  ({ index }) => index % 2 === 0,
  ({ time }) => time.weekday === 1,
  ({ time }) => time.day === 1,
]
const byMonth: readonly Wanted[] = [() => true, ({ time }) => time.month % 3 === 1, ({ time }) => time.month === 1]

function isHour(time: ZonedTime, hours: number): boolean {
  return time.minute === 0 && time.hour % hours === 0
}

/** Labels at round times of the reader's clock and calendar, as many as there is room for. */
export function ticksOf(
  buckets: readonly HistogramBucket[],
  unit: Histogram['unit'],
  zone: string,
  width: number,
): Tick[] {
  const starts = startsOf(buckets, zone)
  const room = Math.max(1, Math.floor(width / labelWidth))
  const slot = width / Math.max(1, buckets.length)
  const evenly = Math.ceil(starts.length / room)
  const choices = [...choicesOf(unit), ({ index }: Start) => index % evenly === 0]
  const chosen =
    choices.map((wanted) => starts.filter(wanted)).find((some) => some.length > 0 && fits(some, slot)) ?? []
  return chosen.map((start, at) => ({ index: start.index, words: wordsOf(start, chosen[at - 1] ?? null, unit) }))
}

function choicesOf(unit: Histogram['unit']): readonly Wanted[] {
  if (unit === 'month') return byMonth
  if (unit === 'week') return [() => true, ({ index }) => index % 2 === 0, ({ index }) => index % 4 === 0]
  return unit === 'day' ? byDay : byClock
}

function fits(some: readonly Start[], slot: number): boolean {
  return some.every((start, at) => {
    const before = some[at - 1]
    return before === undefined || (start.index - before.index) * slot >= labelWidth
  })
}

function startsOf(buckets: readonly HistogramBucket[], zone: string): Start[] {
  let before: ZonedTime | null = null
  let day = 0
  return buckets.map((bucket, index) => {
    const time = zonedTime(new Date(bucket.from), zone)
    // Not midnight: where clocks skip it, days begin later.
    const newDay = before ? shortDate(before) !== shortDate(time) : time.hour === 0 && time.minute === 0
    if (before && newDay) day += 1
    before = time
    return { index, time, day, newDay }
  })
}

function wordsOf({ time, newDay }: Start, before: Start | null, unit: Histogram['unit']): string {
  const date = shortDate(time)
  const dayAndMonth = date.slice(0, -5)
  const yearKnown = before?.time.year === time.year
  if (unit === 'month') return yearKnown ? monthYear(time).slice(0, 3) : `${monthYear(time).slice(0, 3)} ${time.year}`
  if (unit === 'day' || unit === 'week') return before === null || yearKnown ? dayAndMonth : date
  return newDay ? dayAndMonth : clockTime(time)
}
