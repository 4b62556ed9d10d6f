import { errorCodeOf, isRetryable, refusals } from '@daybook/db'
import { type Refusal, unavailable } from './refusal.ts'

export const tooLate = unavailable('timeout', 'The log did not take this in time. Send the same request again.', 2)

const again = 'Send the same request again: what was recorded already is not recorded twice.'

/** What a failure of the database is to a sender: never its fault, and always worth another try with the same ids. */
export function failureOf(error: unknown): { refusal: Refusal; level: 'warn' | 'error'; message: string } | null {
  const code = errorCodeOf(error)
  if (code === refusals.clock) {
    const message = 'the clock of this server and that of the database are more than 10 seconds apart: set both by NTP'
    const detail = `The clock of this server is wrong, and nothing is recorded under a wrong time. ${again}`
    return { refusal: unavailable('clock-wrong', detail, 30), level: 'error', message }
  }
  if (isRetryable(error)) {
    const refusal = unavailable('database-unavailable', `The log cannot be written at this moment. ${again}`, 2)
    return { refusal, level: 'warn', message: 'the database could not take a request' }
  }
  if (code === null) return null
  const refusal = unavailable('database-unavailable', `The log cannot be written at this moment. ${again}`, 10)
  return { refusal, level: 'error', message: 'the database refused a request' }
}
