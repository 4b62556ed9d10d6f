import { parseQuery } from '@daybook/core/query'
import { expect, test } from 'vitest'
import { chipWords, listed } from './chip-words.ts'

const names = new Map([['aaaaaaaaaaaaaaaa', 'Maria Lopez']])

function phrases(text: string): string[] {
  return parseQuery(text).query.map((item) => chipWords(item, names).phrase)
}

test.each([
  ['operation:login_failed', 'Operation Sign-in failed'],
  ['-outcome:failure,denied', 'not Outcome Failed or Denied'],
  ['module:ai_providers', 'Module AI providers'],
  ['channel:sdk', 'Channel SDK'],
  ['area:privacy', 'Area Data & privacy'],
  ['actor:aaaaaaaaaaaaaaaa', 'User Maria Lopez'],
  ['actor:bbbbbbbbbbbbbbbb', 'User somebody (bbbbbb…)'],
  ['actor:mar', 'User “mar”'],
  ['assumed:yes', 'Assumed identity Yes'],
  ['number:100..200', 'Number 100–200'],
  ['-"spring sale"', 'not “spring sale”'],
])('%s reads “%s”', (text, phrase) => {
  expect(phrases(text)).toEqual([phrase])
})

test('many values are counted, not listed', () => {
  expect(listed(['a', 'b', 'c'])).toBe('a, b or c')
  expect(listed(['a', 'b', 'c', 'd', 'e'])).toBe('a, b or 3 more')
})

test('what is hidden in a text is seen on its chip', () => {
  expect(phrases('action:photo\u202Egnp')).toEqual(['Action photo⟨U+202E⟩gnp'])
})
