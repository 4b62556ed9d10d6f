import { DrizzleQueryError } from 'drizzle-orm'
import postgres from 'postgres'

/** The database's own error beneath whatever wraps it, or null. A wrapper's message holds all parameters: never log it. */
export function databaseErrorOf(error: unknown): postgres.PostgresError | null {
  let cause: unknown = error
  for (let depth = 0; depth < 5 && cause instanceof Error; depth++) {
    if (cause instanceof postgres.PostgresError) return cause
    cause = cause.cause
  }
  return null
}

/** SQLSTATE of a failed statement, or the driver's own code (`CONNECTION_CLOSED`, `ECONNREFUSED`), or null. */
export function errorCodeOf(error: unknown): string | null {
  let cause: unknown = error
  for (let depth = 0; depth < 5 && cause instanceof Error; depth++) {
    if (!(cause instanceof DrizzleQueryError) && 'code' in cause && typeof cause.code === 'string') return cause.code
    cause = cause.cause
  }
  return null
}

const retryable = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
  '25P03', // idle in transaction for too long
  '40001', // serialization failure
  '40P01', // deadlock
  '53100', // disk full
  '53300', // too many connections
  '55P03', // lock not available
  '57014', // statement timeout
  '57P01', // server shutting down
  '57P02',
  '57P03', // server starting up
])

/** True when the same request may succeed later. Its outcome may be unknown, so it must carry the same event ids. */
export function isRetryable(error: unknown): boolean {
  const code = errorCodeOf(error)
  return code !== null && (retryable.has(code) || code.startsWith('08'))
}

/** SQLSTATEs of our own functions. */
export const refusals = { appendOnly: 'DY403', noLog: 'DY404', clock: 'DY425' } as const

/** A question that takes longer than a reader is made to wait. A narrower range of time, or another order, is quicker. */
export class TooSlowError extends Error {
  override name = 'TooSlowError'
}

/** Whether a statement waited too long for a lock, or ran for too long: others were in the way, and may not be soon. */
export function isBusy(error: unknown): boolean {
  const code = errorCodeOf(error)
  return code === '55P03' || code === '57014'
}
