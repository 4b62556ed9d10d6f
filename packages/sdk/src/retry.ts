import { DaybookError } from './daybook-error.ts'

const delayMsMin = 200
const delayMsMax = 30_000

/** What one attempt ended with when it may be repeated. */
export interface Repeatable {
  error: DaybookError
  /** How long the recorder asked to wait, milliseconds. */
  retryAfterMs: number | null
}

/**
 * Does something up to `1 + retries` times. Between two attempts it waits a random time out of a window that doubles
 * ("full jitter"), so that many senders that failed together do not come back together; never less than it was asked to.
 */
export async function withRetries<T>(attempt: () => Promise<T | Repeatable>, retries: number): Promise<T> {
  for (let count = 0; ; count++) {
    const outcome = await attempt()
    if (!isRepeatable(outcome)) return outcome
    if (count >= retries) throw outcome.error
    await wait(delayMs(count, outcome.retryAfterMs))
  }
}

function isRepeatable(outcome: unknown): outcome is Repeatable {
  return typeof outcome === 'object' && outcome !== null && 'error' in outcome && outcome.error instanceof DaybookError
}

function delayMs(count: number, retryAfterMs: number | null): number {
  const jitter = Math.random() * Math.min(delayMsMax, delayMsMin * 2 ** count)
  return Math.min(delayMsMax, retryAfterMs ?? 0) + jitter
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** `Retry-After` (RFC 9110 §10.2.3) in milliseconds: seconds, or a date. */
export function retryAfterMsOf(header: string | null, now: number = Date.now()): number | null {
  if (header === null) return null
  if (/^\d+$/.test(header)) return Number(header) * 1000
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}
