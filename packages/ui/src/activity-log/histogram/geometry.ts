import type { HistogramBucket } from '@daybook/api/shared'

/** The drawing's own units; it is stretched to the width there is. */
export const drawing = { height: 64, gap: 0.18 } as const

/** Under the bars, for their labels. */
export const axisHeight = 20

export interface Segment {
  outcome: 'success' | 'failure' | 'denied'
  y: number
  height: number
}

export interface Bar {
  x: number
  width: number
  segments: Segment[]
}

/** From the bottom: what went well, what was denied, what failed. */
const stack = ['success', 'denied', 'failure'] as const
/** A single event among thousands is still seen. */
const seenHeight = 2

export function totalOf({ success, failure, denied }: HistogramBucket): number {
  return success + failure + denied
}

/** The top of the scale: the highest bar, rounded up to a number that reads well. */
export function scaleTop(buckets: readonly HistogramBucket[]): number {
  const highest = Math.max(0, ...buckets.map(totalOf))
  if (highest <= 4) return Math.max(1, highest)
  const power = 10 ** Math.floor(Math.log10(highest))
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= highest) ?? 10
  return Math.ceil(step * power)
}

/** The bars of a drawing of this width, one per bucket, each of the same width whatever its time. */
export function barsOf(buckets: readonly HistogramBucket[], width: number): Bar[] {
  const top = scaleTop(buckets)
  const slot = buckets.length > 0 ? width / buckets.length : width
  return buckets.map((bucket, index) => ({
    x: index * slot + (slot * drawing.gap) / 2,
    width: slot * (1 - drawing.gap),
    segments: segmentsOf(bucket, top),
  }))
}

function segmentsOf(bucket: HistogramBucket, top: number): Segment[] {
  let y: number = drawing.height
  return stack.flatMap((outcome) => {
    const count = bucket[outcome]
    if (count === 0) return []
    const height = Math.min(y, Math.max(seenHeight, (count / top) * drawing.height))
    y -= height
    return [{ outcome, y, height }]
  })
}

/** The bucket under a place across the drawing, from 0 to 1; the nearest one where it lies outside. */
export function bucketAt(share: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(share * count)))
}

/** How many of the first buckets lie before what was counted. */
export function uncountedBuckets(buckets: readonly HistogramBucket[], since: string | null): number {
  if (since === null) return 0
  return buckets.filter((bucket) => bucket.to <= new Date(since).toISOString()).length
}
