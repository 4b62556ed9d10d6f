import type { MiddlewareHandler } from 'hono'
import type { RecorderEnv } from '../environment.ts'
import { refuse, unavailable } from './refusal.ts'

/** The right of one request to be worked on. */
export interface Ticket {
  /** Claims memory for a body. False when there is none left: the request has to be refused. */
  claim(bytes: number): boolean
  leave(): void
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

  function enter(): Ticket | null {
    if (requests >= requestsMax) return null
    requests += 1
    let claimed = 0
    return {
      claim(more) {
        if (bytes + more > bytesMax) return false
        bytes += more
        claimed += more
        return true
      },
      leave() {
        requests -= 1
        bytes -= claimed
        claimed = 0
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
