import { expect, test } from 'vitest'
import { type Sample, timeLeft, withSample } from './time-left.ts'

const collect = (samples: Sample[]) => samples.reduce<Sample[]>(withSample, [])

test('the time left follows from the speed of what was seen', () => {
  const samples = collect([
    { at: 0, written: 0 },
    { at: 5000, written: 50_000 },
  ])
  expect(timeLeft(samples, 150_000, 5000)).toBe(10_000)
})

test('nothing is said after less than two seconds, before the count, or while nothing moves', () => {
  const short = collect([
    { at: 0, written: 0 },
    { at: 1900, written: 500 },
  ])
  const still = collect([
    { at: 0, written: 500 },
    { at: 8000, written: 500 },
  ])
  expect(timeLeft(short, 1000, 1900)).toBeNull()
  expect(timeLeft(still, 1000, 8000)).toBeNull()
  expect(timeLeft(short, null, 9000)).toBeNull()
  expect(timeLeft([], 1000, 9000)).toBeNull()
})

test('a writer that slows down is believed within seconds', () => {
  const fast = Array.from({ length: 31 }, (_, second) => ({ at: second * 1000, written: second * 10_000 }))
  const slow = Array.from({ length: 25 }, (_, second) => ({
    at: (31 + second) * 1000,
    written: 300_000 + second * 100,
  }))
  const samples = collect([...fast, ...slow])
  expect(timeLeft(samples, 312_400, 55_000)).toBe(100_000)
})

test('silence makes the time left longer, not shorter', () => {
  const samples = collect([
    { at: 0, written: 0 },
    { at: 4000, written: 4000 },
  ])
  expect(timeLeft(samples, 8000, 4000)).toBe(4000)
  expect(timeLeft(samples, 8000, 8000)).toBe(8000)
})

test('an export that was begun anew is measured anew', () => {
  const samples = collect([
    { at: 0, written: 0 },
    { at: 5000, written: 50_000 },
    { at: 6000, written: 1000 },
  ])
  expect(samples).toEqual([{ at: 6000, written: 1000 }])
})
