import { expect, test } from 'vitest'
import { excluding, including, valuesOf, withoutKey, withValues } from './query-edit.ts'
import { parseQuery, printQuery, type Query, queryValuesMax } from './query-text.ts'

const read = (text: string) => parseQuery(text).query
const edited = (text: string, edit: (query: Query) => Query) => printQuery(edit(read(text)))

test('the values of a key are those asked for, or those asked to be left out', () => {
  const query = read('outcome:denied,failure -outcome:success spring')
  expect(valuesOf(query, 'outcome')).toEqual(['denied', 'failure'])
  expect(valuesOf(query, 'outcome', true)).toEqual(['success'])
  expect(valuesOf(query, 'module')).toEqual([])
})

test('other values stand where those before them stood, and none takes the term out', () => {
  expect(edited('a module:x b -module:y', (query) => withValues(query, 'module', ['p', 'q', 'p']))).toBe(
    'a module:p,q b -module:y',
  )
  expect(edited('a module:x b', (query) => withValues(query, 'module', []))).toBe('a b')
  expect(edited('a', (query) => withValues(query, 'module', ['x'], true))).toBe('a -module:x')
})

test('a value is included or excluded, never both, and once', () => {
  expect(edited('', (query) => including(query, 'module', 'x'))).toBe('module:x')
  expect(edited('module:x', (query) => including(query, 'module', 'x'))).toBe('module:x')
  expect(edited('-module:x,y', (query) => including(query, 'module', 'x'))).toBe('-module:y module:x')
  expect(edited('module:x,y', (query) => excluding(query, 'module', 'x'))).toBe('module:y -module:x')
})

test('a value of a row is kept as the language has it, so that chip and text stay one', () => {
  const query = including(read(''), 'target', ' Spring\n sale ')
  expect(valuesOf(query, 'target')).toEqual(['Spring sale'])
  expect(read(printQuery(query))).toEqual(query)
  expect(including(read('a'), 'ip', 'cloud.example.test')).toEqual(read('a'))
  expect(including(read('a'), 'ip', '::ffff:203.0.113.7')).toEqual(read('a ip:203.0.113.7'))
  expect(including(read('a'), 'module', '')).toEqual(read('a'))
})

test('no key gets more values than it may have', () => {
  const many = Array.from({ length: 60 }, (_, index) => `m${index}`)
  expect(valuesOf(withValues([], 'module', many), 'module')).toHaveLength(queryValuesMax)
})

test('a key is taken out with all that is asked of it', () => {
  expect(edited('a module:x -module:y outcome:denied', (query) => withoutKey(query, 'module'))).toBe('a outcome:denied')
})
