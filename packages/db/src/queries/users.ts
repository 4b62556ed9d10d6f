import { cleanText } from '@daybook/core/model'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Executor, Transaction } from '../client.ts'
import { organisations, type Realm, users } from '../schema/index.ts'
import { isFindable, isFindableId } from './findable.ts'

export interface Account {
  id: string
  organisationId: string
  organisationSlug: string
  organisationName: string
  realm: Realm
  role: typeof users.$inferSelect.role
  email: string
  name: string
  status: typeof users.$inferSelect.status
  passwordHash: string | null
  timeZone: string | null
  secondFactorExempt: boolean
}

/** Every account of an e-mail in a realm: the same person may work for several organisations. */
export async function listAccountsByEmail(
  db: Executor,
  { realm, email }: { realm: Realm; email: string },
): Promise<Account[]> {
  if (!isFindable(email)) return []
  return selectAccounts(db)
    .where(and(eq(users.realm, realm), eq(sql`lower(${users.email})`, sql`lower(${email})`)))
    .orderBy(organisations.name)
}

export async function insertUser(db: Executor, user: typeof users.$inferInsert): Promise<void> {
  await db.insert(users).values({ ...user, email: cleanText(user.email), name: cleanText(user.name) })
}

export async function findAccount(db: Executor, { id }: { id: string }): Promise<Account | null> {
  if (!isFindableId(id)) return null
  const [account] = await selectAccounts(db).where(eq(users.id, id))
  return account ?? null
}

/**
 * Whether an account is still active under the password that was checked, and holds it so to the end of the transaction:
 * a session that begins meanwhile is seen, and ended, by whoever changes the password.
 */
export async function holdPassword(
  tx: Transaction,
  { userId, passwordHash }: { userId: string; passwordHash: string | null },
): Promise<boolean> {
  const held = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), eq(users.passwordHash, passwordHash ?? ''), eq(users.status, 'active')))
    .for('share')
  return held.length === 1
}

/** Gives somebody another password; false when it was changed since `before` was read. */
export async function replacePassword(
  tx: Transaction,
  { userId, before, passwordHash }: { userId: string; before: string | null; passwordHash: string },
): Promise<boolean> {
  const isBefore = before === null ? isNull(users.passwordHash) : eq(users.passwordHash, before)
  const replaced = await tx
    .update(users)
    .set({ passwordHash })
    .where(and(eq(users.id, userId), isBefore))
    .returning({ id: users.id })
  return replaced.length === 1
}

/** Lets made-up people sign in without the second factor that their role asks for, where that means anything at all. */
export async function exemptFromSecondFactor(db: Executor, ids: readonly string[]): Promise<void> {
  await db
    .update(users)
    .set({ secondFactorExempt: true })
    .where(inArray(users.id, [...ids]))
}

function selectAccounts(db: Executor) {
  return db
    .select({
      id: users.id,
      organisationId: users.organisationId,
      organisationSlug: organisations.slug,
      organisationName: organisations.name,
      realm: users.realm,
      role: users.role,
      email: users.email,
      name: users.name,
      status: users.status,
      passwordHash: users.passwordHash,
      timeZone: users.timeZone,
      secondFactorExempt: users.secondFactorExempt,
    })
    .from(users)
    .innerJoin(organisations, eq(organisations.id, users.organisationId))
    .$dynamic()
}
