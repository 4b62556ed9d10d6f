import { setImmediate as round } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createTurns, mapInTurns } from './turns.ts'

function busyFor(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end);
}

test('what is made in turns is made of each item, in order', async () => {
  const items = Array.from({ length: 500 }, (_, index) => index)
  expect(await mapInTurns(createTurns(), items, (item, index) => [item * 2, index])).toEqual(
    items.map((item) => [item * 2, item]),
  )
  expect(await mapInTurns(createTurns(), [], () => 1)).toEqual([])
})

test('while long work is done, the event loop comes round again and again', async () => {
  let isDone = false
  const work = mapInTurns(createTurns(), Array.from({ length: 100 }), () => busyFor(1)).then(() => {
    isDone = true
  })
  let rounds = 0
  for (; !isDone; rounds++) await round()
  await work
  expect(rounds).toBeGreaterThanOrEqual(10)
})

test('of two who have long work to do, one has a turn in each round', async () => {
  const turns = createTurns()
  const taken: string[] = []
  const work = async (name: string) => {
    for (let turn = 0; turn < 3; turn++) {
      await turns.next()
      taken.push(name)
    }
  }
  const all = Promise.all([work('first'), work('second')])
  const seen: number[] = []
  while (taken.length < 6) {
    await round()
    seen.push(taken.length)
  }
  await all
  expect(taken).toEqual(['first', 'second', 'first', 'second', 'first', 'second'])
  const perRound = seen.map((count, index) => count - (seen[index - 1] ?? 0))
  expect(Math.max(...perRound)).toBe(1)
})

test('what fails ends the work it belongs to, and nobody else’s', async () => {
  const turns = createTurns()
  const items = Array.from({ length: 50 }, (_, index) => index)
  const failing = mapInTurns(turns, items, (item) => {
    if (item === 20) throw new Error('no such item')
    return item
  })
  const other = mapInTurns(turns, items, (item) => item)
  await expect(failing).rejects.toThrow('no such item')
  expect(await other).toEqual(items)
})
