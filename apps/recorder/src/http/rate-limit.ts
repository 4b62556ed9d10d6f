import type { Config } from '@daybook/runtime'
import { type Refusal, type RefusalError, refusalError } from './refusal.ts'
import { type Bucket, type BucketPolicy, fullBucket, levelAt, takeFrom } from './token-bucket.ts'

export interface RateLimits {
  events: BucketPolicy
  requests: BucketPolicy
}

type Unit = keyof RateLimits

/** What one sender has left. */
export interface Allowance {
  /** Takes it all, or nothing and answers the refusal. */
  take(unit: Unit, count: number): RefusalError | null
  /** Whether there is anything left, without taking it. */
  look(unit: Unit): RefusalError | null
  /** `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10), as things stand now. */
  headers(): Record<string, string>
}

export interface RateLimiter {
  /** @param sender an API key and the log it sends to: what floods one log holds up no other. */
  of(sender: string): Allowance
}

const units: readonly Unit[] = ['events', 'requests']

/** A second's worth of requests may be saved up twice over: senders start together more often than they stay together. */
export function rateLimitsOf({ ingest }: Pick<Config, 'ingest'>): RateLimits {
  const { eventsPerSecond, eventsBurst, requestsPerSecond } = ingest
  return {
    events: { perSecond: eventsPerSecond, burst: eventsBurst },
    requests: { perSecond: requestsPerSecond, burst: 2 * requestsPerSecond },
  }
}

/** Beyond, those who have sent nothing for a while are forgotten, which changes nothing for them. */
const sendersMax = 10_000

/**
 * Holds every sender to what it may send. Counted in this process: two recorders let twice as much through.
 *
 * A bucket of our own, for the libraries for it count in windows, charge for what they refuse, and keep a clock and
 * timers that no test can turn.
 *
 * @param now milliseconds of a clock that never goes back.
 */
export function createRateLimiter(limits: RateLimits, now: () => number = () => performance.now()): RateLimiter {
  const buckets = new Map<string, Record<Unit, Bucket>>()

  function bucketsOf(sender: string): Record<Unit, Bucket> {
    const known = buckets.get(sender)
    if (known !== undefined) return known
    if (buckets.size >= sendersMax) forgetIdle()
    const full = { events: fullBucket(limits.events, now()), requests: fullBucket(limits.requests, now()) }
    buckets.set(sender, full)
    return full
  }

  function forgetIdle(): void {
    const at = now()
    for (const [sender, own] of buckets) {
      if (units.every((unit) => levelAt(own[unit], limits[unit], at) >= limits[unit].burst)) buckets.delete(sender)
    }
  }

  return {
    of(sender) {
      const own = bucketsOf(sender)
      const levelOf = (unit: Unit) => levelAt(own[unit], limits[unit], now())
      const waitFor = (unit: Unit, count: number) => ((count - levelOf(unit)) / limits[unit].perSecond) * 1000
      return {
        take(unit, count) {
          const taking = takeFrom(own[unit], limits[unit], { count, now: now() })
          return taking.isTaken ? null : refusalError(tooMuch(unit, taking.waitMs))
        },
        look: (unit) => (levelOf(unit) >= 1 ? null : refusalError(tooMuch(unit, waitFor(unit, 1)))),
        headers: () => ({
          'RateLimit-Policy': units.map((unit) => policyText(unit, limits[unit])).join(', '),
          RateLimit: units.map((unit) => levelText(unit, limits[unit], levelOf(unit))).join(', '),
        }),
      }
    },
  }
}

function policyText(unit: Unit, { perSecond, burst }: BucketPolicy): string {
  return `"${unit}";q=${burst};qu="${unit}";w=${Math.ceil(burst / perSecond)}`
}

/** `t`: seconds until all that can be saved up is there again. */
function levelText(unit: Unit, { perSecond, burst }: BucketPolicy, level: number): string {
  return `"${unit}";r=${Math.floor(level)};t=${Math.ceil((burst - level) / perSecond)}`
}

function tooMuch(unit: Unit, waitMs: number): Refusal {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000))
  const detail = `This API key has sent more ${unit} than it may. Nothing of this request was recorded: send it again, later.`
  return { status: 429, code: 'rate-limited', detail, headers: { 'Retry-After': String(seconds) } }
}
