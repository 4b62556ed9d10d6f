import { expect, test } from 'vitest'
import { createRateLimiter, type RateLimits } from './rate-limit.ts'

const limits: RateLimits = { events: { perSecond: 100, burst: 1000 }, requests: { perSecond: 10, burst: 20 } }

function limiterAt(start: number) {
  let now = start
  const limiter = createRateLimiter(limits, () => now)
  const pass = (ms: number) => {
    now += ms
  }
  return { limiter, pass }
}

test('the headers tell the policy and what is left of it', () => {
  const { limiter, pass } = limiterAt(0)
  const own = limiter.of('a')
  expect(own.take('requests', 1)).toBeNull()
  expect(own.take('events', 250)).toBeNull()
  expect(own.headers()).toEqual({
    'RateLimit-Policy': '"events";q=1000;qu="events";w=10, "requests";q=20;qu="requests";w=2',
    RateLimit: '"events";r=750;t=3, "requests";r=19;t=1',
  })
  pass(10_000)
  expect(own.headers().RateLimit).toBe('"events";r=1000;t=0, "requests";r=20;t=0')
})

test('a refusal says after how many seconds the same request will do, and costs nothing', () => {
  const { limiter, pass } = limiterAt(0)
  const own = limiter.of('a')
  own.take('events', 600)
  const refused = own.take('events', 900)
  expect(refused?.refusal).toMatchObject({ status: 429, code: 'rate-limited', headers: { 'Retry-After': '5' } })
  pass(5000)
  expect(own.take('events', 900)).toBeNull()
  expect(own.look('events')?.refusal.headers).toEqual({ 'Retry-After': '1' })
  pass(10)
  expect(own.look('events')).toBeNull()
})

test('one sender uses nothing of what another has', () => {
  const { limiter } = limiterAt(0)
  expect(limiter.of('a').take('events', 1000)).toBeNull()
  expect(limiter.of('a').take('events', 1)).not.toBeNull()
  expect(limiter.of('b').take('events', 1000)).toBeNull()
})

test('of very many senders, only those are forgotten who have everything again', () => {
  const { limiter, pass } = limiterAt(0)
  for (let index = 0; index < 9999; index++) limiter.of(`idle ${index}`).take('requests', 1)
  pass(5000)
  limiter.of('busy').take('events', 1000)
  for (let index = 0; index < 50; index++) limiter.of(`new ${index}`)
  expect(limiter.of('busy').take('events', 1)).not.toBeNull()
})
