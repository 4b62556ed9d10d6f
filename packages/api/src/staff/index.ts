/** The procedures of the staff app: the operator's own people. The staff app can mount these and no others. */

import { mailCodesRouter } from '../security/mail-router.ts'
import { passwordRouter } from '../security/password-router.ts'
import { securityRouter } from '../security/router.ts'
import { type AppApi, type AppApiOptions, openApp } from '../server.ts'
import { sessionRouter } from '../session/router.ts'
import { stepUpRouter } from '../step-up/router.ts'
import { router } from '../trpc.ts'

export const staffRouter = router({
  mailCodes: mailCodesRouter,
  password: passwordRouter,
  security: securityRouter,
  session: sessionRouter,
  stepUp: stepUpRouter,
})

export type StaffRouter = typeof staffRouter

export function openStaff(options: AppApiOptions): AppApi<StaffRouter> {
  return openApp('staff', staffRouter, options)
}
