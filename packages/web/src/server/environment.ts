import type { HttpBindings } from '@hono/node-server'
import type { RequestFacts } from '../request-facts.ts'

type Variables = RequestFacts & {
  /** A file that is the same for everybody and may be cached. */
  isStaticFile?: boolean
}

/** What Hono's context holds once `createWebApp` has set it up. `c.env` is empty when an app is called without a socket. */
export type WebEnv = { Bindings: Partial<HttpBindings>; Variables: Variables }
