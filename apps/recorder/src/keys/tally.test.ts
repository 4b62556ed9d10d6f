import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Counted, createTally } from './tally.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function countingTally(report: () => Promise<void> = () => Promise.resolve()) {
  const reports: [string, Counted][] = []
  const failures: unknown[] = []
  const tally = createTally<string>({
    everyMs: 60_000,
    report(subject, counted) {
      reports.push([subject, counted])
      return report()
    },
    onFailure: (error) => void failures.push(error),
  })
  return { tally, reports, failures }
}

const one = { requests: 1, events: 10 }

test('the first time is told at once, a flood once per minute with its count, and silence not at all', async () => {
  const { tally, reports } = countingTally()
  for (let index = 0; index < 500; index++) tally.add('a', 'key', one)
  expect(reports).toEqual([['key', { requests: 1, events: 10 }]])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(reports).toEqual([
    ['key', { requests: 1, events: 10 }],
    ['key', { requests: 499, events: 4990 }],
  ])
  await vi.advanceTimersByTimeAsync(600_000)
  expect(reports).toHaveLength(2)
  tally.add('a', 'key', one)
  expect(reports).toHaveLength(3)
})

test('what could not be told is in the next report', async () => {
  let isDown = true
  const { tally, reports, failures } = countingTally(() =>
    isDown ? Promise.reject(new Error('down')) : Promise.resolve(),
  )
  tally.add('a', 'key', one)
  tally.add('a', 'key', one)
  await vi.advanceTimersByTimeAsync(60_000)
  isDown = false
  await vi.advanceTimersByTimeAsync(60_000)
  expect(reports.at(-1)).toEqual(['key', { requests: 2, events: 20 }])
  expect(failures).toHaveLength(2)
})

test('a report that takes longer than the time between two, and then fails, loses nothing', async () => {
  let fail = () => {}
  const slow = new Promise<void>((_resolve, reject) => {
    fail = () => reject(new Error('down'))
  })
  let isFirst = true
  const { tally, reports } = countingTally(() => {
    const answer = isFirst ? slow : Promise.resolve()
    isFirst = false
    return answer
  })
  tally.add('a', 'key', one)
  await vi.advanceTimersByTimeAsync(200_000)
  expect(reports).toHaveLength(1)
  fail()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(reports).toEqual([
    ['key', one],
    ['key', one],
  ])
})

test('an end tells what is left, of each subject its own', async () => {
  const { tally, reports } = countingTally()
  for (const id of ['a', 'b', 'a']) tally.add(id, id, one)
  await tally.stop()
  expect(reports).toEqual([
    ['a', one],
    ['b', one],
    ['a', one],
  ])
  await vi.advanceTimersByTimeAsync(600_000)
  expect(reports).toHaveLength(3)
})
