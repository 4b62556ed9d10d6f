import {
  checkCredentials,
  createRecoveryCodes,
  createTotpSecret,
  forgetSignInGuesses,
  type Guess,
  hashRecoveryCode,
  mayUseMailFactor,
  methodOf,
  mustHaveSecondFactor,
  openChallenge,
  PasswordQueueFullError,
  returnSignInGuess,
  startSession,
  type TotpOffer,
  type Turn,
  totpContext,
  totpOffer,
} from '@daybook/auth'
import { sessionStarted, signInFailed, signInStarted } from '@daybook/core/model'
import {
  type Account,
  findMailFactor,
  findTotp,
  hasSessions,
  holdPassword,
  type SignInFactor,
  type Transaction,
} from '@daybook/db'
import type { Context } from '../context.ts'
import { RefusalError, recordedRefusal, refusal } from '../errors.ts'
import { maskedAddress, sendMail } from '../mail.ts'
import type { Changing, Commit } from '../procedures.ts'
import { recordRefusal } from '../recorder.ts'
import { knownDeviceId, rememberDevice } from './device.ts'
import { failedMessage, guardSignIn, personOf, placesOf, recordLock, whileGuessing } from './guard.ts'
import { createLine, LineFullError } from './line.ts'
import { mailCode, mailsMax, newMailedCode } from './mailed-code.ts'

export interface SignedIn {
  step: 'done'
  /** For the cookie, and nowhere else. */
  token: string
  expiresAt: Date
  /** For the cookie by which this device is known again. */
  device: string
  /** Shown once, to somebody who has just enrolled. */
  recoveryCodes: string[] | null
}

/** What is still missing. The challenge goes back with the answer; it is worth nothing without it. */
export type SignInChallenge =
  | { step: 'organisation'; challenge: string; choices: { id: string; name: string }[] }
  | { step: 'code'; challenge: string }
  /** A code that was sent by mail; `address` says where to, masked. */
  | { step: 'mail'; challenge: string; address: string }
  | { step: 'enrolment'; challenge: string; offer: TotpOffer }

export type SignInOutcome = SignedIn | SignInChallenge

export type SignInContext = Context & { commit: Commit }

const crowdedMessage = 'Too many people are signing in just now. Try again in a moment.'

const line = createLine()

/** First step: an e-mail and a password. Strangers come in one line, so that no flood of them takes the process. */
export function signInWithPassword(
  ctx: SignInContext,
  given: { email: string; password: string },
): Promise<SignInOutcome> {
  if (knownDeviceId(ctx, given.email) !== null) return checkPassword(ctx, given, 'known')
  // Their events are written in the line as well: they are work like any other.
  const work = () => recordingRefusals(ctx, () => checkPassword(ctx, given, 'stranger'))
  return line.enter(work).catch((error: unknown) => {
    throw error instanceof LineFullError ? turnedAway(ctx, given.email) : error
  })
}

/** Not even counted under an account: that is work too. One event a minute says how many there were. */
function turnedAway(ctx: Context, email: string): RefusalError {
  const count = line.toTell(ctx.now)
  if (count === null) return refusal('TOO_MANY_REQUESTS', crowdedMessage)
  return recordedRefusal('TOO_MANY_REQUESTS', crowdedMessage, {
    action: signInFailed,
    data: { app: ctx.app, email, cause: 'crowded', factor: null, count },
    places: placesOf([], email),
  })
}

async function recordingRefusals<T>(ctx: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof RefusalError) || error.record === null) throw error
    await recordRefusal(ctx, error.record).catch((fault: unknown) => ctx.report(fault, 'session.signIn'))
    throw refusal(error.code, error.message)
  }
}

async function checkPassword(
  ctx: SignInContext,
  { email, password }: { email: string; password: string },
  turn: Turn,
): Promise<SignInOutcome> {
  const guess = await guardSignIn(ctx, { email })
  return whileGuessing(ctx, guess, async () => {
    const check = await checkCredentials(ctx.db, { audience: ctx.app, email, password, turn }).catch(
      async (error: unknown) => {
        if (!(error instanceof PasswordQueueFullError)) throw error
        await returnSignInGuess(ctx.db, guess)
        throw refusal('TOO_MANY_REQUESTS', crowdedMessage)
      },
    )
    if (check.status === 'refused') {
      const { accounts, cause } = check
      await recordLock(ctx, { guess, email, accounts })
      throw recordedRefusal('UNAUTHORIZED', failedMessage, {
        action: signInFailed,
        data: { app: ctx.app, email, cause, factor: null, count: 1 },
        places: placesOf(accounts, email),
      })
    }
    const [account, ...others] = check.accounts
    if (others.length === 0) return nextStep(ctx, { account, guess })

    const { token } = await ctx.commit(async ({ tx, record }) => {
      for (const place of placesOf(check.accounts, email)) {
        record(signInStarted, { app: ctx.app, needs: 'organisation' }, place)
      }
      return openChallenge(tx, { ...challengeOf(ctx), userIds: check.accounts.map(({ id }) => id) })
    })
    await returnSignInGuess(ctx.db, guess)
    const choices = check.accounts.map(({ organisationSlug, organisationName }) => ({
      id: organisationSlug,
      name: organisationName,
    }))
    return { step: 'organisation', challenge: token, choices }
  })
}

