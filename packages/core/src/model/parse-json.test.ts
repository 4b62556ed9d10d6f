import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonError, parseJson, splitJsonArray } from './parse-json.ts'

function codeOf(text: string): string | null {
  try {
    parseJson(text)
    return null
  } catch (error) {
    if (error instanceof JsonError) return error.code
    throw error
  }
}

test('any JSON of ordinary numbers parses to what it says', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const text = JSON.stringify(value)
      // Fewer than 16 digits: longer numbers are the next test's.
      fc.pre(!/[\d.]{16}/.test(text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '')))
      expect(parseJson(text, { keys: 10_000 })).toEqual(JSON.parse(text))
    }),
  )
})

test('a number a double cannot hold exactly becomes the text as it was written', () => {
  const kept = [
    '9007199254740993',
    '1234567890123456',
    '-1234567890.1234567',
    '1e400',
    '-1e400',
    '1e-400',
    '1.000000000000000',
  ]
  for (const number of kept) expect(parseJson(number)).toBe(number)
  const numbers = ['0', '-1', '123456789012345', '0.000000000000000001', '1.5e300', '1e15', '0e5', '-0.0']
  for (const number of numbers) expect(parseJson(number)).toBe(Number(number))
})

test('a key that stands twice is refused, equal values or not', () => {
  for (const text of ['{"a":1,"a":2}', '{"a":1,"a":1}', '{"a":[],"a":{}}', '[{"x":{"a":null,"\\u0061":null}}]']) {
    expect(codeOf(text)).toBe('duplicate_key')
  }
  expect(codeOf('{"a":{"b":1},"b":1}')).toBeNull()
})

test('keys that name a prototype are plain data and change no object', () => {
  const value = parseJson('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')
  expect(JSON.stringify(value)).toBe('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  expect('polluted' in {}).toBe(false)
})

test('nesting is limited before anything recurses', () => {
  expect(codeOf('['.repeat(32) + ']'.repeat(32))).toBeNull()
  expect(codeOf('['.repeat(33) + ']'.repeat(33))).toBe('too_deep')
  expect(codeOf(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)).toBe('too_deep')
  expect(codeOf('['.repeat(1_000_000))).toBe('too_deep')
  expect(codeOf(JSON.stringify('[{'.repeat(100)))).toBeNull()
})

test('keys are limited in all objects together', () => {
  const record = (count: number) =>
    JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, ':'])))
  expect(codeOf(record(500))).toBeNull()
  expect(codeOf(record(501))).toBe('too_many_keys')
  expect(codeOf(`[${record(250)},${record(251)}]`)).toBe('too_many_keys')
})

test('a text that is not JSON is refused with a sentence, whatever it is', () => {
  for (const text of [
    '',
    ' ',
    '{',
    '{"a"}',
    '[1,]',
    '{"a":1,}',
    'NaN',
    '01',
    '"a',
    '"\\x"',
    'tru',
    '{"a":1}}',
    '\u0000',
  ]) {
    expect(codeOf(text)).toBe('syntax')
  }
  expect(() => parseJson('{"a":1 "b":2}')).toThrow(/^This is not JSON: .+ at position 7\.$/)
})

test('no text ends in anything but a value or a JsonError', () => {
  const token = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"',
    '\\',
    '1',
    'e9',
    '-',
    'null',
    '"a"',
    '__proto__',
    ' ',
    '\ud800',
  )
  fc.assert(
    fc.property(fc.array(token, { maxLength: 40 }), (tokens) => void codeOf(tokens.join(''))),
    { numRuns: 2_000 },
  )
})

test('the members of an array are taken apart so that a bad one does not spoil the others', () => {
  expect(splitJsonArray(' [ {"a":"],{"} , [1,2], "\\"," ,3 ] ')).toEqual(['{"a":"],{"}', '[1,2]', '"\\","', '3'])
  expect(splitJsonArray('[]')).toEqual([])
  expect(splitJsonArray('[1,,2]')).toEqual(['1', '', '2'])
  expect(splitJsonArray(`[${'['.repeat(9_999)}${']'.repeat(9_999)},{}]`)[1]).toBe('{}')
  for (const text of ['{}', '[1', '[1] 2', '["a]', '']) expect(() => splitJsonArray(text)).toThrow(JsonError)
})
