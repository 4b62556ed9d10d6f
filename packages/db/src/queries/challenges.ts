import { and, arrayContains, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import type { Executor, Transaction } from '../client.ts'
import { signInChallenges } from '../schema/index.ts'
import { isFindable } from './findable.ts'

export type ChallengeRow = typeof signInChallenges.$inferSelect

/** Also deletes what was over a day ago: nobody else would. */
export async function insertChallenge(db: Executor, challenge: typeof signInChallenges.$inferInsert): Promise<void> {
  const dayAgo = new Date(challenge.createdAt.getTime() - 86_400_000)
  await db.delete(signInChallenges).where(lt(signInChallenges.expiresAt, dayAgo))
  await db.insert(signInChallenges).values(challenge)
}

/** A challenge that can still be met; null for any other. */
export async function findChallenge(db: Executor, { id, at }: { id: string; at: Date }): Promise<ChallengeRow | null> {
  const [row] = await db.select().from(signInChallenges).where(isOpen(id, at))
  return row ?? null
}

/** Takes one of the tries of a challenge before the answer is looked at, so that those in parallel cannot share one. */
export async function takeChallengeTry(
  db: Executor,
  { id, at }: { id: string; at: Date },
): Promise<ChallengeRow | null> {
  if (!isFindable(id)) return null
  const [row] = await db
    .update(signInChallenges)
    .set({ triesLeft: sql`${signInChallenges.triesLeft} - 1` })
    .where(isOpen(id, at))
    .returning()
  return row ?? null
}

/** Settles which of the accounts it is for. False when the challenge is over. */
export async function settleChallenge(
  db: Executor,
  { id, userId, at }: { id: string; userId: string; at: Date },
): Promise<boolean> {
  const settled = await db
    .update(signInChallenges)
    .set({ userIds: [userId] })
    .where(isOpen(id, at))
    .returning({ id: signInChallenges.id })
  return settled.length === 1
}

/** Puts a new mailed code in the place of the last one; false when no more may be sent. */
export async function replaceMailedCode(
  tx: Transaction,
  { id, mailedCode, at }: { id: string; mailedCode: Buffer; at: Date },
): Promise<boolean> {
  const replaced = await tx
    .update(signInChallenges)
    .set({ mailedCode, mailsLeft: sql`${signInChallenges.mailsLeft} - 1` })
    .where(and(isOpen(id, at), gt(signInChallenges.mailsLeft, 0)))
    .returning({ id: signInChallenges.id })
  return replaced.length === 1
}

/** Ends every challenge that somebody's password has led to: it is another one now. */
export async function closeChallengesOf(tx: Transaction, { userId, at }: { userId: string; at: Date }): Promise<void> {
  await tx
    .update(signInChallenges)
    .set({ closedAt: at })
    .where(and(arrayContains(signInChallenges.userIds, [userId]), isNull(signInChallenges.closedAt)))
}

/** Ends a challenge; false when it had ended already, so that of several only one goes on from it. */
export async function closeChallenge(db: Executor, { id, at }: { id: string; at: Date }): Promise<boolean> {
  const closed = await db
    .update(signInChallenges)
    .set({ closedAt: at })
    .where(and(eq(signInChallenges.id, id), isNull(signInChallenges.closedAt), gt(signInChallenges.expiresAt, at)))
    .returning({ id: signInChallenges.id })
  return closed.length === 1
}

function isOpen(id: string, at: Date) {
  const { id: key, closedAt, expiresAt, triesLeft } = signInChallenges
  return and(eq(key, id), isNull(closedAt), gt(expiresAt, at), gt(triesLeft, 0))
}
