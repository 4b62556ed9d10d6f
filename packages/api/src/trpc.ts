import { initTRPC } from '@trpc/server'
import superjson from 'superjson'
import type { Context } from './context.ts'
import { failureOf } from './errors.ts'
import type { Permission } from './permissions.ts'

export interface Meta {
  /** What somebody must be allowed to call this. Absent means nobody may; `anyone` needs no session. */
  permission?: Permission | 'anyone'
  /** Set by the builders that append events before they commit. */
  records?: 'always' | 'new-views'
  /** Asks for the factor again, unless it was shown within minutes: for what must not be done with a stolen cookie. */
  stepUp?: true
  /** Only a page's own loader or action may call it: it hands out what belongs into a cookie. */
  pageOnly?: true
}

export const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    transformer: superjson,
    // Never true: a stack tells where we run.
    isDev: false,
    // A stream that has nothing to say says so, so that neither a proxy nor the browser takes it for dead.
    sse: { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 30_000 } },
    errorFormatter({ error, shape, ctx }) {
      const { code, status, message, fields, stepUp } = failureOf(error)
      return {
        ...shape,
        message,
        data: {
          code,
          httpStatus: status,
          fields,
          ...(stepUp ? { reason: 'STEP_UP_REQUIRED', stepUp } : {}),
          requestId: ctx?.request.requestId ?? null,
        },
      }
    },
  })

export const router = t.router
