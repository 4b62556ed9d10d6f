import type { HistogramBucket } from '@daybook/api/shared'
import type { EventFilter } from '@daybook/core/query'
import { dayKey } from '../../time/words.ts'
import { zonedTime } from '../../time/zoned.ts'

/** Bars that belong together: `anchor` is where it began, `focus` where it is now. */
export interface Selection {
  anchor: number
  focus: number
}

/** What the keyboard does to the bars. */
export type BarKey = 'ArrowLeft' | 'ArrowRight' | 'Home' | 'End' | 'PageUp' | 'PageDown'

const pageStep = 10

export function isBarKey(key: string): key is BarKey {
  return ['ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'].includes(key)
}

/** One bar further, or with `extend`, the selection up to there. */
export function movedSelection(from: Selection | null, key: BarKey, extend: boolean, count: number): Selection {
  const focus = from ? targetOf(from.focus, key, count) : key === 'Home' ? 0 : count - 1
  return { anchor: extend && from ? from.anchor : focus, focus }
}

function targetOf(focus: number, key: BarKey, count: number): number {
  const steps: Record<BarKey, number> = {
    ArrowLeft: focus - 1,
    ArrowRight: focus + 1,
    PageUp: focus - pageStep,
    PageDown: focus + pageStep,
    Home: 0,
    End: count - 1,
  }
  return Math.min(count - 1, Math.max(0, steps[key]))
}

export function boundsOf({ anchor, focus }: Selection): [number, number] {
  return [Math.min(anchor, focus), Math.max(anchor, focus)]
}

/** The stretch of time that the selected bars cover; null where they are not there. */
export function selectedTime(
  buckets: readonly HistogramBucket[],
  selection: Selection,
): { from: string; to: string } | null {
  const [first, last] = boundsOf(selection)
  const from = buckets[first]?.from
  const to = buckets[last]?.to
  return from && to ? { from, to } : null
}

/**
 * The range of the filter that means this stretch: whole days as days, so that the address reads as people write, and
 * instants otherwise.
 */
export function rangeOfTime({ from, to }: { from: string; to: string }, zone: string): RangePart {
  const first = new Date(from)
  const end = new Date(to)
  if (isDayStart(first, zone) && isDayStart(end, zone)) {
    return {
      range: 'custom',
      from: dayKey(zonedTime(first, zone)),
      to: dayKey(zonedTime(new Date(end.getTime() - 1), zone)),
    }
  }
  return { range: 'custom', from: first.toISOString(), to: end.toISOString() }
}

export type RangePart = Required<Pick<EventFilter, 'range' | 'from' | 'to'>>

/** Days begin at midnight, or where clocks skip it, later. */
function isDayStart(instant: Date, zone: string): boolean {
  return dayKey(zonedTime(instant, zone)) !== dayKey(zonedTime(new Date(instant.getTime() - 1), zone))
}
