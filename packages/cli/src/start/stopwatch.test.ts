import { expect, test } from 'vitest'
import { createStopwatch } from './stopwatch.ts'

test('a report names the whole and each part, in the order they ended', async () => {
  let clock = 0
  const told: string[] = []
  const watch = createStopwatch(
    (part) => told.push(part),
    () => clock,
  )
  await watch.time('database', async () => {
    clock += 400
  })
  await watch.time('build', async () => {
    clock += 1600
  })
  clock += 500
  expect(watch.report()).toBe('2.5 s (database 0.4, build 1.6)')
  expect(told).toEqual(['database 0.4', 'build 1.6'])
})

test('a part that fails passes its failure on', async () => {
  const watch = createStopwatch()
  await expect(watch.time('build', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
})
