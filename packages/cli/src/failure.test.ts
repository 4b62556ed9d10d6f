import { loadConfig } from '@daybook/runtime'
import { expect, test } from 'vitest'
import { explain, refusal } from './failure.ts'

test('a refusal is its message, without a stack, and its own exit code', () => {
  expect(explain(refusal('Port 4000 is in use.', 78))).toEqual({ text: 'Port 4000 is in use.', exitCode: 78 })
})

test('a wrong variable is one line and exit code 78', () => {
  let thrown: unknown
  try {
    loadConfig({ DAYBOOK_PORTAL_PORT: 'many' })
  } catch (error) {
    thrown = error
  }
  const { text, exitCode } = explain(thrown)
  expect(text).toMatch(/^DAYBOOK_PORTAL_PORT .*DAYBOOK_PORTAL_PORT=4001$/)
  expect(exitCode).toBe(78)
})

test('a bug keeps its stack', () => {
  expect(explain(new TypeError('x is not a function')).text).toMatch(/failure\.test\.ts/)
})
