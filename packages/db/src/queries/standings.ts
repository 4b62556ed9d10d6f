import { eq, inArray } from 'drizzle-orm'
import type { Executor } from '../client.ts'
import { organisations, sessions, users } from '../schema/index.ts'
import { isFindableId } from './findable.ts'
import { membershipColumns } from './organisations.ts'

// Not `users` as a whole: the recorder may read these columns and no others.
const standingColumns = {
  userId: users.id,
  realm: users.realm,
  role: users.role,
  status: users.status,
  name: users.name,
  email: users.email,
  timeZone: users.timeZone,
  organisation: { id: organisations.id, ...membershipColumns },
}

/** What somebody is just now: what decides what may be done for them while they are not there. */
export type Standing = NonNullable<Awaited<ReturnType<typeof findStanding>>>

export async function findStanding(db: Executor, { userId }: { userId: string }) {
  if (!isFindableId(userId)) return null
  const [row] = await db
    .select(standingColumns)
    .from(users)
    .innerJoin(organisations, eq(organisations.id, users.organisationId))
    .where(eq(users.id, userId))
  return row ?? null
}

/** The same by public ids of sessions, with when each of these ends or has ended. */
export async function listSessionStandings(db: Executor, publicIds: readonly string[]) {
  if (publicIds.length === 0) return []
  return db
    .select({
      ...standingColumns,
      sessionId: sessions.publicId,
      endedAt: sessions.endedAt,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(organisations, eq(organisations.id, users.organisationId))
    .where(inArray(sessions.publicId, [...publicIds]))
}
