import type { Facet } from '@daybook/api/shared'
import { parseQuery } from '@daybook/core/query'
import { expect, test } from 'vitest'
import { activeValues, type ListQuestion, listOptions, stateOf, writtenValue } from './list-options.ts'

const query = (text: string) => parseQuery(text).query
const facet = (values: [string, number][], part: Partial<Facet> = {}): Facet => ({
  values: values.map(([value, count]) => ({ value, count })),
  distinct: values.length,
  since: null,
  ...part,
})

function list(part: Partial<ListQuestion>) {
  const question: ListQuestion = {
    query: [],
    opened: part.query ?? [],
    facet: null,
    known: [],
    steady: false,
    find: '',
    optionOf: (value) => ({ value, text: value, shown: value }),
    ...part,
  }
  return listOptions('action', question).map(({ value, count }) => [value, count])
}

test('chosen values come first and stay, also where nothing was found', () => {
  const found = facet([
    ['b', 5],
    ['a', 3],
  ])
  expect(list({ query: query('action:a -action:gone'), facet: found })).toEqual([
    ['a', 3],
    ['gone', 0],
    ['b', 5],
  ])
})

test('a value that is chosen in an open list stays where it is', () => {
  const found = facet([
    ['b', 5],
    ['a', 3],
  ])
  const values = list({ query: query('action:a,written*'), opened: [], facet: found }).map(([value]) => value)
  expect(values).toEqual(['written*', 'b', 'a'])
})

test('a count that was not made is not shown as nought', () => {
  const cut = facet([['b', 5]], { distinct: 312 })
  expect(list({ query: query('action:a'), facet: cut })).toEqual([
    ['a', undefined],
    ['b', 5],
  ])
})

test('without counts there is what is known', () => {
  expect(list({ known: ['x', 'y'] })).toEqual([
    ['x', undefined],
    ['y', undefined],
  ])
})

test('a short list keeps its order when the counts come', () => {
  const found = facet([['y', 9]])
  expect(list({ query: query('action:y'), known: ['x', 'y'], steady: true, facet: found })).toEqual([
    ['x', 0],
    ['y', 9],
  ])
})

test('what is typed is found anywhere in a value', () => {
  expect(
    list({
      find: ' CREA ',
      facet: facet([
        ['user.created', 2],
        ['user.deleted', 1],
      ]),
    }),
  ).toEqual([['user.created', 2]])
})

test('a value is in, out or neither', () => {
  const asked = query('action:a -action:b')
  expect(['a', 'b', 'c'].map((value) => stateOf(asked, 'action', value))).toEqual(['in', 'out', 'none'])
  expect(activeValues(asked, 'action')).toBe(2)
})

test('what was typed into a list can be asked for where it means something', () => {
  expect(writtenValue('action', 'user.')).toEqual({ value: 'user.*', words: 'All that begin with “user.”' })
  expect(writtenValue('ip', '203.0.113.77/24')?.value).toBe('203.0.113.0/24')
  expect(writtenValue('ip', 'nonsense')).toBeNull()
  expect(writtenValue('actor', 'mar')?.value).toBe('mar')
  expect(writtenValue('outcome', 'fine')).toBeNull()
  expect(writtenValue('actor', '  ')).toBeNull()
})
