import { randomUUID } from 'node:crypto'

/** Long enough to be unique, narrow enough to be harmless in a header, a log line and a search. */
const pattern = /^[A-Za-z0-9][A-Za-z0-9_-]{15,63}$/

/** An id for a request: a trusted proxy's `X-Request-Id` if it is well formed, so that its log and ours meet; else a new one. */
export function requestIdFor(claimed: string | null, isFromTrustedProxy: boolean): string {
  return claimed !== null && isFromTrustedProxy && pattern.test(claimed) ? claimed : randomUUID()
}
