import { cleanText } from '@daybook/core/model'
import { and, eq, isNull, lt, or } from 'drizzle-orm'
import type { Executor } from '../client.ts'
import { apiKeys, organisations } from '../schema/index.ts'
import { isFindableId } from './findable.ts'

export type ApiKeyRow = typeof apiKeys.$inferSelect

/** A key by the SHA-256 of what was presented, with the organisation it belongs to. Revoked and expired ones too. */
export async function findApiKey(db: Executor, hash: Buffer) {
  const [row] = await db
    .select({ key: apiKeys, organisation: { slug: organisations.slug, kind: organisations.kind } })
    .from(apiKeys)
    .innerJoin(organisations, eq(organisations.id, apiKeys.organisationId))
    .where(eq(apiKeys.hash, hash))
  return row ?? null
}

export async function insertApiKey(db: Executor, key: typeof apiKeys.$inferInsert): Promise<void> {
  await db.insert(apiKeys).values({ ...key, name: cleanText(key.name) })
}

/** Notes that a key was used, exact to a minute. */
export async function touchApiKey(db: Executor, { id, at }: { id: string; at: Date }): Promise<void> {
  if (!isFindableId(id)) return
  const minuteAgo = new Date(at.getTime() - 60_000)
  await db
    .update(apiKeys)
    .set({ lastUsedAt: at })
    .where(and(eq(apiKeys.id, id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, minuteAgo))))
}
