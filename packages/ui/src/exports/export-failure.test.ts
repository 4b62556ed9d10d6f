import { expect, test } from 'vitest'
import { describeExportFailure, isFinal } from './export-failure.ts'

function failure(httpStatus: number, message: string) {
  return Object.assign(new Error(message), { data: { httpStatus, requestId: 'r-1' } })
}

test('a limit that is reached says when to come back, in the words of the server', () => {
  const words = 'You have started 10 exports in an hour. Try again in 12 minutes.'
  expect(describeExportFailure(failure(429, words))).toEqual({ text: words, requestId: null, signIn: false })
})

test('a fault of ours never shows its own words', () => {
  const words = describeExportFailure(failure(500, 'ECONNREFUSED 10.0.0.3'))
  expect(words.text).not.toContain('ECONNREFUSED')
  expect(words.requestId).toBe('r-1')
})

test('without an answer the connection is to blame', () => {
  expect(describeExportFailure(new TypeError('Failed to fetch')).text).toContain('could not be reached')
  expect(describeExportFailure(null).text).toContain('could not be reached')
})

test('asking again is left to those whom it could help', () => {
  expect([401, 403, 404].map((status) => isFinal(failure(status, '')))).toEqual([true, true, true])
  expect([429, 500, 503].map((status) => isFinal(failure(status, '')))).toEqual([false, false, false])
  expect(isFinal(new TypeError('Failed to fetch'))).toBe(false)
})
