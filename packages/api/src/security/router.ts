import {
  challengeIdOf,
  createTotpSecret,
  mayUseMailFactor,
  mustHaveSecondFactor,
  openChallenge,
  renewToken,
  type TotpOffer,
  totpContext,
  totpOffer,
  totpStepOf,
} from '@daybook/auth'
import {
  otherSessionsEnded,
  recoveryCodesGenerated,
  recoveryCodeUsed,
  secondFactorEnrolled,
  secondFactorEnrolmentStarted,
  secondFactorReset,
} from '@daybook/core/model'
import {
  closeChallenge,
  countRecoveryCodes,
  deleteSecondFactor,
  endSessionsOf,
  findAccount,
  findMailFactor,
  findTotp,
  insertTotp,
  replaceRecoveryCodes,
  takeChallengeTry,
} from '@daybook/db'
import { z } from 'zod'
import { RefusalError, refusal } from '../errors.ts'
import { attempt, mutation, query } from '../procedures.ts'
import { newRecoveryCodes } from '../session/sign-in.ts'
import { router } from '../trpc.ts'
import { asGuess, confirmFactor, confirmPassword, ownAccount, wrongCode } from './confirm.ts'

/** How one's own account is secured. */
export interface Security {
  authenticator: { since: Date; codesLeft: number } | null
  /** Since when a code is sent by mail at each sign-in. Asked for only while there is no authenticator. */
  mail: { since: Date } | null
  /** Whether the role may use codes by mail at all. */
  mailAllowed: boolean
  /** Whether the role asks for a second factor. */
  required: boolean
}

export interface Enrolment {
  challenge: string
  offer: TotpOffer
}

export interface Enrolled {
  /** The session goes on under this token; the earlier one is void. For the cookie, and nowhere else. */
  token: string
  expiresAt: Date
  recoveryCodes: string[]
}

/** The code was wrong; the same enrolment can be tried again. */
export class EnrolAgainError extends RefusalError {
  readonly enrolment: Enrolment

  constructor(enrolment: Enrolment) {
    super('FORBIDDEN', 'That code is not right. Check that the phone’s clock is, and enter the code it shows now.')
    this.enrolment = enrolment
  }
}

const code = z.string().trim().min(1, 'Enter the code.').max(100)

