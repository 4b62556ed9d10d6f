import { DrizzleQueryError } from 'drizzle-orm'
import postgres from 'postgres'
import { expect, test } from 'vitest'
import { databaseErrorOf, errorCodeOf, isRetryable } from './errors.ts'

/** An error as the driver makes it from an answer of the server. */
function serverError(code: string): postgres.PostgresError {
  const fields: Record<string, string> = { code, message: 'no', severity: 'ERROR' }
  // @ts-expect-error The declaration takes a text; the driver itself gives the fields of the answer.
  return new postgres.PostgresError(fields)
}

function driverError(code: string): Error {
  return Object.assign(new Error(code), { code })
}

test('the code of a failed statement is found beneath whatever wraps it', () => {
  const error = serverError('23505')
  const wrapped = new Error('could not do it', { cause: new DrizzleQueryError('insert', ['secret'], error) })
  expect(errorCodeOf(error)).toBe('23505')
  expect(errorCodeOf(wrapped)).toBe('23505')
  expect(databaseErrorOf(wrapped)).toBe(error)
})

test('what is no error of the database has no code of one', () => {
  for (const other of [new Error('no'), 'text', null, undefined, { code: '23505' }, new TypeError('no')]) {
    expect(errorCodeOf(other)).toBeNull()
    expect(databaseErrorOf(other)).toBeNull()
    expect(isRetryable(other)).toBe(false)
  }
  expect(databaseErrorOf(driverError('ECONNREFUSED'))).toBeNull()
})

test('errors that cause each other do not turn in a circle', () => {
  const one = new Error('one')
  one.cause = new Error('two', { cause: one })
  expect(errorCodeOf(one)).toBeNull()
})

test.each(['40001', '40P01', '53100', '55P03', '57014', '57P01', '57P03', '08006', '08003'])(
  '%s may succeed later',
  (code) => {
    expect(isRetryable(new DrizzleQueryError('q', [], serverError(code)))).toBe(true)
  },
)

test.each(['CONNECTION_CLOSED', 'CONNECT_TIMEOUT', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT'])(
  '%s may succeed later',
  (code) => {
    expect(isRetryable(driverError(code))).toBe(true)
  },
)

test.each(['23505', '42501', '22P02', 'DY403', 'DY404', 'DY425', '25P02'])('%s will not', (code) => {
  expect(isRetryable(serverError(code))).toBe(false)
})
