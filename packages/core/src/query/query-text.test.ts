import fc from 'fast-check'
import { expect, test } from 'vitest'
import { queryKeyNames } from './query-keys.ts'
import { fittingQuery, parseQuery, printQuery, type Query, queryLengthMax, queryValuesMax } from './query-text.ts'

const word = (text: string, not = false) => ({ kind: 'word', text, not }) as const
const term = (key: (typeof queryKeyNames)[number], values: string[], not = false) =>
  ({ kind: 'term', key, not, values }) as const

function messages(text: string): string[] {
  return parseQuery(text).problems.map(({ message }) => message)
}

/** Texts in which a reader of the language could trip. */
const pieces = fc.oneof(
  fc.constantFrom('"', '\\', '-', ':', ',', ' ', '\n', '\t', '.', '*', '/', '//', "'", '\u0000', '\u0001', '\u00A0'),
  fc.constantFrom(...queryKeyNames.map((key) => `${key}:`), 'ACTOR:', 'http://', 'no_key:', '__proto__:', '-actor:"'),
  fc.constantFrom(
    'yes',
    'no',
    '7..9',
    '10.0.0.7/8',
    '2001:DB8::1/48',
    'Denied',
    'api key',
    'müller',
    '0123456789abcdef',
  ),
  fc.constantFrom('\uD800', '\uDC00', '😀', '\uFEFF', '\u2028', 'e\u0301', '\u202E'),
  fc.string({ unit: 'binary', maxLength: 6 }),
)
const anyText = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''))

test('a query is printed as a text that reads back as the same query, whatever was written', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { query } = parseQuery(text)
      const printed = printQuery(query)
      expect(parseQuery(printed)).toEqual({ query, problems: [] })
      expect(printQuery(parseQuery(printed).query)).toBe(printed)
    }),
    { numRuns: 3000 },
  )
})

test('texts longer than a query may be are read to the end of the last part that fits', () => {
  fc.assert(
    fc.property(fc.array(anyText, { minLength: 30, maxLength: 60 }), (texts) => {
      const { query } = parseQuery(texts.join(' '))
      const printed = printQuery(query)
      expect(printed.length).toBeLessThanOrEqual(queryLengthMax)
      expect(parseQuery(printed)).toEqual({ query, problems: [] })
    }),
    { numRuns: 200 },
  )
})