/** One's own second factor. */
export const securityRouter = router({
  overview: query.meta({ permission: 'account:secure' }).query(async ({ ctx }): Promise<Security> => {
    const { userId } = ctx.principal
    const [account, totp, codesLeft, mail] = await Promise.all([
      findAccount(ctx.db, { id: userId }),
      findTotp(ctx.db, { userId }),
      countRecoveryCodes(ctx.db, { userId }),
      findMailFactor(ctx.db, { userId }),
    ])
    return {
      authenticator: totp && { since: totp.createdAt, codesLeft },
      mail: mail && { since: mail.createdAt },
      mailAllowed: account !== null && mayUseMailFactor(account),
      required: account !== null && mustHaveSecondFactor(account, ctx),
    }
  }),

  startEnrolment: attempt
    .meta({ permission: 'account:secure', pageOnly: true })
    .input(z.strictObject({ password: z.string().min(1, 'Enter your password.').max(1000) }))
    .mutation(async ({ ctx, input }): Promise<Enrolment> => {
      const account = await ownAccount(ctx)
      if (await findTotp(ctx.db, { userId: account.id })) throw alreadyEnrolled()
      await asGuess(ctx, account, () => confirmPassword(account, input.password))
      const secret = createTotpSecret()
      const { token } = await ctx.commit(({ tx, record }) => {
        record(secondFactorEnrolmentStarted, {})
        return openChallenge(tx, {
          audience: ctx.app,
          userIds: [account.id],
          factors: ['password'],
          enrolment: { sessionId: ctx.principal.sessionId },
          sealedSecret: ctx.sealer.seal(totpContext(account.id), secret),
          now: ctx.now,
        })
      })
      return { challenge: token, offer: totpOffer(secret, account.email) }
    }),

  confirmEnrolment: attempt
    .meta({ permission: 'account:secure', pageOnly: true })
    .input(z.strictObject({ challenge: z.string().min(1).max(200), code }))
    .mutation(async ({ ctx, input }): Promise<Enrolled> => {
      const { now, sealer, principal } = ctx
      const { userId, sessionId } = principal
      const row = await takeChallengeTry(ctx.db, { id: challengeIdOf(input.challenge), at: now })
      const sealedSecret = row?.sealedSecret
      const secret = sealedSecret ? sealer.open(totpContext(userId), sealedSecret) : null
      if (!row || row.sessionId !== sessionId || !sealedSecret || secret === null) {
        throw refusal('NOT_FOUND', 'This took too long, or there were too many wrong codes. Begin again.')
      }
      const account = await ownAccount(ctx)
      const step = totpStepOf(secret, input.code, now)
      if (step === null) {
        throw new EnrolAgainError({ challenge: input.challenge, offer: totpOffer(secret, account.email) })
      }

      const owner = { userId, organisationId: account.organisationId, realm: account.realm }
      const { codes, hashes } = newRecoveryCodes()
      return ctx.commit(async ({ tx, record }) => {
        if (!(await closeChallenge(tx, { id: row.id, at: now }))) throw alreadyEnrolled()
        if (!(await insertTotp(tx, { ...owner, sealedSecret, lastStep: step, createdAt: now }))) throw alreadyEnrolled()
        await replaceRecoveryCodes(tx, owner, hashes)
        const renewed = await renewToken(tx, { publicId: sessionId })
        if (!renewed) throw refusal('UNAUTHORIZED', 'Your session has ended. Sign in again.')
        record(secondFactorEnrolled, { factor: 'totp', during: 'session' })
        record(recoveryCodesGenerated, { count: codes.length })
        return { ...renewed, recoveryCodes: codes }
      })
    }),

  /** With a code of the authenticator: whoever has only a recovery code left has lost it, and needs another. */
  replaceRecoveryCodes: attempt
    .meta({ permission: 'account:secure', pageOnly: true })
    .input(z.strictObject({ code }))
    .mutation(async ({ ctx, input }): Promise<{ recoveryCodes: string[] }> => {
      const account = await ownAccount(ctx)
      const { id: userId, organisationId, realm } = account
      const { codes, hashes } = newRecoveryCodes()
      return asGuess(ctx, account, () =>
        ctx.commit(async ({ tx, record }) => {
          const factor = await confirmFactor(ctx, tx, { account, code: input.code })
          if (factor !== 'totp') throw wrongCode()
          await replaceRecoveryCodes(tx, { userId, organisationId, realm }, hashes)
          record(recoveryCodesGenerated, { count: codes.length })
          return { recoveryCodes: codes }
        }),
      )
    }),

  /** Signs one out wherever else one is signed in. */
  endOtherSessions: mutation
    .meta({ permission: 'account:secure', stepUp: true })
    .mutation(async ({ ctx }): Promise<{ ended: number }> => {
      const { userId, sessionId } = ctx.principal
      const end = { userId, except: sessionId, at: ctx.now, reason: 'revoked', by: userId } as const
      const ended = await endSessionsOf(ctx.tx, end)
      ctx.record(otherSessionsEnded, { count: ended })
      return { ended }
    }),

  /** Ends all other sessions; and this one too where the role asks for a second factor, so that another is enrolled. */
  removeSecondFactor: attempt
    .meta({ permission: 'account:secure', pageOnly: true })
    .input(z.strictObject({ code }))
    .mutation(async ({ ctx, input }): Promise<{ signedOut: boolean }> => {
      const account = await ownAccount(ctx)
      const { id: userId } = account
      const signedOut = mustHaveSecondFactor(account, ctx)
      return asGuess(ctx, account, () =>
        ctx.commit(async ({ tx, record }) => {
          const confirmedBy = await confirmFactor(ctx, tx, { account, code: input.code })
          if (confirmedBy === 'recovery') {
            record(recoveryCodeUsed, { left: await countRecoveryCodes(tx, { userId }) })
          }
          await deleteSecondFactor(tx, { userId })
          const except = signedOut ? null : ctx.principal.sessionId
          const end = { userId, except, at: ctx.now, reason: 'factor_reset', by: userId } as const
          record(secondFactorReset, { factor: 'totp', confirmedBy, sessionsEnded: await endSessionsOf(tx, end) })
          return { signedOut }
        }),
      )
    }),
})

function alreadyEnrolled(): RefusalError {
  return refusal('CONFLICT', 'An authenticator app has been added already. Remove it before adding another.')
}
