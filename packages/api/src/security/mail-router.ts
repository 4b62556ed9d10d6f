import { challengeIdOf, mayUseMailFactor, openChallenge, renewToken } from '@daybook/auth'
import { secondFactorEnrolled, secondFactorEnrolmentStarted, secondFactorReset } from '@daybook/core/model'
import { closeChallenge, deleteMailFactor, endSessionsOf, insertMailFactor, takeChallengeTry } from '@daybook/db'
import { z } from 'zod'
import { type RefusalError, refusal } from '../errors.ts'
import { maskedAddress } from '../mail.ts'
import { attempt } from '../procedures.ts'
import { isMailedCode, mailCode, newMailedCode } from '../session/mailed-code.ts'
import { router } from '../trpc.ts'
import { asGuess, confirmPassword, ownAccount } from './confirm.ts'

export interface MailEnrolment {
  challenge: string
  /** Where the code was sent to, masked. */
  address: string
}

const password = z.string().min(1, 'Enter your password.').max(1000)

/** One's own codes by mail: the weaker second factor. */
export const mailCodesRouter = router({
  start: attempt
    .meta({ permission: 'account:secure', pageOnly: true })
    .input(z.strictObject({ password }))
    .mutation(async ({ ctx, input }): Promise<MailEnrolment> => {
      const account = await ownAccount(ctx)
      if (!mayUseMailFactor(account)) {
        throw refusal('FORBIDDEN', 'Your role needs an authenticator app: a code by mail is not enough.')
      }
      await asGuess(ctx, account, () => confirmPassword(account, input.password))
      const { code, mailedCode } = newMailedCode(ctx, account)
      const { token } = await ctx.commit(async ({ tx, record }) => {
        record(secondFactorEnrolmentStarted, {})
        await mailCode(ctx, tx, account, code)
        return openChallenge(tx, {
          audience: ctx.app,
          userIds: [account.id],
          factors: ['password'],
          enrolment: { sessionId: ctx.principal.sessionId },
          mailed: { mailedCode, mailsLeft: 0 },
          now: ctx.now,
        })
      })
      return { challenge: token, address: maskedAddress(account.email) }
    }),

  /** Shows that the mail reaches them. The session goes on under another token. */
  confirm: attempt
    .meta({ permission: 'account:secure', pageOnly: true })
    .input(z.strictObject({ challenge: z.string().min(1).max(200), code: z.string().trim().min(1).max(100) }))
    .mutation(async ({ ctx, input }): Promise<{ token: string; expiresAt: Date }> => {
      const { now, principal } = ctx
      const { userId, sessionId } = principal
      const row = await takeChallengeTry(ctx.db, { id: challengeIdOf(input.challenge), at: now })
      if (!row?.mailedCode || row.sessionId !== sessionId || row.purpose !== 'enrolment') throw tooLate()
      const account = await ownAccount(ctx)
      if (!isMailedCode(ctx, account, row.mailedCode, input.code)) {
        throw refusal('FORBIDDEN', 'That code is not right. Enter the one of the latest message.')
      }
      const { organisationId, realm } = account
      return ctx.commit(async ({ tx, record }) => {
        if (!(await closeChallenge(tx, { id: row.id, at: now }))) throw tooLate()
        await insertMailFactor(tx, { userId, organisationId, realm, createdAt: now })
        const renewed = await renewToken(tx, { publicId: sessionId })
        if (!renewed) throw refusal('UNAUTHORIZED', 'Your session has ended. Sign in again.')
        record(secondFactorEnrolled, { factor: 'email', during: 'session' })
        return renewed
      })
    }),

  /** Ends all other sessions. */
  remove: attempt
    .meta({ permission: 'account:secure', pageOnly: true })
    .input(z.strictObject({ password }))
    .mutation(async ({ ctx, input }): Promise<{ removed: true }> => {
      const account = await ownAccount(ctx)
      const { userId, sessionId } = ctx.principal
      await asGuess(ctx, account, () => confirmPassword(account, input.password))
      return ctx.commit(async ({ tx, record }) => {
        if (!(await deleteMailFactor(tx, { userId }))) throw refusal('CONFLICT', 'No code is sent to you by mail.')
        const end = { userId, except: sessionId, at: ctx.now, reason: 'factor_reset', by: userId } as const
        const sessionsEnded = await endSessionsOf(tx, end)
        record(secondFactorReset, { factor: 'email', confirmedBy: 'password', sessionsEnded })
        return { removed: true }
      })
    }),
})

function tooLate(): RefusalError {
  return refusal('NOT_FOUND', 'This took too long, or there were too many wrong codes. Begin again.')
}
