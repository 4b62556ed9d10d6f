import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Executor, Transaction } from '../client.ts'
import { passwordResets } from '../schema/index.ts'

export type PasswordResetRow = typeof passwordResets.$inferSelect

/** The links that a person was sent before are void. */
export async function replacePasswordReset(tx: Transaction, reset: Omit<PasswordResetRow, 'usedAt'>): Promise<void> {
  await tx.delete(passwordResets).where(eq(passwordResets.userId, reset.userId))
  await tx.insert(passwordResets).values(reset)
}

/** A link that is still good; null for any other. */
export async function findPasswordReset(
  db: Executor,
  { id, at }: { id: string; at: Date },
): Promise<PasswordResetRow | null> {
  const [row] = await db.select().from(passwordResets).where(isGood(id, at))
  return row ?? null
}

/** Uses a link; false when it is no longer good, so that of several only one goes through. */
export async function usePasswordReset(tx: Transaction, { id, at }: { id: string; at: Date }): Promise<boolean> {
  const used = await tx
    .update(passwordResets)
    .set({ usedAt: at })
    .where(isGood(id, at))
    .returning({ id: passwordResets.id })
  return used.length === 1
}

function isGood(id: string, at: Date) {
  return and(eq(passwordResets.id, id), isNull(passwordResets.usedAt), gt(passwordResets.expiresAt, at))
}
