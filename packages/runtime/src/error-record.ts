/** What a log line tells of an error. */
export type ErrorRecord = {
  type: string
  message: string
  code?: string
  stack?: string
  cause?: ErrorRecord
}

/** A chain of causes longer than this is a loop, or of no use to a reader. */
const causesMax = 5
const messageLengthMax = 1000

/**
 * An error as it may be logged. A query that failed carries its SQL and every parameter in its message, and
 * PostgreSQL's detail repeats the values of the row: of both only the driver's code and message are kept. The stack is
 * reduced to its frames, because its first line repeats the message.
 */
export function errorRecord(error: unknown, depth = 0): ErrorRecord {
  if (!(error instanceof Error)) return { type: typeof error, message: 'something that is not an error was thrown' }

  const record: ErrorRecord = { type: error.name, message: safeMessage(error) }
  const code = 'code' in error ? error.code : undefined
  if (typeof code === 'string' || typeof code === 'number') record.code = String(code)
  const frames = stackFrames(error)
  if (frames !== '') record.stack = frames
  if (error.cause !== undefined && depth < causesMax) record.cause = errorRecord(error.cause, depth + 1)
  return record
}

/** The message without what a failed query would repeat of its parameters. */
export function safeMessage(error: Error): string {
  return 'query' in error && 'params' in error ? 'a query failed' : error.message.slice(0, messageLengthMax)
}

function stackFrames(error: Error): string {
  const lines = (error.stack ?? '').split('\n')
  return lines.filter((line) => /^\s+at /.test(line)).join('\n')
}
