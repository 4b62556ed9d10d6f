import type { MiddlewareHandler } from 'hono'
import type { RecorderEnv } from '../environment.ts'
import { refuse, unavailable } from './refusal.ts'

/** The right of one request to be worked on. */
export interface Ticket {
  /**
   * Says for which log the request is. False when this log holds as much as is left for all others: a log that is held
   * up must not hold up the rest by the mere number of those who wait for it.
   */
  join(log: string): boolean
  /** Claims memory for a body. False when there is none left: the request has to be refused. */
  claim(bytes: number): boolean
  leave(): void
}

/** What the requests for one log hold. */
interface Share {
  requests: number
  bytes: number
}

export interface AdmissionLimits {
  requestsMax: number
  /** Of all bodies that are held at once. */
  bytesMax: number
}

const defaultLimits: AdmissionLimits = { requestsMax: 512, bytesMax: 64 * 1024 * 1024 }

/**
 * Bounds what is worked on at once. What does not fit is refused at once, so that its sender knows to wait: a queue
 * would grow until nothing is answered in time.
 */
export function createAdmission(limits: Partial<AdmissionLimits> = {}) {
  const { requestsMax, bytesMax } = { ...defaultLimits, ...limits }
  let requests = 0
  let bytes = 0
  const shares = new Map<string, Share>()

  function enter(): Ticket | null {
    if (requests >= requestsMax) return null
    requests += 1
    let claimed = 0
    let joined: { log: string; share: Share } | null = null
    return {
      join(log) {
        const share = shares.get(log) ?? { requests: 0, bytes: 0 }
        if (share.requests + 1 > Math.max(1, requestsMax - requests)) return false
        share.requests += 1
        share.bytes += claimed
        shares.set(log, share)
        joined = { log, share }
        return true
      },
      claim(more) {
        const left = bytesMax - bytes - more
        if (left < 0 || (joined !== null && joined.share.bytes + more > left)) return false
        bytes += more
        claimed += more
        if (joined !== null) joined.share.bytes += more
        return true
      },
      leave() {
        requests -= 1
        bytes -= claimed
        if (joined === null) return
        joined.share.requests -= 1
        joined.share.bytes -= claimed
        if (joined.share.requests === 0) shares.delete(joined.log)
      },
    }
  }
  return { enter, requests: () => requests, bytes: () => bytes }
}

export const busy = unavailable('busy', 'Too much is being recorded at this moment. Send the same request again.', 1)

/** Lets a request in, or turns it away before anything was done for it. */
export function admit({ enter }: Pick<ReturnType<typeof createAdmission>, 'enter'>): MiddlewareHandler<RecorderEnv> {
  return async (c, next) => {
    const ticket = enter() ?? refuse(busy)
    c.set('ticket', ticket)
    try {
      await next()
    } finally {
      ticket.leave()
    }
  }
}
