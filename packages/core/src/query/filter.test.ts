import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areas } from '../model/areas.ts'
import { outcomes } from '../model/event.ts'
import { operations } from '../model/operations.ts'
import { rangePresets } from './date-range.ts'
import { type EventFilter, eventFilterSchema, filterFromSearch, filterToSearch } from './filter.ts'

const read = (search: string) => filterFromSearch(new URLSearchParams(search))

test('a filter is read from an address', () => {
  expect(
    read('range=custom&from=2026-11-01&to=2026-11-20&module=users&module=roles&outcome=denied&q=+spring+&page=3'),
  ).toEqual({
    filter: {
      range: 'custom',
      from: '2026-11-01',
      to: '2026-11-20',
      module: ['users', 'roles'],
      outcome: ['denied'],
      q: 'spring',
    },
    problems: [],
  })
})

test('a part that cannot be used is named, and the rest still counts', () => {
  expect(read('range=tomorrow&from=garbage&outcome=bad&outcome=success&actor=maria&module=users')).toEqual({
    filter: { outcome: ['success'], module: ['users'] },
    problems: [
      { key: 'range', message: '“tomorrow” is not a value of range.' },
      { key: 'from', message: '“garbage” is not a value of from.' },
      { key: 'actor', message: '“maria” is not a value of actor.' },
      { key: 'outcome', message: '“bad” is not a value of outcome.' },
    ],
  })
  expect(read(`q=${'x'.repeat(501)}`).problems[0]?.message).toHaveLength(80 + '“” is not a value of q.'.length)
})

test('empty fields of a form are absent, and doubles count once', () => {
  expect(read('q=&from=&module=&module=users&module=users&access=')).toEqual({
    filter: { module: ['users'] },
    problems: [],
  })
})

test('more values than can be used are cut, and it is said', () => {
  const { filter, problems } = read(Array.from({ length: 60 }, (_, n) => `module=m${n}`).join('&'))
  expect(filter.module).toHaveLength(50)
  expect(problems).toEqual([{ key: 'module', message: 'Only the first 50 values of module are used.' }])
})

const values = <T>(item: fc.Arbitrary<T>) => fc.uniqueArray(item, { minLength: 1, maxLength: 5 })
const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .map((text) => text.trim())
  .filter((text) => text !== '')
const filters: fc.Arbitrary<EventFilter> = fc.record(
  {
    range: fc.constantFrom(...rangePresets),
    from: fc.constantFrom('2026-11-01', '2026-11-01T09:30:00+02:00'),
    to: fc.constantFrom('2026-11-20', '2026-11-20T09:30:00.123Z'),
    area: fc.constantFrom(...areas),
    module: values(word),
    action: values(word),
    operation: values(fc.constantFrom(...operations)),
    actor: values(fc.stringMatching(/^[0-9a-f]{16}$/)),
    outcome: values(fc.constantFrom(...outcomes)),
    q: word,
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
  )
})

test('one filter has one address: keys in a fixed order, defaults left out', () => {
  const one = filterToSearch({ outcome: ['denied'], q: 'x', range: 'today', access: 'show', from: '' })
  expect(one.toString()).toBe('range=today&q=x&outcome=denied')
})

test('no address makes reading fail', () => {
  const pair = fc.tuple(fc.constantFrom(...Object.keys(eventFilterSchema.shape), '__proto__', 'x'), fc.string())
  fc.assert(
    fc.property(fc.array(pair), (pairs) => {
      expect(eventFilterSchema.safeParse(filterFromSearch(new URLSearchParams(pairs)).filter).success).toBe(true)
    }),
  )
})
