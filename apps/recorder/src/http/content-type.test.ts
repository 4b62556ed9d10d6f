import { expect, test } from 'vitest'
import { formatOf } from './content-type.ts'
import { isRefusal } from './refusal.ts'

const both = ['json', 'ndjson'] as const

test('JSON and NDJSON in UTF-8 are read', () => {
  for (const type of [
    'application/json',
    'Application/JSON ',
    'application/json;charset=utf-8',
    'application/json; charset="UTF-8"',
  ]) {
    expect(formatOf(type, ['json'])).toBe('json')
  }
  expect(formatOf('application/x-ndjson', both)).toBe('ndjson')
  expect(formatOf('application/ndjson; charset=utf8', both)).toBe('ndjson')
})

test('anything else is refused with 415 and what would be read', () => {
  const types = [undefined, '', 'text/plain', 'application/xml', 'application/jsonp', 'application/json;charset=utf-16']
  for (const type of [...types, 'multipart/form-data; boundary=x', 'constructor', '__proto__', ';application/json']) {
    expect(refusalOf(type)).toEqual([415, 'application/json, application/x-ndjson'])
  }
  expect(() => formatOf('application/x-ndjson', ['json'])).toThrow('Send application/json in UTF-8')
})

function refusalOf(type: string | undefined) {
  try {
    return formatOf(type, both)
  } catch (error) {
    if (isRefusal(error)) return [error.refusal.status, error.refusal.headers?.['Accept-Post']]
    throw error
  }
}
