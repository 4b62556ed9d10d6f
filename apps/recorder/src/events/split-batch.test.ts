import { expect, test } from 'vitest'
import { isRefusal } from '../http/refusal.ts'
import { splitBatch } from './split-batch.ts'

function texts(body: string | Buffer, format: 'json' | 'ndjson' = 'json'): string[] {
  return splitBatch(Buffer.from(body), format).map(({ bytes }) => Buffer.from(bytes).toString())
}

function refusalOf(body: string, format: 'json' | 'ndjson' = 'json') {
  try {
    splitBatch(Buffer.from(body), format)
    return null
  } catch (error) {
    if (isRefusal(error)) return error.refusal.code
    throw error
  }
}

test('an array, and an object that holds only events, are the same batch', () => {
  const array = '[{"a":"]}\\","}, {"b":[1,{"c":"é😀"}]} ,3]'
  const parts = ['{"a":"]}\\","}', '{"b":[1,{"c":"é😀"}]}', '3']
  expect(texts(array)).toEqual(parts)
  expect(texts(`{"events":${array}}`)).toEqual(parts)
  expect(texts(`\r\n{ "events" :\t${array} }\n`)).toEqual(parts)
  expect(texts(`\ufeff${array}`)).toEqual(parts)
  for (const empty of ['[]', ' [ ] ', '{"events":[]}']) expect(texts(empty)).toEqual([])
})

test('what is no list of events is refused whole', () => {
  const bodies = ['', ' ', 'null', '{}', '{"action":"x"}', '[', '[{}', '[{}] []', '{"events":[{}],"tenant":"acme"}']
  for (const body of [...bodies, '{"tenant":"acme","events":[]}', '{"events":{}}', '{"events":[{}]', '"[]"']) {
    expect([body, refusalOf(body)]).toEqual([body, 'json-invalid'])
  }
})

test('each line of NDJSON is an event, counted from 1; blank lines are none', () => {
  const body = Buffer.from('{"a":1}\n\n  \r\n{"b":2}\r\nnonsense\n\n{"c":3}')
  const items = splitBatch(body, 'ndjson').map(({ bytes, line }) => [line, Buffer.from(bytes).toString().trim()])
  expect(items).toEqual([
    [1, '{"a":1}'],
    [4, '{"b":2}'],
    [5, 'nonsense'],
    [7, '{"c":3}'],
  ])
  for (const blank of ['', '\n', '\n \r\n\t']) expect(texts(blank, 'ndjson')).toEqual([])
  expect(texts('\ufeff{"a":1}', 'ndjson')).toEqual(['{"a":1}'])
})

test('bytes that are no UTF-8 stay in the event they came in', () => {
  const bad = Buffer.from([0x22, 0xff, 0xc0, 0x22])
  const body = Buffer.concat([Buffer.from('["ü",'), bad, Buffer.from(',"😀"]')])
  const items = splitBatch(body, 'json').map(({ bytes }) => Buffer.from(bytes))
  expect(items).toEqual([Buffer.from('"ü"'), bad, Buffer.from('"😀"')])
})

test('a batch of more than 1,000 events is refused', () => {
  const many = (count: number) => Array.from({ length: count }, () => '{}')
  expect(texts(`[${many(1000).join(',')}]`)).toHaveLength(1000)
  expect(refusalOf(`[${many(1001).join(',')}]`)).toBe('too-many-events')
  expect(texts(many(1000).join('\n'), 'ndjson')).toHaveLength(1000)
  expect(refusalOf(many(1001).join('\n'), 'ndjson')).toBe('too-many-events')
})

test('a body of five megabytes of nothing does not hold up others', () => {
  const start = performance.now()
  expect(texts('\r\n'.repeat(2_500_000), 'ndjson')).toEqual([])
  expect(refusalOf(`${'[1'.padEnd(5_000_000, ',1')}]`)).toBe('too-many-events')
  expect(refusalOf('['.repeat(5_000_000))).toBe('json-invalid')
  expect(refusalOf('["'.padEnd(5_000_000, '\\'))).toBe('json-invalid')
  expect(refusalOf('{"events":'.padEnd(5_000_000, ' '))).toBe('json-invalid')
  expect(performance.now() - start).toBeLessThan(5000)
})
