import type { Stretch } from '../stretches.ts'

/** What there are ready counts of; `event` is what has to be counted itself. */
export type Grain = 'month' | 'day' | 'quarter' | 'event'

/** A stretch of time that one kind of count answers. */
export interface Segment extends Stretch {
  grain: Grain
}

const quarterMs = 900_000
const dayMs = 86_400_000

/**
 * Cuts a range into the fewest stretches that the given grains answer, in order of time and without gaps: whole months
 * in the middle, whole days around them, and so on; what is left at the ends is counted event by event. UTC.
 *
 * @param grains from the coarsest to the finest, without `event`.
 */
export function coverOf({ from, to }: Stretch, grains: readonly Exclude<Grain, 'event'>[]): Segment[] {
  if (from >= to) return []
  const [grain, ...finer] = grains
  if (grain === undefined) return [{ grain: 'event', from, to }]
  const [first, last] = [ceiling(from, grain), floor(to, grain)]
  if (first >= last) return coverOf({ from, to }, finer)
  return [
    ...coverOf({ from, to: first }, finer),
    { grain, from: first, to: last },
    ...coverOf({ from: last, to }, finer),
  ]
}

function floor(at: Date, grain: Exclude<Grain, 'event'>): Date {
  if (grain === 'month') return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1))
  const ms = grain === 'day' ? dayMs : quarterMs
  return new Date(Math.floor(at.getTime() / ms) * ms)
}

function ceiling(at: Date, grain: Exclude<Grain, 'event'>): Date {
  const start = floor(at, grain)
  if (start.getTime() === at.getTime()) return at
  if (grain === 'month') return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1))
  return new Date(start.getTime() + (grain === 'day' ? dayMs : quarterMs))
}
