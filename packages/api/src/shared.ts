/**
 * The nouns that several apps have under the same paths: one implementation, typed once for the screens they share.
 * An app's own router is made of these and of nothing another app has alone.
 */
import { auditRouter } from './audit/router.ts'
import { exportsRouter } from './exports/router.ts'
import { mailCodesRouter } from './security/mail-router.ts'
import { passwordRouter } from './security/password-router.ts'
import { securityRouter } from './security/router.ts'
import { sessionRouter } from './session/router.ts'
import { sessionsRouter } from './sessions/router.ts'
import { stepUpRouter } from './step-up/router.ts'
import { router } from './trpc.ts'
import { viewsRouter } from './views/router.ts'

export type * from './audit/views.ts'
export type { Me } from './session/router.ts'
export type * from './sessions/views.ts'

const sharedRouter = router({
  audit: auditRouter,
  exports: exportsRouter,
  mailCodes: mailCodesRouter,
  password: passwordRouter,
  security: securityRouter,
  session: sessionRouter,
  sessions: sessionsRouter,
  stepUp: stepUpRouter,
  views: viewsRouter,
})

/** For `createTRPCReact`: each app's router extends it. */
export type SharedRouter = typeof sharedRouter
