/** The name of errors whose message is meant for the person who started Daybook: print it without a stack. */
export const EMBEDDED_FAILURE = 'EmbeddedDatabaseError'

const wayOut = 'To use a PostgreSQL of your own instead, set DATABASE_URL=postgres://owner:password@host:5432/daybook.'

/** An error that says what went wrong with the embedded database and how to go on without it. */
export function embeddedFailure(reason: string, cause?: unknown): Error {
  const error = new Error(`The embedded PostgreSQL ${reason}\n${wayOut}`, { cause })
  error.name = EMBEDDED_FAILURE
  return error
}
