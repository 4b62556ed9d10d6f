import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { beforeDeadline } from './deadline.ts'
import { unavailable } from './refusal.ts'

const late = unavailable('timeout', 'Too late.', 2)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('work that ends in time is answered, and its own failure is passed on', async () => {
  await expect(beforeDeadline(Promise.resolve(7), performance.now() + 1000, late)).resolves.toBe(7)
  await expect(beforeDeadline(Promise.reject(new Error('no')), performance.now() + 1000, late)).rejects.toThrow('no')
  expect(vi.getTimerCount()).toBe(0)
})

test('work that does not end is refused at the deadline, and its later failure harms nobody', async () => {
  let fail = (_error: Error) => {}
  const work = new Promise<never>((_resolve, reject) => {
    fail = reject
  })
  const outcome = expect(beforeDeadline(work, performance.now() + 1000, late)).rejects.toMatchObject({ refusal: late })
  await vi.advanceTimersByTimeAsync(1000)
  await outcome
  fail(new Error('nobody hears this'))
  await vi.advanceTimersByTimeAsync(0)
})
