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
  const post = async (bytes: number, headers: Record<string, string> = {}) =>
    (await app.request('/', { method: 'POST', headers: { 'Content-Length': String(bytes), ...headers } })).status
  return { letGo, post }
}

test('a process that is behind takes on a little and refuses the rest at once; when that is done it takes more', async () => {
  const { letGo, post } = slowServer(() => true)
  const first = [post(200_000), post(200_000), post(1000)]
  expect(await Promise.all([post(200_000), post(20_000, { 'Content-Encoding': 'gzip' })])).toEqual([503, 503])
  letGo()
  expect(await Promise.all(first)).toEqual([200, 200, 200])
  expect(await post(400_000)).toBe(200)
})

test('a request that comes alone is let in however large it is', async () => {
  const { letGo, post } = slowServer(() => true)
  letGo()
  expect(await post(5_000_000)).toBe(200)
})

test('a process that keeps up refuses nothing', async () => {
  const { letGo, post } = slowServer(() => false)
  const all = Array.from({ length: 50 }, () => post(200_000))
  letGo()
  expect(new Set(await Promise.all(all))).toEqual(new Set([200]))
})
