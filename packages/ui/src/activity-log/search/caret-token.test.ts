import { expect, test } from 'vitest'
import { tokenAt, withPart } from './caret-token.ts'

/** `|` is the caret. */
function at(marked: string) {
  const caret = marked.indexOf('|')
  return tokenAt(marked.replace('|', ''), caret)
}

test.each([
  ['act|', { key: null, part: 'act', not: false }],
  ['-act|', { key: null, part: 'act', not: true }],
  ['spring |', { key: null, part: '' }],
  ['actor:|', { key: 'actor', part: '' }],
  ['spring Actor:ma|', { key: 'actor', part: 'ma' }],
  ['outcome:failure,den|', { key: 'outcome', part: 'den' }],
  ['actor:"maria lo|', { key: 'actor', part: 'maria lo' }],
  ['"spring sale|', { key: null, part: 'spring sale' }],
  ['actor:ma|ria spring', { key: 'actor', part: 'ma' }],
  ['https://x|', { key: null }],
])('%s', (marked, expected) => {
  expect(at(marked)).toMatchObject(expected)
})

test('what takes the place of a part leaves the rest alone, and the caret behind it', () => {
  const text = 'spring outcome:failure,den -action:x'
  const token = tokenAt(text, text.indexOf(' -action'))
  expect(withPart(text, token, 'denied')).toEqual({
    text: 'spring outcome:failure,denied -action:x',
    caret: 'spring outcome:failure,denied'.length,
  })
})

test('a quoted value is replaced with its marks', () => {
  const text = 'actor:"mari lo" x'
  expect(withPart(text, tokenAt(text, 10), '"Maria Lopez"').text).toBe('actor:"Maria Lopez" x')
})
