import type { ExportView } from '@daybook/api/shared'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { exportView } from '../testing/exports.ts'
import { createFollower, type ExportSource } from './follower.ts'
import { pollMs, silenceMs } from './pace.ts'

type Ear = Parameters<ExportSource['stream']>[1]

const queued = exportView({ status: 'queued', total: null, written: 0, sha256: null, bytes: null })
const writing = (written: number) => exportView({ status: 'running', total: 100_000, written })
const ready = exportView({ status: 'ready', total: 100_000, written: 100_000 })

/** A server in miniature: what its list says, and who listens. */
function world(list: () => Promise<ExportView[]> = () => Promise.resolve([queued])) {
  const ears: Ear[] = []
  const asked = { lists: 0, hungUp: 0 }
  const follower = createFollower({
    stream: (_id, on) => {
      ears.push(on)
      return () => {
        asked.hungUp += 1
      }
    },
    list: () => {
      asked.lists += 1
      return list()
    },
    clock: () => Date.now(),
  })
  return { follower, ears, asked, view: () => follower.read()[0]?.view }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('while the stream speaks, the list is never asked', async () => {
  const { follower, ears, asked, view } = world()
  follower.follow(queued)
  for (let written = 0; written < 100_000; written += 5000) {
    ears[0]?.view(writing(written))
    await vi.advanceTimersByTimeAsync(1000)
  }
  ears[0]?.view(ready)
  expect(view()).toEqual(ready)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toEqual({ lists: 0, hungUp: 1 })
})

test('a stream that breaks is replaced by the list, every two seconds until it is over', async () => {
  const answers = [writing(10_000), writing(60_000), ready]
  const { follower, ears, asked, view } = world(() => Promise.resolve([answers.shift() ?? ready]))
  follower.follow(queued)
  ears[0]?.lost(new Error('closed'))
  expect(asked).toEqual({ lists: 0, hungUp: 1 })
  await vi.advanceTimersByTimeAsync(pollMs)
  expect(view()?.written).toBe(10_000)
  await vi.advanceTimersByTimeAsync(pollMs)
  expect(view()?.written).toBe(60_000)
  await vi.advanceTimersByTimeAsync(pollMs)
  expect(view()).toEqual(ready)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked.lists).toBe(3)
})

test('a stream that something on its way holds back counts as broken', async () => {
  const { follower, ears, asked, view } = world(() => Promise.resolve([ready]))
  follower.follow(queued)
  await vi.advanceTimersByTimeAsync(silenceMs + pollMs)
  expect(asked).toEqual({ lists: 1, hungUp: 1 })
  expect(view()).toEqual(ready)
  ears[0]?.view(writing(5))
  expect(view()).toEqual(ready)
})

test('a server that cannot be reached is asked less and less, and what is known stays', async () => {
  const { follower, ears, asked } = world(() => Promise.reject(new TypeError('Failed to fetch')))
  follower.follow(writing(10))
  ears[0]?.lost(new Error('closed'))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked.lists).toBeLessThan(7)
  expect(follower.read()[0]?.view.written).toBe(10)
  expect(follower.read()[0]?.trouble?.text).toContain('could not be reached')
})

test('whoever is signed out is asked no more', async () => {
  const refused = Object.assign(new Error('Sign in first.'), { data: { httpStatus: 401 } })
  const { follower, ears, asked } = world(() => Promise.reject(refused))
  follower.follow(queued)
  ears[0]?.lost(new Error('closed'))
  await vi.advanceTimersByTimeAsync(120_000)
  expect(asked.lists).toBe(1)
  expect(follower.read()[0]?.trouble?.signIn).toBe(true)
})

test('after a reload it goes on with what it knew, and forgets what is gone', async () => {
  const { follower, ears } = world(() => Promise.resolve([writing(40_000), exportView({ id: 'of-others' })]))
  follower.resume([queued.id, 'gone'])
  await vi.advanceTimersByTimeAsync(0)
  expect(follower.read().map(({ view }) => view.id)).toEqual([queued.id])
  expect(ears).toHaveLength(1)
})

test('after a reload nobody is told of what they cancelled, or of what has expired since', async () => {
  const old = [exportView({ id: 'a', status: 'expired' }), exportView({ id: 'b', status: 'cancelled' }), ready]
  const { follower } = world(() => Promise.resolve(old))
  let heard = 0
  follower.subscribe(() => {
    heard += 1
  })
  follower.resume(['a', 'b'])
  await vi.advanceTimersByTimeAsync(0)
  expect(follower.read()).toEqual([])
  // Whoever remembers ids can forget these.
  expect(heard).toBe(1)
})

test('nothing to go on with asks nothing of the server', async () => {
  const { follower, asked } = world()
  follower.resume([])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked.lists).toBe(0)
})

test('an export is listened to once, however often it is followed', () => {
  const { follower, ears } = world()
  follower.follow(queued)
  follower.follow(queued)
  expect(ears).toHaveLength(1)
  follower.follow(exportView({ id: 'another', status: 'running' }))
  expect(ears).toHaveLength(2)
})

test('the speed of the stream becomes the time left', async () => {
  const { follower, ears } = world()
  follower.follow(queued)
  ears[0]?.view(writing(0))
  await vi.advanceTimersByTimeAsync(5000)
  ears[0]?.view(writing(50_000))
  expect(follower.read()[0]?.leftMs).toBe(5000)
})

test('stopping hangs up, and nothing runs on', async () => {
  const { follower, ears, asked } = world()
  follower.follow(queued)
  follower.follow(exportView({ id: 'another', status: 'running' }))
  ears[0]?.lost(new Error('closed'))
  follower.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toEqual({ lists: 0, hungUp: 2 })
})

test('listeners hear of each change, with a value that stays the same in between', () => {
  const { follower, ears } = world()
  let heard = 0
  const leave = follower.subscribe(() => {
    heard += 1
  })
  follower.follow(queued)
  expect(follower.read()).toBe(follower.read())
  ears[0]?.view(writing(10))
  expect(heard).toBe(2)
  leave()
  ears[0]?.view(writing(20))
  expect(heard).toBe(2)
})
