import { describeFailure } from '../describe-failure.ts'

/** Why something could not be saved: the server's own sentence where it says what to do, else what the failure means. */
export function refusalWords(error: unknown): string {
  const data: unknown = error instanceof Error ? Reflect.get(error, 'data') : null
  const status: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'httpStatus') : null
  if (error instanceof Error && (status === 400 || status === 409)) return error.message
  return describeFailure(error).text
}