test('any query that names no value twice is the one that is read from its text', () => {
  const value = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .map((text) => text.replaceAll(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim())
    .filter((text) => text !== '')
  const items = fc.oneof(
    fc.record({ kind: fc.constant('word' as const), text: value, not: fc.boolean() }),
    fc.record({
      ...{
        kind: fc.constant('term' as const),
        key: fc.constantFrom('module', 'target', 'batch', 'session'),
        not: fc.boolean(),
      },
      values: fc.uniqueArray(value, { minLength: 1, maxLength: 4 }),
    }),
  )
  const queries = fc.uniqueArray(items, {
    maxLength: 8,
    selector: (item) => JSON.stringify([item.kind, item.not, item.kind === 'word' ? item.text : item.key]),
  })
  fc.assert(
    fc.property(queries, (query) => {
      expect(parseQuery(printQuery(query)).query).toEqual(query)
    }),
    { numRuns: 1000 },
  )
})

const examples: [string, Query][] = [
  ['spring sale', [word('spring'), word('sale')]],
  ['"spring sale" spring', [word('spring sale'), word('spring')]],
  ['-spring -"spring sale"', [word('spring', true), word('spring sale', true)]],
  ['"say \\"hi\\" \\\\"', [word('say "hi" \\')]],
  ['"still being typ', [word('still being typ')]],
  ['https://example.test/a:b', [word('https://example.test/a:b')]],
  ['"outcome:denied"', [word('outcome:denied')]],
  ['- --x', [word('-'), word('-x', true)]],
  ['spring spring', [word('spring')]],
  ['actor:maria,"Ada Example"', [term('actor', ['maria', 'Ada Example'])]],
  ['actor_type:staff,"API key"', [term('actor_type', ['staff', 'api_key'])]],
  ['action:campaign.*,user.created', [term('action', ['campaign.*', 'user.created'])]],
  ['operation:UPDATE', [term('operation', ['update'])]],
  ['module:campaigns', [term('module', ['campaigns'])]],
  ['area:settings', [term('area', ['settings'])]],
  ['-outcome:success', [term('outcome', ['success'], true)]],
  ['Outcome:Denied outcome:failure', [term('outcome', ['denied', 'failure'])]],
  ['outcome:denied -outcome:failure', [term('outcome', ['denied']), term('outcome', ['failure'], true)]],
  ['target:"Spring, sale"', [term('target', ['Spring, sale'])]],
  ['target:"//x"', [term('target', ['//x'])]],
  ['target_type:campaign', [term('target_type', ['campaign'])]],
  ['channel:api,UI', [term('channel', ['api', 'ui'])]],
  ['assumed:TRUE -assumed:no', [term('assumed', ['yes']), term('assumed', ['no'], true)]],
  ['batch:b-1', [term('batch', ['b-1'])]],
  ['number:120 number:007..9 number:5.. number:..5', [term('number', ['120', '7..9', '5..', '..5'])]],
  ['ip:203.0.113.77/24,203.0.113.7/32', [term('ip', ['203.0.113.0/24', '203.0.113.7'])]],
  ['ip:2001:DB8:0::1,2001:db8::1/48', [term('ip', ['2001:db8::1', '2001:db8::/48'])]],
  ['ip:::ffff:203.0.113.7', [term('ip', ['203.0.113.7'])]],
  ['ip:0.0.0.0/0', [term('ip', ['0.0.0.0/0'])]],
  ['session:s request:r correlation:c', [term('session', ['s']), term('request', ['r']), term('correlation', ['c'])]],
  ['target_id:42 country:DE', [term('target_id', ['42']), term('country', ['DE'])]],
  ['module:a,a module:"a"', [term('module', ['a'])]],
  ['module:\n "a  b"', [word('a b')]],
]

test.each(examples)('%j is read', (text, query) => {
  expect(parseQuery(text).query).toEqual(query)
})

test('every key has an example', () => {
  const shown = examples.flatMap(([, query]) => query.flatMap((item) => (item.kind === 'term' ? [item.key] : [])))
  expect(new Set(shown)).toEqual(new Set(queryKeyNames))
})

test('a key that does not exist is named, with the one that was meant, and the rest still counts', () => {
  const { query, problems } = parseQuery('spring outcom:denied -modules:x')
  expect(query).toEqual([word('spring')])
  expect(problems).toEqual([
    {
      text: 'outcom:denied',
      message: 'There is no key “outcom”. Did you mean outcome? To search for the text itself, put it in quotes.',
    },
    {
      text: '-modules:x',
      message: 'There is no key “modules”. Did you mean module? To search for the text itself, put it in quotes.',
    },
  ])
  expect(messages('zzzzzzzz:1')).toEqual([
    'There is no key “zzzzzzzz”. To search for the text itself, put it in quotes.',
  ])
  for (const key of ['constructor', '__proto__', 'toString']) expect(messages(`${key}:x`)).toHaveLength(1)
})

test.each([
  ['outcome:bad,denied', '“bad” is not a value of outcome. Write one of success, failure, denied.'],
  ['module:', '“” is not a value of module. Write a module such as campaigns.'],
  ['module:"  "', '“” is not a value of module. Write a module such as campaigns.'],
  ['assumed:maybe', '“maybe” is not a value of assumed. Write yes or no.'],
  ['number:9..7', '“9..7” is not a value of number. Write 120, 100..200, 100.. or ..200.'],
  ['number:..', '“..” is not a value of number. Write 120, 100..200, 100.. or ..200.'],
  ['number:1e3', '“1e3” is not a value of number. Write 120, 100..200, 100.. or ..200.'],
  ['number:-1', '“-1” is not a value of number. Write 120, 100..200, 100.. or ..200.'],
  ['number:9999999999999999', '“9999999999999999” is not a value of number. Write 120, 100..200, 100.. or ..200.'],
  ['ip:cloud.example.test', '“cloud.example.test” is not a value of ip. Write 203.0.113.7 or 203.0.113.0/24.'],
  ['ip:10.0.0.0/33', '“10.0.0.0/33” is not a value of ip. Write 203.0.113.7 or 203.0.113.0/24.'],
  ['ip:10.0.0.0/8/8', '“10.0.0.0/8/8” is not a value of ip. Write 203.0.113.7 or 203.0.113.0/24.'],
])('%j has a value that is none: it is said how to write one', (text, message) => {
  expect(messages(text)).toEqual([message])
})

test('what is long is shortened in a message, and never within a pair', () => {
  const [problem] = parseQuery(`outcome:${'x'.repeat(78)}😀y`).problems
  expect(problem?.message).toContain(`“${'x'.repeat(78)}…”`)
})

test('more values than a key may have are cut, and it is said', () => {
  const { query, problems } = parseQuery(Array.from({ length: 60 }, (_, index) => `batch:${index}`).join(' '))
  expect(query[0]?.kind === 'term' && query[0].values).toHaveLength(queryValuesMax)
  expect(problems.at(0)?.message).toBe('Only the first 50 values of batch are used.')
})

test('of a text that is too long no part is used that is cut in two', () => {
  const { query, problems } = parseQuery(`spring module:"${'x'.repeat(queryLengthMax)}"`)
  expect(query).toEqual([word('spring')])
  expect(problems).toEqual([{ text: '…', message: 'Only what fits into 2000 characters is used.' }])
})

test('what grows by being quoted is left out rather than cut, and it is said', () => {
  const { query, problems } = parseQuery(`a${'"'.repeat(1500)} spring`)
  expect(query).toEqual([word('spring')])
  expect(problems).toEqual([{ text: '…', message: 'Only what fits into 2000 characters is used.' }])
})

test('as many items of a query are kept as fit, in their order', () => {
  const long = word('x'.repeat(1500))
  expect(fittingQuery([word('a'), long, word('y'.repeat(600)), word('b')])).toEqual([word('a'), long, word('b')])
  expect(fittingQuery([word('x'.repeat(queryLengthMax))])).toHaveLength(1)
  expect(fittingQuery([word('x'.repeat(queryLengthMax)), word('a')])).toHaveLength(1)
})

test('of more words than a database can be asked for at once, the first are used, and a term behind them still is', () => {
  const words = Array.from({ length: 60 }, (_, index) => `w${index}`)
  const { query, problems } = parseQuery([...words, 'outcome:failure'].join(' '))
  expect(query).toHaveLength(51)
  expect(query.at(-1)).toMatchObject({ kind: 'term', key: 'outcome' })
  expect(problems).toEqual([{ text: '…', message: expect.stringContaining('first 50 words') }])
  expect(parseQuery(printQuery(query))).toEqual({ query, problems: [] })
})
