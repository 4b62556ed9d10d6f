import { expect, test } from 'vitest'
import { clipText, textRuns, visibleText } from './hidden-characters.ts'

test.each([
  ['a right-to-left override', 'photo\u202Egnp.exe', 'photo⟨U+202E⟩gnp.exe'],
  ['a zero-width space', 'Admin\u200B', 'Admin⟨U+200B⟩'],
  ['a line break', 'Admin\nroot', 'Admin⟨↵⟩root'],
  ['a Windows line break, once', 'a\r\nb', 'a⟨↵⟩b'],
  ['an escape sequence', '\u001b[31mred', '⟨U+001B⟩[31mred'],
  ['a joiner between Latin letters', 'ad\u200Dmin', 'ad⟨U+200D⟩min'],
  ['a letter that is blank', 'x\u3164y', 'x⟨U+3164⟩y'],
  ['a tag character by itself', 'x\u{e0041}', 'x⟨U+E0041⟩'],
])('%s is shown', (_what, text, shown) => {
  expect(visibleText(text)).toBe(shown)
})

test.each([
  ['accents', 'Siobhán Müller'],
  ['Arabic', 'ليلى حسن'],
  ['a family of emoji', '👩🏽‍💻 👨‍👩‍👧 ❤️‍🔥'],
  ['a flag made of tags', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  ['a joiner that a script needs', 'می\u200Cخواهم क\u094D\u200Dष'],
  ['a non-breaking space', '1\u00a0204'],
])('%s is left alone', (_what, text) => {
  expect(visibleText(text)).toBe(text)
})

test('a tower of combining marks is cut to four and counted', () => {
  expect(visibleText(`Z${'\u0301'.repeat(30)}!`)).toBe(`Z${'\u0301'.repeat(4)}⟨+26⟩!`)
})

test('lines stay lines where they are wanted, and nothing else passes with them', () => {
  expect(textRuns('a\n\tb\u202Ec', { lines: true })).toEqual([
    { kind: 'plain', text: 'a\n\tb' },
    { kind: 'mark', text: '\u202E', sign: 'U+202E', name: 'U+202E right-to-left override' },
    { kind: 'plain', text: 'c' },
  ])
})

test('the runs of any text put together are that text', () => {
  const text = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code)).join('')
  expect(
    textRuns(text)
      .map((run) => run.text)
      .join(''),
  ).toBe(text)
})

test('cutting a text never leaves half a character', () => {
  expect(clipText('ab👍', 3)).toEqual({ text: 'ab', clipped: true })
  expect(clipText('ab👍', 4)).toEqual({ text: 'ab👍', clipped: false })
})
