import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanText, normaliseJson } from './text.ts'

test('NUL goes, halves of broken pairs are replaced, everything else stays', () => {
  expect(cleanText('a\u0000b')).toBe('ab')
  expect(cleanText('\ud83d\ude00 ok')).toBe('\ud83d\ude00 ok')
  expect(cleanText('\ud83d \ude00')).toBe('\ufffd \ufffd')
  expect(cleanText('\u202e\u001b[31m\r\n')).toBe('\u202e\u001b[31m\r\n')
})

test('a text mended is well-formed, and mending it again changes nothing', () => {
  const anything = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) })
  const halves = fc.string({ unit: fc.constantFrom('\u0000', '\ud83d', '\ude00', 'a') })
  fc.assert(
    fc.property(fc.oneof(anything, halves), (text) => {
      const clean = cleanText(text)
      expect(new TextDecoder().decode(new TextEncoder().encode(clean))).toBe(clean)
      expect(clean).not.toContain('\u0000')
      expect(cleanText(clean)).toBe(clean)
    }),
  )
})

test('what a program holds becomes JSON that reads back the same', () => {
  const value = { a: undefined, b: Number.NaN, c: -Infinity, d: -0, e: 12n, f: ['x\u0000', undefined], g: { h: null } }
  const json = { b: 'NaN', c: '-Infinity', d: 0, e: '12', f: ['x', null], g: { h: null } }
  expect(normaliseJson(value)).toStrictEqual(json)
  expect(JSON.parse(JSON.stringify(json))).toStrictEqual(json)
})

test('keys that become equal by mending are told apart, so that no value is lost', () => {
  expect(normaliseJson({ a: 1, 'a\u0000': 2, '\u0000a': 3 })).toEqual({ a: 1, 'a (2)': 2, 'a (3)': 3 })
})

test('a key that names a prototype stays data', () => {
  const value = normaliseJson(JSON.parse('{"__proto__":{"polluted":"x\\u0000"}}'))
  expect(JSON.stringify(value)).toBe('{"__proto__":{"polluted":"x"}}')
  expect('polluted' in {}).toBe(false)
})
