import { expect, test } from 'vitest'
import { operations, parseOperation } from './operations.ts'

test.each(operations)('%s means itself, in any case and spacing', (operation) => {
  expect(parseOperation(` ${operation.toUpperCase().replace('_', ' ')} `)).toBe(operation)
})

test.each([
  ['Created', 'create'],
  ['signed-in', 'login'],
  ['REMOVED', 'delete'],
])('%s means %s', (word, operation) => {
  expect(parseOperation(word)).toBe(operation)
})

test.each(['', 'defragment', 'constructor', '__proto__', 'toString'])('“%s” is a word we do not know', (word) => {
  expect(parseOperation(word)).toBeNull()
})
