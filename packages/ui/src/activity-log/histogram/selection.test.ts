import { bucketsOf, resolveRange } from '@daybook/core/query'
import { expect, test } from 'vitest'
import { boundsOf, isBarKey, movedSelection, rangeOfTime, selectedTime } from './selection.ts'

test('arrows walk over the bars and stop at their ends', () => {
  let at = movedSelection(null, 'ArrowLeft', false, 5)
  expect(at).toEqual({ anchor: 4, focus: 4 })
  at = movedSelection(at, 'ArrowRight', false, 5)
  expect(at.focus).toBe(4)
  at = movedSelection(at, 'ArrowLeft', false, 5)
  expect(at).toEqual({ anchor: 3, focus: 3 })
  expect(movedSelection(at, 'Home', false, 5).focus).toBe(0)
  expect(movedSelection(at, 'PageUp', false, 5).focus).toBe(0)
})

test('with Shift the bars between are selected, whichever way one walks', () => {
  let at = movedSelection({ anchor: 3, focus: 3 }, 'ArrowLeft', true, 6)
  at = movedSelection(at, 'ArrowLeft', true, 6)
  expect(boundsOf(at)).toEqual([1, 3])
  at = movedSelection(at, 'End', true, 6)
  expect(boundsOf(at)).toEqual([3, 5])
  expect(boundsOf(movedSelection(at, 'ArrowLeft', false, 6))).toEqual([4, 4])
})

test('other keys are left to the browser', () => {
  expect(['ArrowLeft', 'End'].every(isBarKey)).toBe(true)
  expect(['ArrowUp', 'a', 'Tab'].some(isBarKey)).toBe(false)
})

const bucket = (from: string, to: string) => ({ from, to, success: 1, failure: 0, denied: 0 })
const bars = [
  bucket('2026-11-19T23:00:00.000Z', '2026-11-20T02:00:00.000Z'),
  bucket('2026-11-20T02:00:00.000Z', '2026-11-20T05:00:00.000Z'),
]

test('the time of a selection reaches from its first bar to the end of its last', () => {
  expect(selectedTime(bars, { anchor: 1, focus: 0 })).toEqual({
    from: '2026-11-19T23:00:00.000Z',
    to: '2026-11-20T05:00:00.000Z',
  })
  expect(selectedTime(bars, { anchor: 0, focus: 7 })).toBeNull()
})

test('hours become instants, whole days of the reader become days', () => {
  const [first, last] = ['2026-11-19T23:00:00.000Z', '2026-11-20T23:00:00.000Z']
  expect(rangeOfTime({ from: first, to: last }, 'Europe/Berlin')).toEqual({
    range: 'custom',
    from: '2026-11-20',
    to: '2026-11-20',
  })
  expect(rangeOfTime({ from: first, to: last }, 'Asia/Kolkata')).toEqual({ range: 'custom', from: first, to: last })
})

test.each(['Europe/Berlin', 'Asia/Kolkata', 'America/New_York', 'Africa/Cairo', 'Pacific/Apia'])(
  'in %s a zoom to any bars of any range means exactly their time',
  (zone) => {
    const now = new Date('2026-11-20T13:03:40Z')
    const ranges = [
      { range: 'today' },
      { range: 'last_30_days' },
      { from: '2026-10-24', to: '2026-10-26' },
      { from: '2026-03-28', to: '2026-03-30' },
      { from: '2026-04-23', to: '2026-04-25' },
      { from: '2025-01-01', to: '2026-11-20' },
    ] as const
    for (const range of ranges) {
      const { bounds } = bucketsOf(resolveRange(range, { now, zone }), { now, zone, oldest: null }) ?? { bounds: [] }
      expect(bounds.length).toBeGreaterThan(2)
      for (const [index, from] of bounds.slice(0, -1).entries()) {
        const to = bounds[Math.min(index + 2, bounds.length - 1)] ?? from
        const zoomed = resolveRange(rangeOfTime({ from: from.toISOString(), to: to.toISOString() }, zone), {
          now,
          zone,
        })
        expect(zoomed).toEqual({ from, to })
      }
    }
  },
)
