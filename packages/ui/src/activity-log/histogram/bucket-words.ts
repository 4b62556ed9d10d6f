import type { Histogram, HistogramBucket } from '@daybook/api/shared'
import { countWords, daySpan, longDate, plural } from '../../time/words.ts'
import { zonedTime } from '../../time/zoned.ts'
import { timeSpan } from '../filters/filter-words.ts'
import { totalOf } from './geometry.ts'

const monthsPerYear = 12

/** `per hour`, `per 3 hours`, `per 15 minutes`, `per year`. */
export function unitWords({ unit, step }: Pick<Histogram, 'unit' | 'step'>): string {
  if (unit === 'quarter') return `per ${15 * step} minutes`
  if (unit === 'month' && step % monthsPerYear === 0) return per(step / monthsPerYear, 'year')
  return per(step, unit)
}

function per(step: number, noun: string): string {
  return step === 1 ? `per ${noun}` : `per ${plural(step, noun)}`
}

/** The time of a bar (or of several) in the reader's zone: `20 Nov 2026, 09:00–12:00`, `Friday, 20 November 2026`. */
export function stretchWords(
  { from, to }: { from: string; to: string },
  unit: Histogram['unit'],
  zone: string,
): string {
  const first = zonedTime(new Date(from), zone)
  if (unit === 'minute' || unit === 'quarter' || unit === 'hour') {
    return timeSpan(first, zonedTime(new Date(to), zone)) ?? ''
  }
  const last = zonedTime(new Date(new Date(to).getTime() - 1), zone)
  const oneDay = first.year === last.year && first.month === last.month && first.day === last.day
  return oneDay ? longDate(first) : daySpan(first, last)
}

/** `12 events, 2 failed, 1 denied`. */
export function countsWords(bucket: Pick<HistogramBucket, 'success' | 'failure' | 'denied'>): string {
  const total = totalOf({ from: '', to: '', ...bucket })
  const parts = [total === 0 ? 'no events' : plural(total, 'event')]
  if (bucket.failure > 0) parts.push(`${countWords(bucket.failure)} failed`)
  if (bucket.denied > 0) parts.push(`${countWords(bucket.denied)} denied`)
  return parts.join(', ')
}

/** The counts of several bars as one. */
export function sumOf(buckets: readonly HistogramBucket[]): Pick<HistogramBucket, 'success' | 'failure' | 'denied'> {
  return buckets.reduce(
    (sum, bucket) => ({
      success: sum.success + bucket.success,
      failure: sum.failure + bucket.failure,
      denied: sum.denied + bucket.denied,
    }),
    { success: 0, failure: 0, denied: 0 },
  )
}
