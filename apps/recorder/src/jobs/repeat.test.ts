import { createLogger } from '@daybook/runtime'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { repeat } from './repeat.ts'

const logger = createLogger('test', { level: 'silent' })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a job runs at once and then again and again, never twice at a time', async () => {
  let running = 0
  let most = 0
  let runs = 0
  const work = async () => {
    running += 1
    runs += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setTimeout(resolve, 2500))
    running -= 1
  }
  const job = repeat({ name: 'slow', everyMs: 1000, logger, work })
  expect(job.hasSucceeded()).toBe(false)
  await vi.advanceTimersByTimeAsync(12_000)
  expect(job.hasSucceeded()).toBe(true)
  expect([runs, most]).toEqual([4, 1])
})

test('a job that fails is tried again soon, then ever later, up to a minute', async () => {
  const starts: number[] = []
  const begin = Date.now()
  const work = () => {
    starts.push((Date.now() - begin) / 1000)
    return Promise.reject(new Error('no database'))
  }
  const job = repeat({ name: 'failing', everyMs: 1000, logger, work })
  await vi.advanceTimersByTimeAsync(200_000)
  expect(starts).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183])
  expect(job.hasSucceeded()).toBe(false)
})

test('a job that is stopped ends what it has begun and begins nothing more', async () => {
  let runs = 0
  let ended = 0
  const work = async () => {
    runs += 1
    await new Promise((resolve) => setTimeout(resolve, 500))
    ended += 1
  }
  const job = repeat({ name: 'stopped', everyMs: 1000, logger, work })
  const stopped = job.stop()
  await vi.advanceTimersByTimeAsync(500)
  await stopped
  expect([runs, ended]).toEqual([1, 1])
  await vi.advanceTimersByTimeAsync(10_000)
  expect(runs).toBe(1)
})
