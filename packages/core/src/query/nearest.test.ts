import { expect, test } from 'vitest'
import { nearestOf } from './nearest.ts'

const words = ['actor', 'action', 'area', 'ip', 'outcome'] as const

test.each([
  ['acton', 'action'],
  ['actr', 'actor'],
  ['outcmoe', 'outcome'],
  ['aera', 'area'],
])('“%s” is nearest to %s', (typed, meant) => {
  expect(nearestOf(words, typed)).toBe(meant)
})

test('what is near to nothing is not guessed at, least of all from two letters', () => {
  expect(nearestOf(words, 'tenant')).toBeNull()
  expect(nearestOf(words, 'xx')).toBeNull()
  expect(nearestOf(words, 'id')).toBeNull()
})
