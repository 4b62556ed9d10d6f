import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalise } from './canonicalise.ts'

test('any JSON value has the canonical form that the reference implementation gives it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      expect(canonicalise(value)).toBe(canonicalize(value))
    }),
    { numRuns: 2000 },
  )
})

test('names are sorted by UTF-16 units, and signs written as ECMAScript does', () => {
  // RFC 8785 §3.2.3, and the signs of §3.2.2.2.
  const names = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 }
  expect(Object.values(JSON.parse(canonicalise(names)))).toEqual([4, 2, 6, 7, 1, 5, 3])
  expect(canonicalise('\u20ac$\u000f\nA\'B"\\\\"/')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"')
  expect(canonicalise([1e21, 4.5, 2e-3, 1e-27, -0])).toBe('[1e+21,4.5,0.002,1e-27,0]')
})

test('a name __proto__ is a name like any other', () => {
  expect(canonicalise(JSON.parse('{"b":1,"__proto__":{"a":2}}'))).toBe('{"__proto__":{"a":2},"b":1}')
})

test.each([[undefined], [Number.NaN], [Number.POSITIVE_INFINITY], ['a\ud800'], [{ '\udc00': 1 }]])(
  'what is no JSON value is refused: %j',
  (value) => {
    expect(() => canonicalise(value)).toThrow(TypeError)
  },
)
