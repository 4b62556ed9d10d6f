import { hashPassword, passwordProblem, renewToken } from '@daybook/auth'
import { passwordChanged } from '@daybook/core/model'
import { type Account, closeChallengesOf, endSessionsOf, replacePassword, type Transaction } from '@daybook/db'
import type { Context } from '../context.ts'
import { refusal } from '../errors.ts'
import { sendMail } from '../mail.ts'
import type { Changing } from '../procedures.ts'
import { personOf } from '../session/guard.ts'

/**
 * What a new password is stored as.
 *
 * @throws RefusalError when it is too easy to guess.
 */
export async function judgedHash(account: Account, password: string): Promise<string> {
  const { name, email, organisationName, organisationSlug } = account
  const problem = await passwordProblem(password, [name, email, organisationName, organisationSlug])
  if (problem !== null) throw refusal('BAD_REQUEST', problem)
  return hashPassword(password)
}

/**
 * Changes a password: whatever the earlier one has opened, or half opened, is closed, and the person is told by mail.
 *
 * @param keep public id of the session it was changed in, which goes on under another token.
 */
export async function changePassword(
  ctx: Context,
  { tx, record }: Changing,
  change: { account: Account; passwordHash: string; by: 'current_password' | 'mailed_link'; keep: string | null },
): Promise<{ token: string; expiresAt: Date } | null> {
  const { account, passwordHash, by, keep } = change
  const { id: userId } = account
  if (!(await replacePassword(tx, { userId, before: account.passwordHash, passwordHash }))) {
    throw refusal('CONFLICT', 'The password was changed at the same moment. Sign in with the new one.')
  }
  await closeChallengesOf(tx, { userId, at: ctx.now })
  const end = { userId, except: keep, at: ctx.now, reason: 'password_changed', by: userId } as const
  const sessionsEnded = await endSessionsOf(tx, end)
  const renewed = keep === null ? null : await renewToken(tx, { publicId: keep })
  const place = { tenantId: account.organisationId, actor: personOf(account), ...(keep ? { sessionId: keep } : {}) }
  record(passwordChanged, { by, sessionsEnded }, place)
  await mailNotice(ctx, tx, account)
  return renewed
}

async function mailNotice(ctx: Context, tx: Transaction, account: Account): Promise<void> {
  const { name, email, organisationName: organisation } = account
  await sendMail(ctx, tx, {
    to: { name, email },
    mail: {
      ...{ kind: 'password-changed', name, organisation, at: ctx.now.toISOString() },
      ...{ ip: ctx.request.clientAddress ?? 'an unknown address', url: `${ctx.publicUrl}/sign-in` },
    },
  })
}