/** The password of this one account was right: a session, or what its second factor still asks for. */
export async function nextStep(
  ctx: SignInContext,
  { account, guess }: { account: Account; guess: Guess },
): Promise<SignInOutcome> {
  const isEnrolled = (await findTotp(ctx.db, { userId: account.id })) !== null
  if (!isEnrolled && mayUseMailFactor(account) && (await findMailFactor(ctx.db, { userId: account.id }))) {
    return askForMailedCode(ctx, { account, guess })
  }
  const needs = isEnrolled ? 'second_factor' : mustHaveSecondFactor(account, ctx) ? 'enrolment' : null
  if (needs === null) {
    const signedIn = await ctx.commit(async (changing) => {
      const { id: userId, passwordHash } = account
      if (!(await holdPassword(changing.tx, { userId, passwordHash }))) throw refusal('UNAUTHORIZED', failedMessage)
      return beginSession(ctx, changing, { account, factors: ['password'] })
    })
    await forgetSignInGuesses(ctx.db, guess, ctx.now)
    return signedIn
  }

  const secret = needs === 'enrolment' ? createTotpSecret() : null
  const sealedSecret = secret === null ? null : ctx.sealer.seal(totpContext(account.id), secret)
  const { token } = await ctx.commit(async ({ tx, record }) => {
    record(signInStarted, { app: ctx.app, needs }, { tenantId: account.organisationId, actor: personOf(account) })
    return openChallenge(tx, { ...challengeOf(ctx), userIds: [account.id], sealedSecret })
  })
  // Half of it was right. What is forgotten with a whole sign-in is not forgotten yet: codes are guessed too.
  await returnSignInGuess(ctx.db, guess)
  return secret === null
    ? { step: 'code', challenge: token }
    : { step: 'enrolment', challenge: token, offer: totpOffer(secret, account.email) }
}

async function askForMailedCode(
  ctx: SignInContext,
  { account, guess }: { account: Account; guess: Guess },
): Promise<SignInOutcome> {
  const { code, mailedCode } = newMailedCode(ctx, account)
  const { token } = await ctx.commit(async ({ tx, record }) => {
    const place = { tenantId: account.organisationId, actor: personOf(account) }
    record(signInStarted, { app: ctx.app, needs: 'second_factor' }, place)
    await mailCode(ctx, tx, account, code)
    const mailed = { mailedCode, mailsLeft: mailsMax }
    return openChallenge(tx, { ...challengeOf(ctx), userIds: [account.id], mailed })
  })
  await returnSignInGuess(ctx.db, guess)
  return { step: 'mail', challenge: token, address: maskedAddress(account.email) }
}

function challengeOf({ app, now }: Context) {
  return { audience: app, factors: ['password'] as const, now }
}

/** The one place where a session begins. How somebody came in is what they proved, and nothing else. */
export async function beginSession(
  ctx: Context,
  { tx, record }: Changing,
  { account, factors }: { account: Account; factors: readonly SignInFactor[] },
): Promise<SignedIn> {
  const { request, now, app } = ctx
  const method = methodOf(factors)
  if (knownDeviceId(ctx, account.email) === null && (await hasSessions(tx, { userId: account.id }))) {
    await mailNotice(ctx, tx, account)
  }
  const { token, publicId, expiresAt } = await startSession(tx, {
    user: account,
    audience: app,
    method,
    ip: request.clientAddress,
    userAgent: request.userAgent,
    now,
  })
  const place = { tenantId: account.organisationId, actor: personOf(account), sessionId: publicId }
  record(sessionStarted, { app, method }, place)
  return { step: 'done', token, expiresAt, device: rememberDevice(ctx, account.email), recoveryCodes: null }
}

/** To somebody who has signed in before, but not from here. */
async function mailNotice(ctx: Context, tx: Transaction, account: Account): Promise<void> {
  const { name, email, organisationName: organisation } = account
  const { clientAddress, userAgent } = ctx.request
  await sendMail(ctx, tx, {
    to: { name, email },
    mail: {
      ...{ kind: 'new-device', name, organisation, at: ctx.now.toISOString() },
      ...{ ip: clientAddress ?? 'an unknown address', agent: userAgent ?? 'an unknown browser' },
      url: `${ctx.publicUrl}/account/security`,
    },
  })
}

/** Ten new codes, and what is stored of them. */
export function newRecoveryCodes(): { codes: string[]; hashes: Buffer[] } {
  const codes = createRecoveryCodes()
  const hashes = codes.flatMap((code) => hashRecoveryCode(code) ?? [])
  return { codes, hashes }
}
