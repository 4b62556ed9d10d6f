import {
  challengeIdOf,
  claimedFactor,
  forgetSignInGuesses,
  type Guess,
  totpContext,
  totpOffer,
  totpStepOf,
  useSecondFactor,
} from '@daybook/auth'
import {
  recoveryCodesGenerated,
  recoveryCodeUsed,
  secondFactorEnrolled,
  signInCodeSent,
  signInFailed,
} from '@daybook/core/model'
import {
  type Account,
  type ChallengeRow,
  closeChallenge,
  countRecoveryCodes,
  findAccount,
  findChallenge,
  insertTotp,
  replaceMailedCode,
  replaceRecoveryCodes,
  settleChallenge,
  takeChallengeTry,
} from '@daybook/db'
import type { Context } from '../context.ts'
import { RefusalError, type RefusalRecord, refusal } from '../errors.ts'
import { maskedAddress } from '../mail.ts'
import { guardSignIn, personOf, placesOf, recordLock, whileGuessing } from './guard.ts'
import { isMailedCode, mailCode, newMailedCode } from './mailed-code.ts'
import {
  beginSession,
  newRecoveryCodes,
  nextStep,
  type SignedIn,
  type SignInChallenge,
  type SignInContext,
  type SignInOutcome,
} from './sign-in.ts'

/** Refused, and the same step can be tried again. */
export class TryAgainError extends RefusalError {
  readonly again: SignInChallenge

  constructor(again: SignInChallenge, publicMessage: string, record: RefusalRecord | null = null) {
    super('UNAUTHORIZED', publicMessage, record)
    this.again = again
  }
}

function tooLate(): RefusalError {
  return refusal('UNAUTHORIZED', 'This took too long, or there were too many wrong codes. Sign in again.')
}

/** After a password that is right in several organisations: the one to sign in to. */
export async function chooseOrganisation(
  ctx: SignInContext,
  given: { challenge: string; organisation: string },
): Promise<SignInOutcome> {
  const id = challengeIdOf(given.challenge)
  const row = await findChallenge(ctx.db, { id, at: ctx.now })
  if (!row || !isOfSignIn(ctx, row)) throw tooLate()
  for (const userId of row.userIds) {
    const account = await findAccount(ctx.db, { id: userId })
    if (account?.status !== 'active' || account.organisationSlug !== given.organisation) continue
    const guess = await guardSignIn(ctx, { email: account.email })
    return whileGuessing(ctx, guess, async () => {
      // Whatever is missing gets a challenge of its own: this one is done.
      if (!(await settleChallenge(ctx.db, { id, userId, at: ctx.now }))) throw tooLate()
      if (!(await closeChallenge(ctx.db, { id, at: ctx.now }))) throw tooLate()
      return nextStep(ctx, { account, guess })
    })
  }
  throw tooLate()
}

/** Last step: a code of the authenticator, or a recovery code; or the first code of an authenticator just enrolled. */
export async function answerWithCode(
  ctx: SignInContext,
  given: { challenge: string; code: string },
): Promise<SignedIn> {
  const row = await takeChallengeTry(ctx.db, { id: challengeIdOf(given.challenge), at: ctx.now })
  const [userId, ...others] = row?.userIds ?? []
  if (!row || !isOfSignIn(ctx, row) || userId === undefined || others.length > 0) throw tooLate()
  const account = await findAccount(ctx.db, { id: userId })
  if (account?.status !== 'active') throw tooLate()

  const answering = { ctx, row, account, challenge: given.challenge, code: given.code }
  const guess = await guardSignIn(ctx, {
    email: account.email,
    words: 'There were too many wrong attempts. Wait a few minutes, then sign in again.',
  })
  const signedIn = await whileGuessing(ctx, guess, async () => {
    const finish = row.sealedSecret ? finishEnrolment : row.mailedCode ? finishWithMailedCode : finishWithFactor
    const finished = await finish(answering)
    if (finished === null) throw await wrongCode(answering, guess)
    return finished
  })
  await forgetSignInGuesses(ctx.db, guess, ctx.now)
  return signedIn
}

/** Sends another code by mail; the one before is void. */
export async function resendCode(ctx: SignInContext, given: { challenge: string }): Promise<SignInOutcome> {
  const id = challengeIdOf(given.challenge)
  const row = await findChallenge(ctx.db, { id, at: ctx.now })
  const [userId] = row?.userIds ?? []
  if (!row?.mailedCode || !isOfSignIn(ctx, row) || userId === undefined) throw tooLate()
  const account = await findAccount(ctx.db, { id: userId })
  if (account?.status !== 'active') throw tooLate()
  const { code, mailedCode } = newMailedCode(ctx, account)
  await ctx.commit(async ({ tx, record }) => {
    if (!(await replaceMailedCode(tx, { id, mailedCode, at: ctx.now }))) throw tooLate()
    await mailCode(ctx, tx, account, code)
    record(signInCodeSent, { app: ctx.app }, { tenantId: account.organisationId, actor: personOf(account) })
  })
  return { step: 'mail', challenge: given.challenge, address: maskedAddress(account.email) }
}

