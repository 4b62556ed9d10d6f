import { searchLine } from '@daybook/core/query'
import { and, asc, desc, eq, gt, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Executor, Transaction } from '../client.ts'
import { type EndReason, type SessionMethod, sessions, users } from '../schema/index.ts'
import { isFindable, isFindableId, nothing } from './findable.ts'
import { escapedForLike } from './word-conditions.ts'

/** `revoked`: ended by somebody, or by a change of the account, before its time and without signing out. */
export const sessionStatuses = ['active', 'expired', 'signed_out', 'revoked'] as const
export type SessionStatus = (typeof sessionStatuses)[number]

export interface RegisterQuestion {
  tenantId: string
  /** The clock that says which sessions have expired. */
  at: Date
  status?: SessionStatus | null
  /** In the name or the e-mail of the person; folded. */
  find?: string
}

/** Where a page of the register ends. */
export interface RegisterPosition {
  createdAt: Date
  publicId: string
}

/** A session as the register tells of it. Never the hash of its token. */
export interface RegisteredSession {
  publicId: string
  userId: string
  userName: string
  userEmail: string
  method: SessionMethod
  createdAt: Date
  lastActiveAt: Date
  /** When idle; it has then expired. */
  expiresAt: Date
  absoluteExpiresAt: Date
  status: SessionStatus
  endedAt: Date | null
  endReason: EndReason | null
  endedBy: string | null
  /** Null also where whoever ended it belongs to another realm. */
  endedByName: string | null
  endNote: string | null
  ip: string | null
  userAgent: string | null
}

const enders = alias(users, 'enders')

/** A row says only how a session ended; that it has run out, the clock says. */
function statusAt(at: Date) {
  return sql<SessionStatus>`case
    when ${sessions.endReason} = 'expired' then 'expired'
    when ${sessions.endReason} = 'signed_out' then 'signed_out'
    when ${sessions.endedAt} is not null then 'revoked'
    when ${sessions.expiresAt} <= ${at.toISOString()}::timestamptz then 'expired'
    else 'active' end`
}

function columnsAt(at: Date) {
  return {
    publicId: sessions.publicId,
    userId: sessions.userId,
    userName: users.name,
    userEmail: users.email,
    method: sessions.method,
    createdAt: sessions.createdAt,
    lastActiveAt: sessions.lastActiveAt,
    expiresAt: sessions.expiresAt,
    absoluteExpiresAt: sessions.absoluteExpiresAt,
    status: statusAt(at),
    endedAt: sessions.endedAt,
    endReason: sessions.endReason,
    endedBy: sessions.endedBy,
    endedByName: enders.name,
    endNote: sessions.endNote,
    ip: sessions.ip,
    userAgent: sessions.userAgent,
  }
}

/** The sessions of an organisation, the newest first. */
export function listRegister(
  db: Executor,
  question: RegisterQuestion & { after?: RegisterPosition | null; limit: number },
): Promise<RegisteredSession[]> {
  const { after, limit, at } = question
  const isAfter = after
    ? sql`(${sessions.createdAt}, ${sessions.publicId}) < (${after.createdAt.toISOString()}::timestamptz, ${after.publicId}::uuid)`
    : undefined
  return db
    .select(columnsAt(at))
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(enders, eq(enders.id, sessions.endedBy))
    .where(and(asked(question), isAfter))
    .orderBy(desc(sessions.createdAt), desc(sessions.publicId))
    .limit(limit)
}

/** How many those are, exactly up to `cap`. */
export async function countRegister(
  db: Executor,
  question: RegisterQuestion & { cap: number },
): Promise<{ value: number; capped: boolean }> {
  const found = db
    .select({ one: sql`1` })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(asked(question))
    .limit(question.cap + 1)
    .as('found')
  const [row] = await db.select({ count: sql<string>`count(*)` }).from(found)
  const count = Number(row?.count ?? 0)
  return { value: Math.min(count, question.cap), capped: count > question.cap }
}

function asked({ tenantId, at, status, find = '' }: RegisterQuestion): SQL | undefined {
  return and(
    eq(sessions.organisationId, tenantId),
    status ? eq(statusAt(at), status) : undefined,
    find.trim() === '' ? undefined : named(find),
  )
}

/** As the search of the log folds, as far as the database can: one case, without accents. */
function named(find: string): SQL {
  const term = searchLine(find)
  if (!isFindable(find) || term === '') return nothing
  const pattern = `%${escapedForLike(term)}%`
  const folded = sql`lower(regexp_replace(normalize(${users.name} || ' ' || ${users.email}, nfkd), '[\u0300-\u036f]', '', 'g'))`
  return sql`replace(${folded}, 'ß', 'ss') like ${pattern}`
}

/**
 * These sessions of an organisation, held to the end of the transaction: of two who end the same at once, the second
 * finds it ended. Ids that are absent, or another organisation's, are not among the answers.
 */
export async function lockSessions(
  tx: Transaction,
  { tenantId, publicIds, at }: { tenantId: string; publicIds: readonly string[]; at: Date },
): Promise<RegisteredSession[]> {
  const ids = publicIds.filter(isFindableId)
  return ids.length === 0 ? [] : lockWhere(tx, { tenantId, at }, inArray(sessions.publicId, ids))
}

/** The same for all sessions of a person that may still be in use. */
export async function lockSessionsOf(
  tx: Transaction,
  { tenantId, userId, at }: { tenantId: string; userId: string; at: Date },
): Promise<RegisteredSession[]> {
  const live = and(eq(sessions.userId, userId), isNull(sessions.endedAt), gt(sessions.expiresAt, at))
  const locked = await lockWhere(tx, { tenantId, at }, live)
  return locked.filter(({ status }) => status === 'active')
}

async function lockWhere(
  tx: Transaction,
  { tenantId, at }: { tenantId: string; at: Date },
  which: SQL | undefined,
): Promise<RegisteredSession[]> {
  // In one order for everybody, so that two who lock several never wait for each other.
  const held = await tx
    .select({ publicId: sessions.publicId })
    .from(sessions)
    .where(and(eq(sessions.organisationId, tenantId), which))
    .orderBy(asc(sessions.publicId))
    .for('update')
  const ids = held.map(({ publicId }) => publicId)
  if (ids.length === 0) return []
  // Read after the locks: what somebody else ended while this waited is seen as ended.
  return tx
    .select(columnsAt(at))
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(enders, eq(enders.id, sessions.endedBy))
    .where(and(eq(sessions.organisationId, tenantId), inArray(sessions.publicId, ids)))
    .orderBy(asc(sessions.publicId))
}
