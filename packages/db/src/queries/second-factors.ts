import { and, count, eq, isNull, lt } from 'drizzle-orm'
import type { Executor, Transaction } from '../client.ts'
import { mailFactors, recoveryCodes, totpFactors } from '../schema/index.ts'

export type TotpRow = typeof totpFactors.$inferSelect

/** Whose factor it is: what every row of a person repeats. */
export interface FactorOwner {
  userId: string
  organisationId: string
  realm: TotpRow['realm']
}

export async function findTotp(db: Executor, { userId }: { userId: string }): Promise<TotpRow | null> {
  const [row] = await db.select().from(totpFactors).where(eq(totpFactors.userId, userId))
  return row ?? null
}

/** False when the person has an authenticator already. */
export async function insertTotp(tx: Transaction, factor: TotpRow): Promise<boolean> {
  const added = await tx.insert(totpFactors).values(factor).onConflictDoNothing().returning({ id: totpFactors.userId })
  return added.length === 1
}

/** Gives a person this authenticator, in the place of the one they have. What they used of it stays used. */
export async function replaceTotp(db: Executor, factor: TotpRow): Promise<void> {
  const { sealedSecret } = factor
  await db.insert(totpFactors).values(factor).onConflictDoUpdate({ target: totpFactors.userId, set: { sealedSecret } })
}

/** Marks a step as used; false when it, or a later one, was used before. Of many at once only one is told true. */
export async function useTotpStep(db: Executor, { userId, step }: { userId: string; step: number }): Promise<boolean> {
  const used = await db
    .update(totpFactors)
    .set({ lastStep: step })
    .where(and(eq(totpFactors.userId, userId), lt(totpFactors.lastStep, step)))
    .returning({ id: totpFactors.userId })
  return used.length === 1
}

/** Since when somebody is sent a code by mail; null for who is not. */
export async function findMailFactor(
  db: Executor,
  { userId }: { userId: string },
): Promise<{ createdAt: Date } | null> {
  const [row] = await db
    .select({ createdAt: mailFactors.createdAt })
    .from(mailFactors)
    .where(eq(mailFactors.userId, userId))
  return row ?? null
}

/** False when the person is sent codes already. */
export async function insertMailFactor(tx: Transaction, factor: FactorOwner & { createdAt: Date }): Promise<boolean> {
  const added = await tx.insert(mailFactors).values(factor).onConflictDoNothing().returning({ id: mailFactors.userId })
  return added.length === 1
}

/** False when the person was sent none. */
export async function deleteMailFactor(tx: Transaction, { userId }: { userId: string }): Promise<boolean> {
  const removed = await tx
    .delete(mailFactors)
    .where(eq(mailFactors.userId, userId))
    .returning({ id: mailFactors.userId })
  return removed.length === 1
}

/** Removes the authenticator and the recovery codes of a person; false when there was none. */
export async function deleteSecondFactor(tx: Transaction, { userId }: { userId: string }): Promise<boolean> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  const removed = await tx
    .delete(totpFactors)
    .where(eq(totpFactors.userId, userId))
    .returning({ id: totpFactors.userId })
  return removed.length === 1
}

/** Puts new recovery codes in the place of all earlier ones. */
export async function replaceRecoveryCodes(
  tx: Transaction,
  owner: FactorOwner,
  hashes: readonly Buffer[],
): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, owner.userId))
  const { userId, organisationId, realm } = owner
  await tx.insert(recoveryCodes).values(hashes.map((hash) => ({ userId, organisationId, realm, hash })))
}

/** Marks a recovery code as used; false when the person has none like it, or it was used before. */
export async function useRecoveryCode(
  db: Executor,
  { userId, hash, at }: { userId: string; hash: Buffer; at: Date },
): Promise<boolean> {
  const used = await db
    .update(recoveryCodes)
    .set({ usedAt: at })
    .where(and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.hash, hash), isNull(recoveryCodes.usedAt)))
    .returning({ id: recoveryCodes.userId })
  return used.length === 1
}

export async function countRecoveryCodes(db: Executor, { userId }: { userId: string }): Promise<number> {
  const [row] = await db
    .select({ left: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)))
  return row?.left ?? 0
}
