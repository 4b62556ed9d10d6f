import { expect, test } from 'vitest'
import { describeOperation, operations, parseOperation } from './operations.ts'

test('an operation is known by its key, by other words for it and in any case', () => {
  for (const operation of operations) expect(parseOperation(operation.toUpperCase())).toBe(operation)
  expect(parseOperation(' Signed in ')).toBe('login')
  expect(parseOperation('login-failed')).toBe('login_failed')
  expect(parseOperation('removed')).toBe('delete')
})

test('a word that is not known is null, whatever it is', () => {
  for (const word of ['escalate', '', 'constructor', '__proto__', 'toString']) expect(parseOperation(word)).toBeNull()
})

test('every operation has a label and a verb', () => {
  for (const operation of operations)
    expect(describeOperation(operation)).toEqual({
      label: expect.stringMatching(/\S/),
      verb: expect.stringMatching(/\S/),
      tone: expect.any(String),
    })
})
