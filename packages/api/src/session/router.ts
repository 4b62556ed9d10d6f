import { roleNames, signOut } from '@daybook/auth'
import { sessionEnded } from '@daybook/core/model'
import type { UserRole } from '@daybook/db'
import { z } from 'zod'
import { can, type Permission, permissions } from '../permissions.ts'
import { mutation, openMutation, query } from '../procedures.ts'
import { router } from '../trpc.ts'
import { accountOfCredentials, accountOfTicket, beginSession, type SignedIn } from './sign-in.ts'

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

  signIn: openMutation
    .meta({ permission: 'anyone', pageOnly: true })
    .input(
      z.strictObject({
        email: z.string().trim().min(3, 'Enter your e-mail address.').max(320, 'This e-mail address is too long.'),
        password: z.string().min(1, 'Enter your password.').max(1000, 'This password is too long.'),
      }),
    )
    .mutation(async ({ ctx, input }): Promise<SignedIn> => beginSession(ctx, await accountOfCredentials(ctx, input))),

  /** Second step for an e-mail that belongs to several organisations. */
  chooseOrganisation: openMutation
    .meta({ permission: 'anyone', pageOnly: true })
    .input(z.strictObject({ ticket: z.string().max(2000), organisation: z.string().max(63) }))
    .mutation(async ({ ctx, input }): Promise<SignedIn> => beginSession(ctx, await accountOfTicket(ctx, input))),

  signOut: mutation.meta({ permission: 'session:end_own', pageOnly: true }).mutation(async ({ ctx }) => {
    const { sessionId, userId } = ctx.principal
    await signOut(ctx.tx, { publicId: sessionId, now: ctx.now, by: userId })
    ctx.record(sessionEnded, { reason: 'signed_out' })
  }),
})
