import {
  type Audience,
  type EndReason,
  type Executor,
  endSession,
  findAccount,
  findSession,
  type Realm,
  replaceSessionToken,
  type SessionMethod,
  touchSession,
} from '@daybook/db'
import { generateIdFromEntropySize, Lucia, TimeSpan } from 'lucia'
import { v7 } from 'uuid'
import { createAdapter } from './adapter.ts'
import { type PersonPrincipal, principalOf } from './principal.ts'
import { hashToken } from './tokens.ts'

export const realmOfAudience: Record<Audience, Realm> = { portal: 'client', partner: 'partner', staff: 'staff' }

const idleMinutes = 60
const absoluteHours: Record<Realm, number> = { staff: 12, client: 24, partner: 24 }

/** Who ended a session: the person it belonged to, or somebody else, by name where that is known here. */
export type SessionEnder = { own: true } | { own: false; name: string | null }

/** What became of a session that a cookie names. */
export type SessionReading =
  | { status: 'live'; principal: PersonPrincipal; confirmedAt: Date | null }
  | { status: 'ended'; reason: EndReason; at: Date; by: SessionEnder | null; note: string | null }
  /** No cookie, or one that names no session of this app. */
  | { status: 'none' }

function openLucia(db: Executor) {
  return new Lucia(createAdapter(db), {
    sessionExpiresIn: new TimeSpan(idleMinutes, 'm'),
    getSessionAttributes: (attributes) => attributes,
    getUserAttributes: (attributes) => attributes,
  })
}

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof openLucia>
  }
}

/**
 * Reads the session a token names, from the database each time: an ended session ends with the next request, in every
 * process. Notes the activity once a minute and moves the idle limit with it.
 */
export async function readSession(
  db: Executor,
  { token, audience, now }: { token: string | null; audience: Audience; now: Date },
): Promise<SessionReading> {
  if (!token) return { status: 'none' }
  const { session, user } = await openLucia(db).validateSession(token)
  if (!session) return readEnded(db, { token, audience })
  // A cookie of one app, put under another's name, opens nothing.
  if (session.audience !== audience || session.realm !== realmOfAudience[audience]) return { status: 'none' }

  const { id: userId, role, name, email, timeZone, organisation } = user
  const principal = principalOf(session.realm, role, {
    userId,
    name,
    email,
    organisation,
    sessionId: session.publicId,
    timeZone,
  })
  if (!principal) return { status: 'none' }
  await touchSession(db, { id: hashToken(token), at: now, expiresAt: idleLimit(now) })
  return { status: 'live', principal, confirmedAt: session.confirmedAt }
}

async function readEnded(
  db: Executor,
  { token, audience }: { token: string; audience: Audience },
): Promise<SessionReading> {
  const found = await findSession(db, hashToken(token))
  if (!found || found.session.audience !== audience) return { status: 'none' }
  const { endReason, endedAt, endNote, endedBy, userId } = found.session
  if (!endReason || !endedAt) return { status: 'none' }
  const by = endedBy === null ? null : await enderOf(db, { endedBy, userId })
  return { status: 'ended', reason: endReason, at: endedAt, by, note: endNote }
}

async function enderOf(db: Executor, { endedBy, userId }: { endedBy: string; userId: string }): Promise<SessionEnder> {
  if (endedBy === userId) return { own: true }
  const account = await findAccount(db, { id: endedBy })
  return { own: false, name: account?.name ?? null }
}

export interface NewSession {
  user: { id: string; organisationId: string; realm: Realm }
  audience: Audience
  method: SessionMethod
  ip: string | null
  userAgent: string | null
  now: Date
}

export interface StartedSession {
  /** For the cookie, and nowhere else. */
  token: string
  publicId: string
  /** The absolute limit. */
  expiresAt: Date
}

export async function startSession(db: Executor, session: NewSession): Promise<StartedSession> {
  const { user, audience, method, ip, userAgent, now } = session
  const publicId = v7()
  const absoluteExpiresAt = new Date(now.getTime() + absoluteHours[user.realm] * 3_600_000)
  const { id: token } = await openLucia(db).createSession(user.id, {
    publicId,
    organisationId: user.organisationId,
    realm: user.realm,
    audience,
    method,
    createdAt: now,
    lastActiveAt: now,
    absoluteExpiresAt,
    endedAt: null,
    endReason: null,
    endedBy: null,
    endNote: null,
    ip,
    userAgent,
    // A recovery code says that the stronger factor was not at hand.
    confirmedAt: method === 'password+recovery' ? null : now,
  })
  return { token, publicId, expiresAt: absoluteExpiresAt }
}

/** Goes on with a session under a new token, which is answered; null when it has ended. */
export async function renewToken(
  db: Executor,
  { publicId }: { publicId: string },
): Promise<{ token: string; expiresAt: Date } | null> {
  const token = generateIdFromEntropySize(25)
  const renewed = await replaceSessionToken(db, { publicId, id: hashToken(token) })
  return renewed && { token, expiresAt: renewed.absoluteExpiresAt }
}

/** Ends the session of a token; false when it had ended already. */
export async function signOut(
  db: Executor,
  { publicId, now, by }: { publicId: string; now: Date; by: string },
): Promise<boolean> {
  return (await endSession(db, { publicId, at: now, reason: 'signed_out', by })) !== null
}

function idleLimit(now: Date): Date {
  return new Date(now.getTime() + idleMinutes * 60_000)
}
