import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coverOf } from './cover.ts'

function cover(from: string, to: string, grains: Parameters<typeof coverOf>[1]): string[] {
  const text = (at: Date) => at.toISOString().slice(0, 16)
  return coverOf({ from: new Date(from), to: new Date(to) }, grains).map(
    (segment) => `${segment.grain} ${text(segment.from)} ${text(segment.to)}`,
  )
}

test('the coarsest counts answer the middle, finer ones its edges, and events what is left', () => {
  expect(cover('2026-01-30T18:30:00Z', '2026-04-02T18:40:00Z', ['month', 'day', 'quarter'])).toEqual([
    'quarter 2026-01-30T18:30 2026-01-31T00:00',
    'day 2026-01-31T00:00 2026-02-01T00:00',
    'month 2026-02-01T00:00 2026-04-01T00:00',
    'day 2026-04-01T00:00 2026-04-02T00:00',
    'quarter 2026-04-02T00:00 2026-04-02T18:30',
    'event 2026-04-02T18:30 2026-04-02T18:40',
  ])
  expect(cover('2026-01-30T18:30:00Z', '2026-01-31T18:30:00Z', ['month', 'day'])).toEqual([
    'event 2026-01-30T18:30 2026-01-31T18:30',
  ])
  expect(cover('2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z', ['month', 'day'])).toEqual([
    'month 2026-01-01T00:00 2027-01-01T00:00',
  ])
  expect(cover('2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', ['day'])).toEqual([])
})

test('segments follow one another from the one end to the other, each a multiple of its grain', () => {
  const at = fc.date({ min: new Date('1969-11-20'), max: new Date('2030-01-01'), noInvalidDate: true })
  const ms = { month: 0, day: 86_400_000, quarter: 900_000, event: 1 }
  fc.assert(
    fc.property(at, at, fc.subarray(['month', 'day', 'quarter'] as const), (one, other, grains) => {
      const [from, to] = one < other ? [one, other] : [other, one]
      let edge = from
      for (const segment of coverOf({ from, to }, grains)) {
        expect(segment.from).toEqual(edge)
        expect(segment.to.getTime()).toBeGreaterThan(segment.from.getTime())
        for (const bound of [segment.from, segment.to]) {
          if (segment.grain === 'month') expect(bound.toISOString()).toMatch(/-01T00:00:00.000Z$/)
          else expect(Math.abs(bound.getTime() % ms[segment.grain])).toBe(0)
        }
        edge = segment.to
      }
      expect(edge).toEqual(to)
    }),
  )
})
