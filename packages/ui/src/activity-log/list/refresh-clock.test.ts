import { expect, test } from 'vitest'
import { idleAfter, refreshEvery, refreshStep } from './refresh-clock.ts'

const facts = {
  now: 100_000,
  lastAsked: 100_000 - refreshEvery,
  lastInput: 99_000,
  hidden: false,
  online: true,
  asking: false,
}

test('it asks every thirty seconds, and not before', () => {
  expect(refreshStep(facts)).toBe('ask')
  expect(refreshStep({ ...facts, lastAsked: facts.lastAsked + 1 })).toBe('wait')
})

test('one question at a time', () => {
  expect(refreshStep({ ...facts, asking: true })).toBe('wait')
})

test('in a hidden tab it waits, and catches up at once when it is seen again', () => {
  const hidden = { ...facts, now: facts.now + 10 * refreshEvery, hidden: true }
  expect(refreshStep(hidden)).toBe('wait')
  expect(refreshStep({ ...hidden, hidden: false })).toBe('ask')
})

test('offline it says so', () => {
  expect(refreshStep({ ...facts, online: false })).toBe('offline')
})

test('after half an hour without anybody it rests', () => {
  const now = facts.lastInput + idleAfter
  expect(refreshStep({ ...facts, now: now - 1 })).toBe('ask')
  expect(refreshStep({ ...facts, now })).toBe('idle')
  expect(refreshStep({ ...facts, now, online: false, hidden: true })).toBe('idle')
})
