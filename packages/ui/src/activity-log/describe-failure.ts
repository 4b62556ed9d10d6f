export interface FailureWords {
  text: string
  /** What the operator needs to find the cause. */
  requestId: string | null
  /** The session is over: only signing in again helps. */
  signIn: boolean
}

/** What a failed data request means to the person in front of it. */
export function describeFailure(error: unknown): FailureWords {
  const status = field(field(error, 'data'), 'httpStatus')
  const requestId = requestIdOf(error)
  if (status === 401) return { text: 'Your session has ended.', requestId, signIn: true }
  if (status === 403) return { text: 'Your role does not include this.', requestId, signIn: false }
  if (status === 404) return { text: 'It was not found, or it is not visible to you.', requestId, signIn: false }
  if (status === 429) return { text: 'Too many requests in a short time. Wait a moment.', requestId, signIn: false }
  if (status === undefined)
    return { text: 'The server could not be reached. Are you online?', requestId, signIn: false }
  return {
    text: 'Something went wrong on our side. What is already on screen is not affected.',
    requestId,
    signIn: false,
  }
}

function requestIdOf(error: unknown): string | null {
  const fromData = field(field(error, 'data'), 'requestId')
  if (typeof fromData === 'string') return fromData
  const response = field(field(error, 'meta'), 'response')
  return response instanceof Response ? response.headers.get('x-request-id') : null
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
