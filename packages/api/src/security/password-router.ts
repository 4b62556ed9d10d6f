import { createHash, randomBytes } from 'node:crypto'
import { challengeIdOf, networkOf } from '@daybook/auth'
import { passwordChangeRefused, passwordResetRequested } from '@daybook/core/model'
import {
  type Account,
  countRefusedGuess,
  enqueueMail,
  findAccount,
  findPasswordReset,
  type GuessRule,
  listAccountsByEmail,
  replacePasswordReset,
  takeGuess,
  usePasswordReset,
} from '@daybook/db'
import { v7 } from 'uuid'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { type RecordPlace, type RefusalError, recordedRefusal, refusal } from '../errors.ts'
import { sendMail } from '../mail.ts'
import { attempt, type Changing, openAttempt } from '../procedures.ts'
import { placesOf, realms } from '../session/guard.ts'
import { router } from '../trpc.ts'
import { changePassword, judgedHash } from './change-password.ts'
import { asGuess, confirmPassword, ownAccount } from './confirm.ts'

const resetMinutes = 30
const newPassword = z.string().min(1, 'Choose a password.').max(1000, 'This password is too long.')

const tooManyMessage = 'Too many links were asked for. Look into your mail, or try again in an hour.'

const hourMs = 3_600_000
/** Each message costs somebody's attention: three an hour to an address, twenty from a network. */
const addressRule = { max: 3, windowMs: hourMs, blockMs: hourMs, blockMaxMs: hourMs }
const networkRule = { max: 20, windowMs: hourMs, blockMs: hourMs, blockMaxMs: hourMs }

/** One's own password: changed by whoever knows it, or by whoever reads the mail it belongs to. */
export const passwordRouter = router({
  change: attempt
    .meta({ permission: 'account:secure', pageOnly: true })
    .input(
      z.strictObject({ current: z.string().min(1, 'Enter your current password.').max(1000), password: newPassword }),
    )
    .mutation(async ({ ctx, input }): Promise<{ token: string; expiresAt: Date }> => {
      const account = await ownAccount(ctx)
      await asGuess(
        ctx,
        account,
        () => confirmPassword(account, input.current, passwordChangeRefused),
        passwordChangeRefused,
      )
      const passwordHash = await judgedHash(account, input.password)
      const keep = ctx.principal.sessionId
      return ctx.commit(async (changing) => {
        const change = { account, passwordHash, by: 'current_password', keep } as const
        const renewed = await changePassword(ctx, changing, change)
        if (!renewed) throw refusal('UNAUTHORIZED', 'Your session has ended. Sign in again.')
        return renewed
      })
    }),

  /** Always ends the same: whether there is an account is told to its own mailbox and to nobody else. */
  requestReset: openAttempt
    .meta({ permission: 'anyone', pageOnly: true })
    .input(
      z.strictObject({
        email: z.string().trim().min(3, 'Enter your e-mail address.').max(320, 'This e-mail address is too long.'),
      }),
    )
    .mutation(async ({ ctx, input }): Promise<{ sent: true }> => {
      const { email } = input
      const accounts = (await listAccountsByEmail(ctx.db, { realm: realms[ctx.app], email })).slice(0, 5)
      const places = placesOf(accounts, email)
      await guardReset(ctx, email, places)
      const active = accounts.filter(({ status }) => status === 'active')
      await ctx.commit(async (changing) => {
        for (const place of places) changing.record(passwordResetRequested, { app: ctx.app, email, refused: 0 }, place)
        for (const account of active) await mailLink(ctx, changing, account)
        // The same work where there is nobody: a message that the recorder throws away.
        if (active.length === 0) await enqueueDecoy(ctx, changing)
      })
      return { sent: true }
    }),

  /** With the link of the message. Starts no session: whoever signs in then still needs their second factor. */
  reset: openAttempt
    .meta({ permission: 'anyone', pageOnly: true })
    .input(z.strictObject({ token: z.string().min(1).max(200), password: newPassword }))
    .mutation(async ({ ctx, input }): Promise<{ changed: true }> => {
      const id = challengeIdOf(input.token)
      const link = await findPasswordReset(ctx.db, { id, at: ctx.now })
      const account = link && (await findAccount(ctx.db, { id: link.userId }))
      if (!account || account.realm !== realms[ctx.app] || account.status !== 'active') throw voidLink()
      const passwordHash = await judgedHash(account, input.password)
      await ctx.commit(async (changing) => {
        if (!(await usePasswordReset(changing.tx, { id, at: ctx.now }))) throw voidLink()
        await changePassword(ctx, changing, { account, passwordHash, by: 'mailed_link', keep: null })
      })
      return { changed: true }
    }),
})

/** @throws RefusalError when too many links were asked for, whether anybody has the address or not. */
async function guardReset(ctx: Context, email: string, places: RecordPlace[]): Promise<void> {
  const mark = createHash('sha256')
    .update(`${ctx.app} ${email.normalize('NFKC').toLowerCase()}`)
    .digest('hex')
  const rules: GuessRule[] = [
    { key: `reset:${mark}`, ...addressRule },
    { key: `reset-net:${networkOf(ctx.request.clientAddress)}`, ...networkRule },
  ]
  for (const rule of rules) {
    if ((await takeGuess(ctx.db, rule, ctx.now)) !== null) continue
    const refused = await countRefusedGuess(ctx.db, rule.key, ctx.now)
    if (refused === null) throw refusal('TOO_MANY_REQUESTS', tooManyMessage)
    throw recordedRefusal('TOO_MANY_REQUESTS', tooManyMessage, {
      action: passwordResetRequested,
      data: { app: ctx.app, email, refused },
      places,
    })
  }
}

async function mailLink(ctx: Context, { tx }: Changing, account: Account): Promise<void> {
  const { id: userId, organisationId, realm, name, email, organisationName: organisation } = account
  const token = randomBytes(25).toString('base64url')
  const expiresAt = new Date(ctx.now.getTime() + resetMinutes * 60_000)
  await replacePasswordReset(tx, {
    ...{ id: challengeIdOf(token), userId, organisationId, realm },
    ...{ createdAt: ctx.now, expiresAt },
  })
  const link = `${ctx.publicUrl}/reset-password?token=${token}`
  const mail = { kind: 'password-reset', name, organisation, link, minutes: resetMinutes } as const
  await sendMail(ctx, tx, { to: { name, email }, mail })
}

async function enqueueDecoy({ sealer, now }: Context, { tx }: Changing): Promise<void> {
  const id = v7()
  await enqueueMail(tx, { id, sealed: sealer.seal(`mail:${id}`, 'null'), createdAt: now })
}

function voidLink(): RefusalError {
  return refusal('NOT_FOUND', 'This link is no longer good. Ask for another one.')
}
