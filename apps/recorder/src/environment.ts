import type { Database } from '@daybook/db'
import type { Config, Logger, Metrics } from '@daybook/runtime'
import type { HttpBindings } from '@hono/node-server'
import type { Ticket } from './http/admission.ts'
import type { Allowance } from './http/rate-limit.ts'

/** What a request carries from door to door. */
export type RecorderEnv = {
  /** Empty when the app is called without a socket. */
  Bindings: Partial<HttpBindings>
  Variables: {
    requestId: string
    /** Milliseconds of `performance.now()` by which the request has to be answered. */
    deadline: number
    ticket: Ticket
    /** What the log line of this request tells besides method, path and status. Never anything an event holds. */
    facts: Record<string, string | number>
    /** What its answer says of the limits of whoever sent it; null as long as nobody knows who. */
    allowance: Allowance | null
  }
}

/** Two pools: however many wait to write, those who only ask who they are, or whether we are ready, are answered. */
export interface Pools {
  reads: Database
  writes: Database
}

/** What the recorder works with. */
export interface RecorderServices {
  pools: Pools
  config: Config
  logger: Logger
  metrics: Metrics
}
