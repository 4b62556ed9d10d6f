import { expect, test } from 'vitest'
import { wordDiff } from './word-diff.ts'

test('only the words that differ are marked', () => {
  const diff = wordDiff('call us before noon on weekdays', 'call us after noon on all weekdays')
  expect(diff?.before.filter((piece) => piece.changed).map((piece) => piece.text)).toEqual(['before'])
  expect(diff?.after.filter((piece) => piece.changed).map((piece) => piece.text.trim())).toEqual(['after', 'all'])
})

test('both sides put together are the two texts', () => {
  const [before, after] = ['one  two\nthree four five', 'one two three\n\nfour six five']
  const diff = wordDiff(before, after)
  expect(diff?.before.map((piece) => piece.text).join('')).toBe(before)
  expect(diff?.after.map((piece) => piece.text).join('')).toBe(after)
})

test('short, huge and unrelated texts are shown whole', () => {
  expect(wordDiff('old', 'new')).toBeNull()
  expect(wordDiff('a b c d e f g h', 'q r s t u v w x')).toBeNull()
  expect(wordDiff('word '.repeat(5000), 'word '.repeat(5001))).toBeNull()
})
