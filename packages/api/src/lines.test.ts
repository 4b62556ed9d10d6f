import { expect, test } from 'vitest'
import { createLines } from './lines.ts'

function workshop() {
  const running: { name: string; finish: (fails?: boolean) => void }[] = []
  const work = (name: string) => () =>
    new Promise<string>((resolve, reject) => {
      running.push({ name, finish: (fails = false) => (fails ? reject(new Error(name)) : resolve(name)) })
    })
  const tick = () => new Promise((resolve) => setImmediate(resolve))
  return { running, work, tick, names: () => running.map(({ name }) => name) }
}

test('so much of one person is done at once and the rest in its order, also after a failure; others wait for none of it', async () => {
  const lines = createLines({ atOnce: 2, waitingMax: 10 })
  const { running, work, tick, names } = workshop()
  const asked = ['one', 'two', 'three', 'four'].map((name) => lines.stand('ada', work(name)).catch(() => 'failed'))
  const other = lines.stand('ben', work('other'))
  await tick()
  expect(names()).toEqual(['one', 'two', 'other'])
  running[1]?.finish(true)
  await tick()
  expect(names()).toEqual(['one', 'two', 'other', 'three'])
  for (const each of running) each.finish()
  await tick()
  for (const each of running) each.finish()
  expect(await Promise.all([...asked, other])).toEqual(['one', 'failed', 'three', 'four', 'other'])
})

test('whoever has too much waiting is refused, and may ask again once there is room', async () => {
  const lines = createLines({ atOnce: 1, waitingMax: 1 })
  const { running, work, tick } = workshop()
  const asked = [lines.stand('ada', work('one')), lines.stand('ada', work('two'))]
  await expect(lines.stand('ada', work('three'))).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' })
  running[0]?.finish()
  await tick()
  running[1]?.finish()
  await Promise.all(asked)
  const again = lines.stand('ada', work('four'))
  await tick()
  running[2]?.finish()
  expect(await again).toBe('four')
})
