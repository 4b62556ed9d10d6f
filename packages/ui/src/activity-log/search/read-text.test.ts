import { printQuery } from '@daybook/core/query'
import { expect, test } from 'vitest'
import { tokenAt } from './caret-token.ts'
import { readText, usableText } from './read-text.ts'

const full = { level: 'evidence', evidenceReaders: 'Client Admins' } as const
const some = { level: 'log', evidenceReaders: 'Client Admins' } as const

test('a mistyped key comes with the key that was meant, and the fix keeps the rest', () => {
  const { advice, query } = readText('spring -acton:user.created outcome:denied', full)
  expect(printQuery(query)).toBe('spring outcome:denied')
  expect(advice).toEqual([
    {
      message: 'There is no key “acton”.',
      fixes: [
        { label: 'Did you mean action?', text: 'spring -action:user.created outcome:denied' },
        { label: 'Search for the text itself', text: 'spring -"acton:user.created" outcome:denied' },
      ],
    },
  ])
})

test.each([
  ['user:maria', 'actor:maria'],
  ['status:denied', 'outcome:denied'],
  ['type:campaign', 'target_type:campaign'],
])('“%s” is what others write for %s', (text, meant) => {
  expect(readText(text, full).advice[0]?.fixes[0]?.text).toBe(meant)
})

test('a mistyped value comes with the value that was meant', () => {
  expect(readText('x outcome:failur', full).advice[0]).toEqual({
    message: '“failur” is not a value of outcome.',
    fixes: [
      { label: 'Did you mean failure?', text: 'x outcome:failure' },
      { label: 'Remove it', text: 'x' },
    ],
  })
  expect(readText('ip:nonsense', full).advice[0]?.message).toContain('Write 203.0.113.7')
})

test('each fix repairs what it was offered for', () => {
  for (const text of ['acton:x y', 'outcome:failur y', 'number:a y', 'ip:1.2.3 y']) {
    const [first] = readText(text, full).advice
    expect(first?.fixes.length).toBeGreaterThan(0)
    for (const fix of first?.fixes ?? []) expect(readText(fix.text, full).advice).toEqual([])
  }
})

test('what is still being written is not called wrong', () => {
  const text = 'spring outcome:fai'
  expect(readText(text, full, tokenAt(text, text.length)).advice).toEqual([])
  expect(readText(text, full, tokenAt(text, 2)).advice).toHaveLength(1)
})

test('a reader without the evidence is told why a key of it does not count, and the rest does', () => {
  const { advice, query } = readText('spring ip:203.0.113.7', some)
  expect(printQuery(query)).toBe('spring')
  expect(advice).toEqual([
    {
      message:
        '“ip” belongs to the technical evidence, which your role does not include. Client Admins can search by it.',
      fixes: [{ label: 'Remove it', text: 'spring' }],
    },
  ])
  expect(readText('ipp:1', some).advice[0]?.fixes[0]?.label).toBe('Search for the text itself')
})

test('what a reader may not ask stays out of the address; mistakes stay in it', () => {
  expect(usableText('spring ip:203.0.113.7', some)).toEqual({ asked: 'spring', usable: 'spring' })
  expect(usableText('spring acton:x', some)).toEqual({ asked: 'spring', usable: 'spring acton:x' })
  expect(usableText('ip:203.0.113.7', full).usable).toBe('ip:203.0.113.7')
})
