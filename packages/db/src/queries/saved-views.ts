import { and, asc, desc, eq, or, sql } from 'drizzle-orm'
import type { Executor, Transaction } from '../client.ts'
import { savedViews } from '../schema/index.ts'

export type SavedViewRow = typeof savedViews.$inferSelect

/** How many views a person can have in a tenant. */
export const savedViewsMax = 100

/** The views a person sees in a tenant: their own first, then those that others share; by name. */
export async function listSavedViews(
  db: Executor,
  { tenantId, ownerId }: { tenantId: string; ownerId: string },
): Promise<SavedViewRow[]> {
  return (
    db
      .select()
      .from(savedViews)
      .where(and(eq(savedViews.tenantId, tenantId), or(eq(savedViews.ownerId, ownerId), eq(savedViews.shared, true))))
      // One's own are never crowded out by those of others.
      .orderBy(desc(eq(savedViews.ownerId, ownerId)), asc(sql`lower(${savedViews.name})`), asc(savedViews.id))
      .limit(500)
  )
}

/** A person's own view, locked to the end of the transaction. Another's, and another tenant's, is null. */
export async function lockSavedView(
  tx: Transaction,
  { tenantId, ownerId, id }: { tenantId: string; ownerId: string; id: string },
): Promise<SavedViewRow | null> {
  const [row] = await tx.select().from(savedViews).where(isOwn({ tenantId, ownerId, id })).for('update')
  return row ?? null
}

/** Whether the person already has another view of that name, or as many as there may be. */
export async function savedViewHindrance(
  tx: Transaction,
  view: { tenantId: string; ownerId: string; name: string; id: string | null },
): Promise<'name' | 'number' | null> {
  const own = await tx
    .select({ id: savedViews.id, name: savedViews.name })
    .from(savedViews)
    .where(and(eq(savedViews.tenantId, view.tenantId), eq(savedViews.ownerId, view.ownerId)))
  if (own.some(({ id, name }) => id !== view.id && name === view.name)) return 'name'
  return view.id === null && own.length >= savedViewsMax ? 'number' : null
}

/** False when the person got a view of that name in the meantime. */
export async function insertSavedView(tx: Transaction, view: SavedViewRow): Promise<boolean> {
  const added = await tx
    .insert(savedViews)
    .values(view)
    .onConflictDoNothing({ target: [savedViews.tenantId, savedViews.ownerId, savedViews.name] })
    .returning({ id: savedViews.id })
  return added.length === 1
}

export async function updateSavedView(tx: Transaction, view: SavedViewRow): Promise<void> {
  const { name, search, shared, updatedAt } = view
  await tx.update(savedViews).set({ name, search, shared, updatedAt }).where(isOwn(view))
}

export async function deleteSavedView(
  tx: Transaction,
  view: { tenantId: string; ownerId: string; id: string },
): Promise<void> {
  await tx.delete(savedViews).where(isOwn(view))
}

function isOwn({ tenantId, ownerId, id }: { tenantId: string; ownerId: string; id: string }) {
  return and(eq(savedViews.tenantId, tenantId), eq(savedViews.ownerId, ownerId), eq(savedViews.id, id))
}
