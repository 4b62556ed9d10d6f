import { roleNames, signOut } from '@daybook/auth'
import { sessionEnded } from '@daybook/core/model'
import type { UserRole } from '@daybook/db'
import { z } from 'zod'
import { can, type Permission, permissions } from '../permissions.ts'
import { mutation, openAttempt, query } from '../procedures.ts'
import { router } from '../trpc.ts'
import { answerWithCode, chooseOrganisation, resendCode } from './answer-challenge.ts'
import { type SignInOutcome, signInWithPassword } from './sign-in.ts'

export interface Me {
  name: string
  email: string
  role: UserRole
  roleName: string
  organisation: { slug: string; name: string }
  sessionId: string
  timeZone: string | null
  /** To show or hide what leads on. The procedures decide. */
  permissions: Permission[]
}

const challenge = z.string().min(1).max(200)

/** Coming in, going out, and who one is. */
export const sessionRouter = router({
  current: query.meta({ permission: 'account:read' }).query(({ ctx }): Me => {
    const { principal } = ctx
    const { name, email, role, organisation, sessionId, timeZone } = principal
    return {
      name,
      email,
      role,
      roleName: roleNames[role],
      organisation: { slug: organisation.slug, name: organisation.name },
      sessionId,
      timeZone,
      permissions: permissions.filter((permission) => can(principal, permission)),
    }
  }),

  signIn: openAttempt
    .meta({ permission: 'anyone', pageOnly: true })
    .input(
      z.strictObject({
        email: z.string().trim().min(3, 'Enter your e-mail address.').max(320, 'This e-mail address is too long.'),
        password: z.string().min(1, 'Enter your password.').max(1000, 'This password is too long.'),
      }),
    )
    .mutation(({ ctx, input }): Promise<SignInOutcome> => signInWithPassword(ctx, input)),

  /** For an e-mail that belongs to several organisations. */
  chooseOrganisation: openAttempt
    .meta({ permission: 'anyone', pageOnly: true })
    .input(z.strictObject({ challenge, organisation: z.string().max(63) }))
    .mutation(({ ctx, input }): Promise<SignInOutcome> => chooseOrganisation(ctx, input)),

  /** For whoever has a second factor, or has to have one. */
  confirmCode: openAttempt
    .meta({ permission: 'anyone', pageOnly: true })
    .input(z.strictObject({ challenge, code: z.string().trim().min(1, 'Enter the code.').max(100) }))
    .mutation(({ ctx, input }): Promise<SignInOutcome> => answerWithCode(ctx, input)),

  /** Another code by mail, for whoever waits for one. */
  resendCode: openAttempt
    .meta({ permission: 'anyone', pageOnly: true })
    .input(z.strictObject({ challenge }))
    .mutation(({ ctx, input }): Promise<SignInOutcome> => resendCode(ctx, input)),

  signOut: mutation.meta({ permission: 'session:end_own', pageOnly: true }).mutation(async ({ ctx }) => {
    const { sessionId, userId } = ctx.principal
    await signOut(ctx.tx, { publicId: sessionId, now: ctx.now, by: userId })
    ctx.record(sessionEnded, { reason: 'signed_out' })
  }),
})
