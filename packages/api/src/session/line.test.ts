import { expect, test } from 'vitest'
import { createLine, LineFullError } from './line.ts'

test('no more are inside than may be, all get their turn in order, and a failure gives its place on', async () => {
  const line = createLine({ inside: 2, waiting: 10 })
  let inside = 0
  let most = 0
  const order: number[] = []
  const work = (index: number) =>
    line.enter(async () => {
      inside++
      most = Math.max(most, inside)
      order.push(index)
      await Promise.resolve()
      inside--
      if (index % 3 === 0) throw new Error('wrong password')
    })
  const ended = await Promise.allSettled(Array.from({ length: 12 }, (_, index) => work(index)))
  expect(most).toBe(2)
  expect(order).toEqual(Array.from({ length: 12 }, (_, index) => index))
  expect(ended.filter(({ status }) => status === 'rejected')).toHaveLength(4)
  await work(1)
  expect(inside).toBe(0)
})

test('whoever comes when the line is full is turned away, and how many they were is told once a minute', async () => {
  const line = createLine({ inside: 1, waiting: 1 })
  const at = (seconds: number) => new Date(seconds * 1000)
  let release: () => void = () => {}
  const first = line.enter(() => new Promise<void>((resolve) => (release = resolve)))
  const second = line.enter(async () => 'second')
  expect(line.toTell(at(0))).toBeNull()
  await expect(line.enter(async () => 'third')).rejects.toThrow(LineFullError)
  expect(line.toTell(at(0))).toBe(1)
  for (let time = 0; time < 3; time++) await expect(line.enter(async () => 'more')).rejects.toThrow(LineFullError)
  expect([line.toTell(at(59)), line.toTell(at(60)), line.toTell(at(200))]).toEqual([null, 3, null])
  release()
  await first
  expect(await second).toBe('second')
  expect(await line.enter(async () => 'fourth')).toBe('fourth')
})
