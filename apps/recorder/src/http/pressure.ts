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

/** What a process that is behind may still have in hand, to be busy at all: a second of work on a slow machine. */
const bytesWhenBehind = 512 * 1024
/** Of a body whose size nobody says. */
const bytesUnknown = 64 * 1024
/** How much larger a packed body is as a rule when it is unpacked. */
const packing = 8

/**
 * Turns requests away while the process is behind. What it has begun is then done in time; taking on more would only
 * mean that everything is answered too late, when its sender has long gone.
 */
export function relieve({ isBehind }: Pressure): MiddlewareHandler<RecorderEnv> {
  let inHand = 0
  return async (c, next) => {
    const announced = Number(c.req.header('content-length') ?? bytesUnknown)
    const bytes = c.req.header('content-encoding') === undefined ? announced : announced * packing
    // One alone is always let in, however large it is.
    if (inHand > 0 && inHand + bytes > bytesWhenBehind && isBehind()) refuse(busy)
    inHand += bytes
    try {
      await next()
    } finally {
      inHand -= bytes
    }
  }
}
