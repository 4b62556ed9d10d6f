import type { MiddlewareHandler } from 'hono'
import type { RecorderEnv } from '../environment.ts'
import { busy } from './admission.ts'
import { refuse } from './refusal.ts'

export interface Pressure {
  /** Whether this process cannot keep up with what it has taken on. */
  isBehind(): boolean
}

const tickMs = 50
/** A tick that comes later had to wait for work, and so had everybody else. */
const lateMsMax = 200
/** One tick in time among late ones is no end of it. */
const rememberMs = 300

/**
 * Tells whether the processor is what requests wait for, by how late a timer comes. Between two ticks too: what arrives
 * during a long piece of work is taken up at once after it, before any timer has its turn.
 *
 * @param now milliseconds of a clock that never goes back.
 */
export function watchPressure(now: () => number = () => performance.now()): Pressure {
  let tickedAt = now()
  let lateAt = Number.NEGATIVE_INFINITY
  const look = () => {
    const at = now()
    if (at - tickedAt > tickMs + lateMsMax) lateAt = at
    return at
  }
  setInterval(() => {
    tickedAt = look()
  }, tickMs).unref()
  return { isBehind: () => look() - lateAt < rememberMs }
}

/** What may be in hand before another is let in: as much as was done lately in so much time, which is then its wait. */
const waitMs = 250
/** So much in any case: what nobody has been fast with yet may still be done fast. */
const bytesAlways = 512 * 1024
/** No more than this while timers or answers come late, so that there is work at all. */
const bytesWhenBehind = 256 * 1024
/** An answer that took longer came late: what is behind it comes later still. */
const answerMsMax = 700
/** How long one such answer counts. */
const slowMs = 1000
/**
 * What one request counts for at the most: long work has its turns with all other, so a large batch makes nobody wait
 * for the whole of it. Else a single one would have everybody else turned away.
 */
const bytesCounted = 64 * 1024

/**
 * Turns requests away when more is in hand than can be done soon. What was begun is then done in time; taking on more
 * would only mean that everything is answered too late, when its sender has long gone.
 *
 * @param now milliseconds of a clock that never goes back.
 */
export function relieve(
  { isBehind }: Pressure,
  now: () => number = () => performance.now(),
): MiddlewareHandler<RecorderEnv> {
  let inHand = 0
  let slowAt = Number.NEGATIVE_INFINITY
  const done = measureWork(now)
  const isSlow = () => now() - slowAt < slowMs || isBehind()
  const isTooMuch = () => inHand > Math.max(bytesAlways, done.in(waitMs)) || (inHand > bytesWhenBehind && isSlow())
  return async (c, next) => {
    const bytes = Math.min(bytesCounted, Number(c.req.header('content-length') ?? bytesCounted))
    // Only what is before it counts.
    if (isTooMuch()) refuse(busy)
    inHand += bytes
    const start = now()
    try {
      await next()
      // Those that waited for a log that somebody holds were refused, and tell nothing of what we can do.
      if (!c.res.ok) return
      done.add(bytes)
      if (now() - start > answerMsMax) slowAt = now()
    } finally {
      inHand -= bytes
    }
  }
}

/** What is done lately is what was done in so much time, milliseconds. */
const spanMs = 2000

/** The bytes that are done in a time, if as much is done as in the latest whole span, or in this one if that is more already. */
function measureWork(now: () => number) {
  let span = 0
  let current = 0
  let previous = 0
  const turn = () => {
    const at = Math.floor(now() / spanMs)
    if (at === span) return
    previous = at === span + 1 ? current : 0
    current = 0
    span = at
  }
  return {
    add(bytes: number) {
      turn()
      current += bytes
    },
    in(ms: number) {
      turn()
      return (Math.max(previous, current) * ms) / spanMs
    },
  }
}
