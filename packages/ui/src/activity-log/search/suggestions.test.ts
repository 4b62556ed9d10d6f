import { expect, test } from 'vitest'
import { tokenAt } from './caret-token.ts'
import { withRecent } from './recent-queries.ts'
import { applied, countedKey, hintOf, keySuggestions, recentSuggestions, valueSuggestions } from './suggestions.ts'

const token = (text: string) => tokenAt(text, text.length)
const texts = (suggestions: { text: string }[]) => suggestions.map(({ text }) => text)

test('keys are found by their beginning, and by the name they have in the lists', () => {
  expect(texts(keySuggestions(token('act'), 'log'))).toEqual(['actor:', 'actor_type:', 'action:'])
  expect(texts(keySuggestions(token('user'), 'log'))).toEqual(['actor:'])
  expect(keySuggestions(token('actor:x'), 'log')).toEqual([])
})

test('keys of the evidence are suggested to its readers only', () => {
  expect(texts(keySuggestions(token('ip'), 'log'))).toEqual([])
  expect(texts(keySuggestions(token('ip'), 'evidence'))).toEqual(['ip:'])
  expect(countedKey(token('ip:'), 'log')).toBeNull()
  expect(countedKey(token('ip:'), 'evidence')).toBe('ip')
  expect(hintOf(token('session:'), 'log')).toBeNull()
  expect(hintOf(token('session:'), 'evidence')).toContain('identifier of a session')
})

test('values are found by what they are and by their words, with their counts', () => {
  const values = [
    { value: 'maria@acme.test', words: 'Maria Lopez', count: 12 },
    { value: 'sam@acme.test', words: 'Sam', count: 3 },
  ]
  expect(valueSuggestions(token('actor:lop'), values)).toEqual([
    { kind: 'value', insert: 'maria@acme.test', text: 'maria@acme.test', note: 'Maria Lopez', count: 12 },
  ])
})

test('a value that needs quotation marks gets them', () => {
  const [first] = valueSuggestions(token('target:'), [{ value: 'Spring, "big"', words: null, count: null }])
  expect(first?.insert).toBe('"Spring, \\"big\\""')
})

test('a chosen key waits for its value, a chosen value makes room for what comes next', () => {
  const key = { kind: 'key', insert: 'actor:', text: 'actor:', note: null, count: null } as const
  expect(applied('spring -ac', token('spring -ac'), key)).toEqual({ text: 'spring -actor:', caret: 14 })
  const value = { ...key, kind: 'value', insert: 'denied' } as const
  expect(applied('outcome:d', token('outcome:d'), value)).toEqual({ text: 'outcome:denied ', caret: 15 })
  expect(applied('outcome:d x', tokenAt('outcome:d x', 9), value).text).toBe('outcome:denied x')
})

test('recent questions are offered by their beginning, never the one that stands there', () => {
  const recent = ['outcome:failure', 'actor:maria', 'actor:sam']
  expect(texts(recentSuggestions(recent, ''))).toEqual(recent)
  expect(texts(recentSuggestions(recent, 'actor:maria'))).toEqual([])
  expect(texts(recentSuggestions(recent, 'ACT'))).toEqual(['actor:maria', 'actor:sam'])
})

test('the newest question comes first, each once, and beginnings of it are forgotten', () => {
  expect(withRecent(['a', 'b', 'spr'], 'spring')).toEqual(['spring', 'a', 'b'])
  expect(withRecent(['a', 'b'], 'b')).toEqual(['b', 'a'])
  expect(
    withRecent(
      Array.from({ length: 8 }, (_, n) => `q${n}`),
      'new',
    ),
  ).toHaveLength(8)
})
