import { Hono } from 'hono'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RecorderEnv } from '../environment.ts'
import { relieve, watchPressure } from './pressure.ts'
import { isRefusal } from './refusal.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
})
afterEach(() => void vi.useRealTimers())

test('timers that come in time are no pressure', () => {
  const { isBehind } = watchPressure()
  for (let tick = 0; tick < 20; tick++) {
    vi.advanceTimersByTime(50)
    expect(isBehind()).toBe(false)
  }
})

test('a long piece of work is noticed right after it, before any timer, and for a while', () => {
  let at = 0
  const { isBehind } = watchPressure(() => at)
  at += 400
  expect(isBehind()).toBe(true)
  for (const passed of [100, 100]) {
    at += passed
    vi.advanceTimersByTime(50)
    expect(isBehind()).toBe(true)
  }
  at += 200
  expect(isBehind()).toBe(false)
})

/** A server on which every request waits until it is let go. */
function slowServer(isBehind: () => boolean) {
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const app = new Hono<RecorderEnv>()
  app.use(relieve({ isBehind }))
  app.post('/', async (c) => {
    await held
    return c.text('done')
  })
  app.onError((error, c) => c.text('', isRefusal(error) ? 503 : 500))
  const post = async (bytes: number) =>
    (await app.request('/', { method: 'POST', headers: { 'Content-Length': String(bytes) } })).status
  return { letGo, post }
}

test('a process that is behind takes on a little and refuses the rest at once; when that is done it takes more', async () => {
  const { letGo, post } = slowServer(() => true)
  const first = Array.from({ length: 6 }, () => post(50_000))
  expect(await Promise.all([post(50_000), post(1)])).toEqual([503, 503])
  letGo()
  expect(await Promise.all(first)).toEqual(first.map(() => 200))
  expect(await post(400_000)).toBe(200)
})

test('a large request is let in like any other, and has nobody turned away who comes after it', async () => {
  const { letGo, post } = slowServer(() => true)
  const all = [post(5_000_000), post(2_000_000), post(400), post(5_000_000)]
  letGo()
  expect(await Promise.all(all)).toEqual([200, 200, 200, 200])
})

test('a process that keeps up takes on no more than half a megabyte before it has shown what it can do', async () => {
  const { letGo, post } = slowServer(() => false)
  const all = Array.from({ length: 30 }, () => post(50_000))
  letGo()
  expect((await Promise.all(all)).filter((status) => status === 200)).toHaveLength(11)
})

test('what is done in a quarter of a second may be in hand, and counts no more when nothing was done since', async () => {
  let at = 0
  let letGo = () => {}
  let held = Promise.resolve()
  const app = new Hono<RecorderEnv>()
  app.use(relieve({ isBehind: () => false }, () => at))
  app.post('/', async (c) => {
    await held
    return c.text('done')
  })
  app.onError((error, c) => c.text('', isRefusal(error) ? 503 : 500))
  const post = async () => (await app.request('/', { method: 'POST', headers: { 'Content-Length': '50000' } })).status
  const accepted = async (count: number) => {
    held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const all = Array.from({ length: count }, post)
    letGo()
    return (await Promise.all(all)).filter((status) => status === 200).length
  }

  expect(await accepted(30)).toBe(11)
  for (let one = 0; one < 149; one++) expect(await accepted(1)).toBe(1)
  at += 2000
  // Eight megabytes in two seconds are one in a quarter: while that much is in hand, one more is let in.
  expect(await accepted(30)).toBe(21)
  at += 4000
  expect(await accepted(30)).toBe(11)
})
