import { type Guess, returnSignInGuess, roleNames, takeSignInGuess } from '@daybook/auth'
import { type Person, signInFailed, signInLocked } from '@daybook/core/model'
import { type Account, countRefusedGuess, listAccountsByEmail, type Realm } from '@daybook/db'
import type { Context } from '../context.ts'
import { type RecordPlace, RefusalError, recordedRefusal, refusal } from '../errors.ts'
import { recordRefusal } from '../recorder.ts'
import { knownDeviceId } from './device.ts'

/** One sentence whatever was wrong, so that it tells nothing about who has an account, or whether a guess came close. */
export const failedMessage =
  'The e-mail address or the password is not right. After several wrong attempts, wait a few minutes before the next.'

export const realms = { portal: 'client', partner: 'partner', staff: 'staff' } as const satisfies Record<
  Context['app'],
  Realm
>

/**
 * Takes a guess for this e-mail before any work is done for it.
 *
 * @throws RefusalError when no more may be made now, with the words of a wrong password: whether this one was right is
 * not even looked at.
 */
export async function guardSignIn(
  ctx: Context,
  { email, words = failedMessage }: { email: string; words?: string },
): Promise<Guess> {
  const taken = await takeSignInGuess(
    ctx.db,
    {
      realm: realms[ctx.app],
      email,
      address: ctx.request.clientAddress,
      deviceId: knownDeviceId(ctx, email),
    },
    ctx.now,
  )
  if (taken.status === 'taken') return taken.guess
  const count = await countRefusedGuess(ctx.db, taken.key, ctx.now)
  if (count === null) throw refusal('UNAUTHORIZED', words)
  const accounts = await listAccountsByEmail(ctx.db, { realm: realms[ctx.app], email })
  throw recordedRefusal('UNAUTHORIZED', words, {
    action: signInFailed,
    data: { app: ctx.app, email, cause: 'locked', factor: null, count },
    places: placesOf(accounts, email),
  })
}

/** Writes that the account is locked from now on, when this guess was the one that locked it. */
export async function recordLock(
  ctx: Context,
  { guess, email, accounts }: { guess: Guess; email: string; accounts: readonly Account[] },
): Promise<void> {
  if (guess.lockedUntil === null) return
  await recordRefusal(ctx, {
    action: signInLocked,
    data: { app: ctx.app, email, until: guess.lockedUntil.toISOString() },
    places: placesOf(accounts, email),
  })
}

/** Runs what a guess was taken for; gives it back when that failed for a reason of ours, which is nobody's wrong guess. */
export async function whileGuessing<T>(ctx: Context, guess: Guess, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof RefusalError)) await returnSignInGuess(ctx.db, guess)
    throw error
  }
}

/** Each account's own log; that of the operator for an e-mail that nobody has. */
export function placesOf(accounts: readonly Account[], email: string): RecordPlace[] {
  const known = accounts.filter(({ status }) => status !== 'deleted').slice(0, 5)
  if (known.length === 0) return [{ actor: { ...nobody, email } }]
  return known.map((account) => ({ tenantId: account.organisationId, actor: personOf(account) }))
}

export function personOf({ id, realm, email, name, role }: Account): Person {
  const type = realm === 'client' ? 'user' : realm
  return { type, id, email, username: null, name, role: roleNames[role] }
}

const nobody: Person = { type: 'anonymous', id: null, email: null, username: null, name: null, role: null }
