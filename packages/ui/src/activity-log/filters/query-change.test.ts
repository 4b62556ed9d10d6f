import { parseQuery, printQuery, type Query } from '@daybook/core/query'
import { expect, test } from 'vitest'
import { onlyValue, replacedKey, toggledValue, withoutItem, withWord } from './query-change.ts'

const query = (text: string): Query => parseQuery(text).query

test('“only this” takes the place of everything else under its key, and of nothing under others', () => {
  const asked = query('action:a,b -action:c outcome:failure spring')
  expect(printQuery(onlyValue(asked, 'action', 'b'))).toBe('action:b outcome:failure spring')
  expect(printQuery(onlyValue(query('spring'), 'actor', 'aaaaaaaaaaaaaaaa'))).toBe('spring actor:aaaaaaaaaaaaaaaa')
})

test('a value is chosen, left out, or neither: never both', () => {
  const asked = query('outcome:failure')
  const out = toggledValue(asked, 'outcome', 'failure', true, true)
  expect(printQuery(out)).toBe('-outcome:failure')
  expect(printQuery(toggledValue(out, 'outcome', 'failure', true))).toBe('outcome:failure')
  expect(printQuery(toggledValue(out, 'outcome', 'failure', false, true))).toBe('')
})

test('a chip taken out leaves the rest of the text in its order', () => {
  const asked = query('spring outcome:failure -action:a')
  expect(asked.map((item) => printQuery(withoutItem(asked, item)))).toEqual([
    'outcome:failure -action:a',
    'spring -action:a',
    'spring outcome:failure',
  ])
})

test('a word is asked for once, and nothing is no word', () => {
  expect(printQuery(withWord(query('spring'), ' spring '))).toBe('spring')
  expect(printQuery(withWord(query('spring'), 'sale day'))).toBe('spring "sale day"')
  expect(printQuery(withWord(query('spring'), '  '))).toBe('spring')
})

test('a choice of one replaces the one before, and none takes the key out', () => {
  expect(printQuery(replacedKey(query('assumed:yes x'), 'assumed', 'no'))).toBe('assumed:no x')
  expect(printQuery(replacedKey(query('-assumed:yes x'), 'assumed', null))).toBe('x')
})

test('a value with spaces and commas comes back from the address as it was', () => {
  const value = 'Sale, "big"'
  const asked = onlyValue(query(''), 'target', value)
  expect(query(printQuery(asked))).toEqual(asked)
})
