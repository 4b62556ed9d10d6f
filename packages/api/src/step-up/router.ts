import { sessionConfirmationRefused, sessionConfirmed } from '@daybook/core/model'
import { confirmSession } from '@daybook/db'
import { z } from 'zod'
import { recordedRefusal, refusal } from '../errors.ts'
import { attempt } from '../procedures.ts'
import { asGuess, confirmFactor, confirmPassword, ownAccount } from '../security/confirm.ts'
import { router } from '../trpc.ts'
import { stepUpOf } from './require-step-up.ts'

/** Shows again who one is, for this session alone. */
export const stepUpRouter = router({
  confirm: attempt
    .meta({ permission: 'account:secure' })
    .input(z.strictObject({ proof: z.string().min(1, 'Enter it to go on.').max(1000) }))
    .mutation(async ({ ctx, input }): Promise<{ confirmed: true }> => {
      const { principal, now } = ctx
      const needs = await stepUpOf(ctx, principal)
      const account = await ownAccount(ctx)
      const result = await asGuess(
        ctx,
        account,
        async () => {
          if (needs === 'password') await confirmPassword(account, input.proof, sessionConfirmationRefused)
          return ctx.commit(async ({ tx, record }) => {
            if (needs === 'totp') {
              const factor = await confirmFactor(ctx, tx, { account, code: input.proof }, sessionConfirmationRefused)
              // Whoever has lost the authenticator signs in again, and removes it.
              if (factor !== 'totp') throw wrongProof()
            }
            if (!(await confirmSession(tx, { publicId: principal.sessionId, at: now }))) {
              throw refusal('UNAUTHORIZED', 'Your session has ended. Sign in again.')
            }
            record(sessionConfirmed, { factor: needs })
            return { confirmed: true } as const
          })
        },
        sessionConfirmationRefused,
      )
      // What else this request asks for was read with the session as it was.
      if (ctx.session.status === 'live') ctx.session.confirmedAt = now
      return result
    }),
})

function wrongProof() {
  return recordedRefusal('FORBIDDEN', 'A code of your authenticator app is needed here.', {
    action: sessionConfirmationRefused,
    data: { cause: 'wrong_code', count: 1 },
  })
}
