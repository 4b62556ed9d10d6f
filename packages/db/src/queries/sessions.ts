import { cleanText } from '@daybook/core/model'
import { and, eq, gt, isNull, lt, ne, sql } from 'drizzle-orm'
import type { Executor } from '../client.ts'
import { type EndReason, organisations, sessions, users } from '../schema/index.ts'
import { isFindable, isFindableId } from './findable.ts'
import { membershipColumns } from './organisations.ts'

export type SessionRow = typeof sessions.$inferSelect

/** A session with the person it belongs to, as they are now. Ended ones too: the caller decides. */
export async function findSession(db: Executor, id: string) {
  if (!isFindable(id)) return null
  const [row] = await db
    .select({ session: sessions, user: users, organisation: membershipColumns })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(organisations, eq(organisations.id, sessions.organisationId))
    .where(eq(sessions.id, id))
  return row ?? null
}

export async function insertSession(db: Executor, session: typeof sessions.$inferInsert): Promise<void> {
  const { ip, userAgent } = session
  await db
    .insert(sessions)
    .values({ ...session, ip: ip && cleanText(ip), userAgent: userAgent && cleanText(userAgent) })
}

/** Ends a session that has not ended; null when it had. The row stays. */
export async function endSession(
  db: Executor,
  end: ({ id: string } | { publicId: string }) & {
    at: Date
    reason: EndReason
    by?: string | null
    note?: string | null
  },
): Promise<SessionRow | null> {
  if ('id' in end ? !isFindable(end.id) : !isFindableId(end.publicId)) return null
  const note = typeof end.note === 'string' ? cleanText(end.note) : null
  const which = 'id' in end ? eq(sessions.id, end.id) : eq(sessions.publicId, end.publicId)
  const [row] = await db
    .update(sessions)
    .set({ endedAt: end.at, endReason: end.reason, endedBy: end.by ?? null, endNote: note })
    .where(and(which, isNull(sessions.endedAt)))
    .returning()
  return row ?? null
}

/** Ends every session of a person but one, if one is named; answers how many those were. The rows stay. */
export async function endSessionsOf(
  db: Executor,
  end: { userId: string; except: string | null; at: Date; reason: EndReason; by: string | null },
): Promise<number> {
  const { userId, except, at, reason, by } = end
  const isAnother = except === null ? undefined : ne(sessions.publicId, except)
  const ended = await db
    .update(sessions)
    .set({ endedAt: at, endReason: reason, endedBy: by })
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt), gt(sessions.expiresAt, at), isAnother))
    .returning({ id: sessions.publicId })
  return ended.length
}

/** Notes that whoever uses a session has shown who they are; false when it has ended. */
export async function confirmSession(db: Executor, { publicId, at }: { publicId: string; at: Date }): Promise<boolean> {
  const confirmed = await db
    .update(sessions)
    .set({ confirmedAt: at })
    .where(and(eq(sessions.publicId, publicId), isNull(sessions.endedAt)))
    .returning({ id: sessions.publicId })
  return confirmed.length === 1
}

/** Whether somebody has ever signed in. */
export async function hasSessions(db: Executor, { userId }: { userId: string }): Promise<boolean> {
  const [row] = await db.select({ id: sessions.publicId }).from(sessions).where(eq(sessions.userId, userId)).limit(1)
  return row !== undefined
}

/** Puts another token in the place of a session's; null when it has ended. Whoever holds the earlier one is out. */
export async function replaceSessionToken(
  db: Executor,
  { publicId, id }: { publicId: string; id: string },
): Promise<{ absoluteExpiresAt: Date } | null> {
  const [row] = await db
    .update(sessions)
    .set({ id })
    .where(and(eq(sessions.publicId, publicId), isNull(sessions.endedAt)))
    .returning({ absoluteExpiresAt: sessions.absoluteExpiresAt })
  return row ?? null
}

/** Moves the idle limit forward, never past the absolute one and never of a session that has ended. */
export async function extendSession(db: Executor, { id, expiresAt }: { id: string; expiresAt: Date }): Promise<void> {
  if (!isFindable(id)) return
  await db
    .update(sessions)
    .set({
      expiresAt: sql`greatest(${sessions.expiresAt}, least(${expiresAt.toISOString()}::timestamptz, ${sessions.absoluteExpiresAt}))`,
    })
    .where(and(eq(sessions.id, id), isNull(sessions.endedAt)))
}

/**
 * Notes that a session was used and moves its idle limit, exact to a minute: most requests write nothing. Never past
 * the absolute limit, and never of a session that has ended: a request that ran beside its end does not revive it.
 */
export async function touchSession(
  db: Executor,
  { id, at, expiresAt }: { id: string; at: Date; expiresAt: Date },
): Promise<void> {
  if (!isFindable(id)) return
  const minuteAgo = new Date(at.getTime() - 60_000)
  await db
    .update(sessions)
    .set({
      lastActiveAt: at,
      expiresAt: sql`least(${expiresAt.toISOString()}::timestamptz, ${sessions.absoluteExpiresAt})`,
    })
    .where(and(eq(sessions.id, id), isNull(sessions.endedAt), lt(sessions.lastActiveAt, minuteAgo)))
}

export async function listLiveSessions(
  db: Executor,
  { userId, at }: { userId: string; at: Date },
): Promise<SessionRow[]> {
  if (!isFindableId(userId)) return []
  return db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt), gt(sessions.expiresAt, at)))
}
