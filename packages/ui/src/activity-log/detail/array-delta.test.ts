import { expect, test } from 'vitest'
import { arrayDelta } from './array-delta.ts'

test('plain members are compared by value, not by place', () => {
  expect(arrayDelta(['a', 'b', 'c'], ['x', 'c', 'a'])).toEqual({
    added: ['x'],
    removed: ['b'],
    changed: [],
    kept: 2,
    reordered: false,
  })
})

test('members with an identity are followed when their content changes', () => {
  const before = [
    { id: 1, role: 'viewer' },
    { id: 2, role: 'admin' },
  ]
  const after = [
    { id: 2, role: 'admin' },
    { id: 1, role: 'editor' },
  ]
  expect(arrayDelta(before, after)).toEqual({
    added: [],
    removed: [],
    changed: [{ before: { id: 1, role: 'viewer' }, after: { id: 1, role: 'editor' } }],
    kept: 1,
    reordered: false,
  })
})

test('the same members in another order are said to be just that', () => {
  expect(arrayDelta([1, 2], [2, 1])).toMatchObject({ added: [], removed: [], kept: 2, reordered: true })
})

test('a member that was there twice and is there once was removed once', () => {
  expect(arrayDelta(['a', 'a'], ['a'])).toMatchObject({ added: [], removed: ['a'], kept: 1 })
})

test('null is a member like any other', () => {
  expect(arrayDelta([null], [null, null])).toMatchObject({ added: [null], removed: [], kept: 1 })
})
