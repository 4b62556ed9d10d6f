import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rangePresets } from './date-range.ts'
import { type EventFilter, filterFromSearch, filterToSearch, queryOf, withQuery } from './filter.ts'
import { eventFilterSchema } from './filter-schema.ts'
import { valuesOf } from './query-edit.ts'
import { queryKeyNames } from './query-keys.ts'
import { parseQuery, printQuery, queryLengthMax } from './query-text.ts'

const read = (search: string) => filterFromSearch(new URLSearchParams(search))

test('a filter is read from an address', () => {
  expect(read('range=custom&from=2026-11-01&to=2026-11-20&q=+spring++-outcome:Denied+&access=hide&page=3')).toEqual({
    filter: { range: 'custom', from: '2026-11-01', to: '2026-11-20', q: 'spring -outcome:denied', access: 'hide' },
    problems: [],
  })
})

test('keys of the language may be parameters of their own, whatever they hold', () => {
  const search = 'q=spring+"still+typed&q=sale&module=users&module=roles&outcome=denied&target=a,"b"+\\+c:d'
  expect(read(search)).toEqual({
    filter: { q: String.raw`spring "still typed" sale module:users,roles outcome:denied target:"a,\"b\" \\ c:d"` },
    problems: [],
  })
})

test('a part that cannot be used is named, and the rest still counts', () => {
  expect(read('range=tomorrow&from=garbage&outcome=bad&outcome=success&q=spring+colour:red&access=maybe')).toEqual({
    filter: { q: 'spring outcome:success' },
    problems: [
      { key: 'range', message: '“tomorrow” is not a value of range.' },
      { key: 'from', message: expect.stringMatching(/^“garbage” is not a value of from\. Write 2026-11-20/) },
      { key: 'access', message: '“maybe” is not a value of access.' },
      { key: 'q', message: expect.stringContaining('There is no key “colour”.') },
      { key: 'q', message: '“bad” is not a value of outcome. Write one of success, failure, denied.' },
    ],
  })
})

test('empty fields of a form are absent, and doubles count once', () => {
  expect(read('q=&from=&module=&module=users&module=users&access=&range=')).toEqual({
    filter: { q: 'module:users' },
    problems: [],
  })
})

test('a filter never has a text longer than is read', () => {
  const long = Array.from({ length: 45 }, (_, index) => `batch=${'"'.repeat(40)}${index}`).join('&')
  const { filter, problems } = read(`q=spring&${long}`)
  expect(filter.q?.length).toBeLessThanOrEqual(queryLengthMax)
  expect(valuesOf(queryOf(filter), 'batch')).toContain(`${'"'.repeat(40)}0`)
  expect(problems).toEqual([{ key: 'q', message: 'Only what fits into 2000 characters is used.' }])

  const words = Array.from({ length: 30 }, (_, index) => ({
    kind: 'word' as const,
    text: `${index}${'x'.repeat(98)}`,
    not: false,
  }))
  const { q = '' } = withQuery({}, words)
  expect(q.length).toBeLessThanOrEqual(queryLengthMax)
  expect(parseQuery(q).problems).toEqual([])
  expect(eventFilterSchema.safeParse({ q }).success).toBe(true)
})

test('another query leaves the rest of a filter as it is', () => {
  const filter: EventFilter = { range: 'today', q: 'spring', access: 'hide' }
  expect(withQuery(filter, parseQuery('outcome:denied').query)).toEqual({ ...filter, q: 'outcome:denied' })
  expect(withQuery(filter, [])).toEqual({ range: 'today', access: 'hide' })
  expect(queryOf(filter)).toEqual(parseQuery('spring').query)
  expect(queryOf({})).toEqual([])
})

const texts = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .map((text) => printQuery(parseQuery(text).query))
  .filter((text) => text !== '')
const filters: fc.Arbitrary<EventFilter> = fc.record(
  {
    range: fc.constantFrom(...rangePresets),
    from: fc.constantFrom('2026-11-01', '2026-11-01T09:30:00+02:00'),
    to: fc.constantFrom('2026-11-20', '2026-11-20T09:30:00.123Z'),
    q: fc.oneof(texts, fc.constantFrom('actor:maria -outcome:success', 'ip:10.0.0.0/8 "a b"', 'number:7..')),
    access: fc.constant('hide' as const),
  },
  { requiredKeys: [] },
)

test('a filter written to an address reads back the same', () => {
  fc.assert(
    fc.property(filters, (filter) => {
      const search = filterToSearch(filter)
      expect(filterFromSearch(new URLSearchParams(search.toString()))).toEqual({ filter, problems: [] })
    }),
    { numRuns: 500 },
  )
})

test('one filter has one address: keys in a fixed order, defaults left out', () => {
  const one = filterToSearch({ access: 'show', q: 'x outcome:denied', from: '', range: 'today' })
  expect(one.toString()).toBe('range=today&q=x+outcome%3Adenied')
})

test('no address makes reading fail, and what was read is a filter', () => {
  const names = [...Object.keys(eventFilterSchema.shape), ...queryKeyNames, '__proto__', 'x']
  const pair = fc.tuple(fc.constantFrom(...names), fc.string({ unit: 'binary' }))
  fc.assert(
    fc.property(fc.array(pair), (pairs) => {
      const { filter } = filterFromSearch(new URLSearchParams(pairs))
      expect(eventFilterSchema.safeParse(filter).success).toBe(true)
      expect(withQuery(filter, queryOf(filter))).toEqual(filter)
    }),
    { numRuns: 500 },
  )
})
