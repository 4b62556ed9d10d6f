import { describeFailure, type FailureWords } from '../activity-log/describe-failure.ts'

/**
 * What went wrong, for the person in front of it. A refusal comes with the server's own words (a limit that is reached
 * says when to come back); everything else is said as anywhere in the log.
 */
export function describeExportFailure(error: unknown): FailureWords {
  const words = describeFailure(error)
  const status = Reflect.get(dataOf(error), 'httpStatus')
  const said = error instanceof Error ? error.message.trim() : ''
  const isRefusal = status === 400 || status === 403 || status === 409 || status === 412 || status === 429
  // Nobody needs the number of a request that was answered as it should be.
  return isRefusal && said !== '' ? { ...words, text: said, requestId: null } : words
}

/** Whether asking again could help: not after a sign-out, and not what the reader may not do. */
export function isFinal(error: unknown): boolean {
  const status = Reflect.get(dataOf(error), 'httpStatus')
  return status === 401 || status === 403 || status === 404
}

function dataOf(error: unknown): object {
  const data: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'data') : null
  return typeof data === 'object' && data !== null ? data : {}
}
