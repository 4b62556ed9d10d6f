import { sql } from 'drizzle-orm'
import { validate } from 'uuid'

/** The condition that selects no event. */
export const nothing = sql`false`

/**
 * Whether a text can be equal to a stored one. PostgreSQL stores no NUL and answers a question that holds one with an
 * error; the true answer is that nothing is found.
 */
export function isFindable(text: string): boolean {
  return !text.includes('\u0000')
}

/** The same for an id: a text that is no UUID names nothing. */
export function isFindableId(id: string): boolean {
  return validate(id)
}