interface Answering {
  ctx: SignInContext
  row: ChallengeRow
  account: Account
  challenge: string
  code: string
}

/** A session, when the code is right and this is the first to say so; null otherwise, and nothing is changed. */
async function finishWithFactor({ ctx, row, account, code }: Answering): Promise<SignedIn | null> {
  const { sealer, now } = ctx
  return ctx
    .commit(async (changing) => {
      const factor = await useSecondFactor(changing.tx, { userId: account.id, code, sealer, now })
      if (factor === null || !(await closeChallenge(changing.tx, { id: row.id, at: now }))) throw new WrongCode()
      if (factor === 'recovery') {
        const left = await countRecoveryCodes(changing.tx, { userId: account.id })
        const place = { tenantId: account.organisationId, actor: personOf(account) }
        changing.record(recoveryCodeUsed, { left }, place)
      }
      return beginSession(ctx, changing, { account, factors: [...row.factors, factor] })
    })
    .catch(nullIfWrong)
}

async function finishWithMailedCode({ ctx, row, account, code }: Answering): Promise<SignedIn | null> {
  if (!row.mailedCode || !isMailedCode(ctx, account, row.mailedCode, code)) return null
  return ctx
    .commit(async (changing) => {
      if (!(await closeChallenge(changing.tx, { id: row.id, at: ctx.now }))) throw new WrongCode()
      return beginSession(ctx, changing, { account, factors: [...row.factors, 'email'] })
    })
    .catch(nullIfWrong)
}

async function finishEnrolment({ ctx, row, account, code }: Answering): Promise<SignedIn | null> {
  const { sealer, now } = ctx
  const secret = row.sealedSecret && sealer.open(totpContext(account.id), row.sealedSecret)
  const step = secret ? totpStepOf(secret, code, now) : null
  if (!row.sealedSecret || step === null) return null
  const { id: userId, organisationId, realm } = account
  const factor = { userId, organisationId, realm, sealedSecret: row.sealedSecret, lastStep: step, createdAt: now }
  const { codes, hashes } = newRecoveryCodes()
  return ctx
    .commit(async (changing) => {
      const { tx, record } = changing
      if (!(await closeChallenge(tx, { id: row.id, at: now })) || !(await insertTotp(tx, factor))) throw new WrongCode()
      await replaceRecoveryCodes(tx, { userId, organisationId, realm }, hashes)
      const place = { tenantId: organisationId, actor: personOf(account) }
      record(secondFactorEnrolled, { factor: 'totp', during: 'sign_in' }, place)
      record(recoveryCodesGenerated, { count: codes.length }, place)
      const signedIn = await beginSession(ctx, changing, { account, factors: [...row.factors, 'totp'] })
      return { ...signedIn, recoveryCodes: codes }
    })
    .catch(nullIfWrong)
}

/** Rolls back what was begun. */
class WrongCode extends Error {}

function nullIfWrong(error: unknown): null {
  if (error instanceof WrongCode) return null
  throw error
}

async function wrongCode({ ctx, row, account, challenge, code }: Answering, guess: Guess): Promise<RefusalError> {
  const { email } = account
  await recordLock(ctx, { guess, email, accounts: [account] })
  const record: RefusalRecord = {
    action: signInFailed,
    data: {
      app: ctx.app,
      email,
      cause: 'wrong_code',
      factor: row.mailedCode ? 'email' : claimedFactor(code),
      count: 1,
    },
    places: placesOf([account], email),
  }
  const left = guess.lockedUntil === null ? row.triesLeft : 0
  if (left === 0) {
    return new RefusalError('UNAUTHORIZED', 'That code is not right, and there were too many. Sign in again.', record)
  }
  const tries = left === 1 ? 'One more try' : `${left} more tries`
  return new TryAgainError(againOf(ctx, row, account, challenge), `That code is not right. ${tries}.`, record)
}

function againOf({ sealer }: Context, row: ChallengeRow, account: Account, challenge: string): SignInChallenge {
  if (row.mailedCode) return { step: 'mail', challenge, address: maskedAddress(account.email) }
  const secret = row.sealedSecret && sealer.open(totpContext(account.id), row.sealedSecret)
  return secret
    ? { step: 'enrolment', challenge, offer: totpOffer(secret, account.email) }
    : { step: 'code', challenge }
}

function isOfSignIn({ app }: Context, { purpose, audience }: ChallengeRow): boolean {
  return purpose === 'sign_in' && audience === app
}
