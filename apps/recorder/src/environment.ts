import type { Database } from '@daybook/db'
import type { Config, Logger, Metrics } from '@daybook/runtime'
import type { HttpBindings } from '@hono/node-server'
import type { Ticket } from './http/admission.ts'

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
  }
}

/** What the recorder works with. */
export interface RecorderServices {
  db: Database
  config: Config
  logger: Logger
  metrics: Metrics
}
