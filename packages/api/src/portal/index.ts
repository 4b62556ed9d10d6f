/** The procedures of the portal: a client's own people. The portal can mount these and no others. */
import { auditRouter } from '../audit/router.ts'
import { exportsRouter } from '../exports/router.ts'
import { mailCodesRouter } from '../security/mail-router.ts'
import { passwordRouter } from '../security/password-router.ts'
import { securityRouter } from '../security/router.ts'
import { type AppApi, type AppApiOptions, openApp } from '../server.ts'
import { sessionRouter } from '../session/router.ts'
import { sessionsRouter } from '../sessions/router.ts'
import { stepUpRouter } from '../step-up/router.ts'
import { router } from '../trpc.ts'
import { viewsRouter } from '../views/router.ts'

export const portalRouter = router({
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

export type PortalRouter = typeof portalRouter

export function openPortal(options: AppApiOptions): AppApi<PortalRouter> {
  return openApp('portal', portalRouter, options)
}
