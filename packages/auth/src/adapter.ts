import { type Executor, endSession, extendSession, findSession, insertSession, listLiveSessions } from '@daybook/db'
import type { Adapter, DatabaseSession } from 'lucia'
import { hashToken } from './tokens.ts'

/**
 * Lucia's storage over our session register. Two things differ from a stock adapter: only the hash of a token is
 * stored, and "deleting" a session ends it, because the row is evidence of who was here.
 */
export function createAdapter(db: Executor): Adapter {
  return {
    async getSessionAndUser(token) {
      const found = await findSession(db, hashToken(token))
      if (!found || found.session.endedAt !== null || found.user.status !== 'active') return [null, null]
      return [databaseSession(token, found.session), { id: found.user.id, attributes: userAttributes(found) }]
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      await insertSession(db, { ...attributes, id: hashToken(id), userId, expiresAt })
    },
    // Lucia renews past half of the idle time. Our own register does it with each noted activity, see `sessions.ts`.
    async updateSessionExpiration(token, expiresAt) {
      await extendSession(db, { id: hashToken(token), expiresAt })
    },
    // Called by Lucia for a session that it finds expired.
    async deleteSession(token) {
      const found = await findSession(db, hashToken(token))
      if (found) await endSession(db, { id: found.session.id, at: found.session.expiresAt, reason: 'expired' })
    },
    async getUserSessions(userId) {
      const sessions = await listLiveSessions(db, { userId, at: new Date() })
      return sessions.map((session) => databaseSession(session.id, session))
    },
    async deleteUserSessions(userId) {
      const at = new Date()
      for (const { id } of await listLiveSessions(db, { userId, at })) {
        await endSession(db, { id, at, reason: 'revoked' })
      }
    },
    // The register is kept: nothing is deleted when a session has expired.
    async deleteExpiredSessions() {},
  }
}

function databaseSession(id: string, { userId, expiresAt, id: _hash, ...attributes }: SessionRow): DatabaseSession {
  return { id, userId, expiresAt, attributes }
}

function userAttributes({ session, user, organisation }: FoundSession) {
  const { role, name, email, timeZone } = user
  return { role, name, email, timeZone, organisation: { id: session.organisationId, ...organisation } }
}

type FoundSession = NonNullable<Awaited<ReturnType<typeof findSession>>>
type SessionRow = FoundSession['session']

declare module 'lucia' {
  interface Register {
    DatabaseSessionAttributes: Omit<SessionRow, 'id' | 'userId' | 'expiresAt'>
    DatabaseUserAttributes: ReturnType<typeof userAttributes>
  }
}
