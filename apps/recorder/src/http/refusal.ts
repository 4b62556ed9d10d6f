import type { ProblemError } from '@daybook/web/server'

/** Why a request is not done, in words for whoever sent it. */
export interface Refusal {
  status: number
  /** Stable, for programs: `id-conflict`. */
  code: string
  detail: string
  errors?: readonly ProblemError[]
  headers?: Record<string, string>
  /** Seconds to wait at the least. The answer says up to twice as much, so that all who were refused do not come back at once. */
  retryAfterSeconds?: number
}

export type RefusalError = Error & { readonly refusal: Refusal }

/** Ends a request with a problem document. For the log, `cause` tells what is behind it. */
export function refuse(refusal: Refusal, cause?: unknown): never {
  throw refusalError(refusal, cause)
}

/** The refusal as an error that is still to be thrown. */
export function refusalError(refusal: Refusal, cause?: unknown): RefusalError {
  return Object.assign(new Error(refusal.detail, { cause }), { name: 'RefusalError', refusal })
}

export function isRefusal(error: unknown): error is RefusalError {
  return error instanceof Error && 'refusal' in error
}

/** Not now; the same request, with the same ids, may be sent again after so many seconds or a little later. */
export function unavailable(code: string, detail: string, retryAfterSeconds: number): Refusal {
  return { status: 503, code, detail, retryAfterSeconds }
}
