import { checkCredentials, PasswordQueueFullError, roleNames, startSession } from '@daybook/auth'
import { type Person, sessionStarted, signInFailed } from '@daybook/core/model'
import { type Account, findAccount, type Transaction } from '@daybook/db'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { type RecordPlace, RefusalError, recordedRefusal, refusal } from '../errors.ts'
import type { Recorder } from '../recorder.ts'

export interface SignedIn {
  /** For the cookie, and nowhere else. */
  token: string
  expiresAt: Date
}

/** The password was right, for accounts of several organisations. The ticket stands for it while one is chosen. */
export class ChoiceNeededError extends RefusalError {
  readonly ticket: string
  readonly organisations: { slug: string; name: string }[]

  constructor(ticket: string, organisations: { slug: string; name: string }[]) {
    super('PRECONDITION_FAILED', 'Choose the organisation to sign in to.')
    this.ticket = ticket
    this.organisations = organisations
  }
}

const ticketMinutes = 5
const ticketShape = z.object({ app: z.string(), userIds: z.array(z.string()), until: z.number() })

/** One sentence whatever was wrong, so that it tells nothing about who has an account. */
const failedMessage = 'The e-mail address or the password is not right.'

/** The one account that an e-mail and a password sign in to. */
export async function accountOfCredentials(ctx: Context, given: { email: string; password: string }): Promise<Account> {
  const check = await checkCredentials(ctx.db, { audience: ctx.app, ...given }).catch((error: unknown) => {
    if (!(error instanceof PasswordQueueFullError)) throw error
    throw refusal('TOO_MANY_REQUESTS', 'Too many people are signing in just now. Try again in a moment.')
  })
  if (check.status === 'refused') {
    const known = check.accounts.map((account) => ({ tenantId: account.organisationId, actor: personOf(account) }))
    const unknown: RecordPlace = { actor: { ...nobody, email: given.email } }
    throw recordedRefusal('UNAUTHORIZED', failedMessage, {
      action: signInFailed,
      data: { app: ctx.app, email: given.email, cause: check.cause },
      places: known.length > 0 ? known : [unknown],
    })
  }
  const [account, ...others] = check.accounts
  if (others.length === 0) return account
  const ticket = ctx.signer.sign('sign-in.choice', {
    app: ctx.app,
    userIds: check.accounts.map(({ id }) => id),
    until: ctx.now.getTime() + ticketMinutes * 60_000,
  })
  const organisations = check.accounts.map((each) => ({ slug: each.organisationSlug, name: each.organisationName }))
  throw new ChoiceNeededError(ticket, organisations)
}

/** The account of the organisation that was chosen with a ticket. */
export async function accountOfTicket(ctx: Context, given: { ticket: string; organisation: string }): Promise<Account> {
  const ticket = ctx.signer.read('sign-in.choice', given.ticket, ticketShape)
  if (!ticket || ticket.app !== ctx.app || ticket.until < ctx.now.getTime()) {
    throw refusal('UNAUTHORIZED', 'This took too long. Sign in again.')
  }
  for (const id of ticket.userIds) {
    const account = await findAccount(ctx.db, { id })
    if (account?.status === 'active' && account.organisationSlug === given.organisation) return account
  }
  throw refusal('UNAUTHORIZED', failedMessage)
}

export async function beginSession(
  ctx: Context & { tx: Transaction; record: Recorder['record'] },
  account: Account,
): Promise<SignedIn> {
  const { request, now, app } = ctx
  const { token, publicId, expiresAt } = await startSession(ctx.tx, {
    user: account,
    audience: app,
    method: 'password',
    ip: request.clientAddress,
    userAgent: request.userAgent,
    now,
  })
  const place = { tenantId: account.organisationId, actor: personOf(account), sessionId: publicId }
  ctx.record(sessionStarted, { app, method: 'password' }, place)
  return { token, expiresAt }
}

function personOf({ id, realm, email, name, role }: Account): Person {
  const type = realm === 'client' ? 'user' : realm
  return { type, id, email, username: null, name, role: roleNames[role] }
}

const nobody: Person = { type: 'anonymous', id: null, email: null, username: null, name: null, role: null }
