/** The procedures of the partner app: outside auditors. The partner app can mount these and no others. */

import { mailCodesRouter } from '../security/mail-router.ts'
import { passwordRouter } from '../security/password-router.ts'
import { securityRouter } from '../security/router.ts'
import { type AppApi, type AppApiOptions, openApp } from '../server.ts'
import { sessionRouter } from '../session/router.ts'
import { stepUpRouter } from '../step-up/router.ts'
import { router } from '../trpc.ts'

export const partnerRouter = router({
  mailCodes: mailCodesRouter,
  password: passwordRouter,
  security: securityRouter,
  session: sessionRouter,
  stepUp: stepUpRouter,
})

export type PartnerRouter = typeof partnerRouter

export function openPartner(options: AppApiOptions): AppApi<PartnerRouter> {
  return openApp('partner', partnerRouter, options)
}
