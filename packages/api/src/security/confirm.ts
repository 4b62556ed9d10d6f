import {
  forgetSignInGuesses,
  type Guess,
  PasswordQueueFullError,
  type PersonPrincipal,
  returnSignInGuess,
  takeSignInGuess,
  useSecondFactor,
  verifyPassword,
} from '@daybook/auth'
import {
  type passwordChangeRefused,
  secondFactorRefused,
  type sessionConfirmationRefused,
  signInLocked,
} from '@daybook/core/model'
import { type Account, countRefusedGuess, findAccount, type Transaction } from '@daybook/db'
import type { Context } from '../context.ts'
import { RefusalError, recordedRefusal, refusal } from '../errors.ts'
import type { Commit } from '../procedures.ts'
import { recordRefusal } from '../recorder.ts'

export type SecurityContext = Context & { principal: PersonPrincipal; commit: Commit }

/** What is recorded of a refusal, by what was asked for. */
export type RefusalAction =
  | typeof secondFactorRefused
  | typeof passwordChangeRefused
  | typeof sessionConfirmationRefused

const lockedMessage = 'There were too many wrong attempts. Wait a few minutes before the next.'

/** The account of whoever is asking, as it is now. */
export async function ownAccount(ctx: SecurityContext): Promise<Account> {
  const account = await findAccount(ctx.db, { id: ctx.principal.userId })
  if (!account) throw refusal('UNAUTHORIZED', 'Sign in first.')
  return account
}

/**
 * Runs `work` as a guess of the account's: a session is no leave to try passwords and codes without end. A refusal
 * counts as wrong; anything else gives the guess back.
 */
export async function asGuess<T>(
  ctx: SecurityContext,
  account: Account,
  work: () => Promise<T>,
  refused: RefusalAction = secondFactorRefused,
): Promise<T> {
  const { email, realm } = account
  // The device is known by being signed in; the session's own failures count together.
  const guesser = { realm, email, address: ctx.request.clientAddress, deviceId: ctx.principal.sessionId }
  const taken = await takeSignInGuess(ctx.db, guesser, ctx.now)
  if (taken.status === 'refused') {
    const count = await countRefusedGuess(ctx.db, taken.key, ctx.now)
    if (count === null) throw refusal('TOO_MANY_REQUESTS', lockedMessage)
    throw recordedRefusal('TOO_MANY_REQUESTS', lockedMessage, {
      action: refused,
      data: { cause: 'locked', count },
    })
  }
  const { guess } = taken
  try {
    const result = await work()
    await forgetSignInGuesses(ctx.db, guess, ctx.now)
    return result
  } catch (error) {
    if (error instanceof RefusalError) await recordLockOf(ctx, guess, email)
    else await returnSignInGuess(ctx.db, guess)
    throw error
  }
}

async function recordLockOf(ctx: SecurityContext, { lockedUntil }: Guess, email: string): Promise<void> {
  if (lockedUntil === null) return
  await recordRefusal(ctx, { action: signInLocked, data: { app: ctx.app, email, until: lockedUntil.toISOString() } })
}

/** @throws RefusalError when the password is not the account's. */
export async function confirmPassword(
  account: Account,
  password: string,
  refused: RefusalAction = secondFactorRefused,
): Promise<void> {
  const isRight = await verifyPassword(account.passwordHash, password).catch((error: unknown) => {
    if (!(error instanceof PasswordQueueFullError)) throw error
    throw refusal('TOO_MANY_REQUESTS', 'Too many passwords are being checked just now. Try again in a moment.')
  })
  if (isRight) return
  throw recordedRefusal('FORBIDDEN', 'That password is not right.', {
    action: refused,
    data: { cause: 'wrong_password', count: 1 },
  })
}

/**
 * Uses up a code within the transaction that it allows.
 *
 * @throws RefusalError when it is not right, or was used before.
 */
export async function confirmFactor(
  { sealer, now }: Context,
  tx: Transaction,
  { account, code }: { account: Account; code: string },
  refused: typeof secondFactorRefused | typeof sessionConfirmationRefused = secondFactorRefused,
): Promise<'totp' | 'recovery'> {
  const factor = await useSecondFactor(tx, { userId: account.id, code, sealer, now })
  if (factor !== null) return factor
  throw wrongCode(refused)
}

export function wrongCode(
  refused: typeof secondFactorRefused | typeof sessionConfirmationRefused = secondFactorRefused,
): RefusalError {
  return recordedRefusal('FORBIDDEN', 'That code is not right, or was used before. Wait for the next one.', {
    action: refused,
    data: { cause: 'wrong_code', count: 1 },
  })
}
