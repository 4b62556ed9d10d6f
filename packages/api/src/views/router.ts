import type { PersonPrincipal } from '@daybook/auth'
import { cleanText, savedViewCreated, savedViewDeleted, savedViewUpdated } from '@daybook/core/model'
import { filterFromSearch, filterToSearch, recordedFilter } from '@daybook/core/query'
import {
  deleteSavedView,
  insertSavedView,
  listSavedViews,
  lockSavedView,
  type SavedViewRow,
  savedViewHindrance,
  savedViewsMax,
  type Transaction,
  updateSavedView,
} from '@daybook/db'
import { v7 } from 'uuid'
import { z } from 'zod'
import type { SavedView } from '../audit/views.ts'
import { notFound, refusal } from '../errors.ts'
import { can } from '../permissions.ts'
import { mutation, query } from '../procedures.ts'
import { router } from '../trpc.ts'

const name = z
  .string()
  .transform(cleanText)
  .pipe(z.string().trim().min(1, 'Give the view a name.').max(80, 'A name has at most 80 characters.'))
const id = z.uuid('Not the id of a view.')
const shared = z.boolean()
const searchText = z.string().max(4000, 'This view is too long to be saved.')
// As an address spells it, a text may have become longer than it came.
const search = searchText.transform(tidySearch).pipe(searchText)

/** Views of the log that people gave a name: their own, and those that others of the tenant share. */
export const viewsRouter = router({
  list: query.meta({ permission: 'audit:read' }).query(async ({ ctx }): Promise<SavedView[]> => {
    const rows = await listSavedViews(ctx.db, ownerOf(ctx.principal))
    const seesEvidence = can(ctx.principal, 'audit:evidence')
    // To share an address that was searched for is not to show it to whoever may not see addresses.
    return rows
      .filter((row) => isOwn(row, ctx.principal) || seesEvidence || told(row.search).evidenceFilter === null)
      .map((row) => viewOf(row, ctx.principal))
  }),

  create: mutation
    .meta({ permission: 'audit:read' })
    .input(z.strictObject({ name, search, shared }))
    .mutation(async ({ ctx, input }): Promise<SavedView> => {
      const { principal, tx, now } = ctx
      const view = {
        id: v7(),
        ...ownerOf(principal),
        ownerName: principal.name,
        ...input,
        createdAt: now,
        updatedAt: now,
      }
      await refuseHindrance(tx, { ...view, id: null })
      if (!(await insertSavedView(tx, view))) throw nameTaken(view.name)
      ctx.record(savedViewCreated, { id: view.id, view: stateOf(view), ...evidenceIn(view) })
      return viewOf(view, principal)
    }),

  update: mutation
    .meta({ permission: 'audit:read' })
    .input(z.strictObject({ id, name: name.optional(), search: search.optional(), shared: shared.optional() }))
    .mutation(async ({ ctx, input }): Promise<SavedView> => {
      const { principal, tx, now } = ctx
      const before = await lockSavedView(tx, { ...ownerOf(principal), id: input.id })
      if (!before) throw notFound('view')
      const after = {
        ...before,
        name: input.name ?? before.name,
        search: input.search ?? before.search,
        shared: input.shared ?? before.shared,
        updatedAt: now,
      }
      await refuseHindrance(tx, after)
      await updateSavedView(tx, after)
      ctx.record(savedViewUpdated, {
        id: after.id,
        before: stateOf(before),
        after: stateOf(after),
        ...evidenceIn(after),
      })
      return viewOf(after, principal)
    }),

  remove: mutation
    .meta({ permission: 'audit:read' })
    .input(z.strictObject({ id }))
    .mutation(async ({ ctx, input }): Promise<{ id: string }> => {
      const view = await lockSavedView(ctx.tx, { ...ownerOf(ctx.principal), id: input.id })
      if (!view) throw notFound('view')
      await deleteSavedView(ctx.tx, view)
      ctx.record(savedViewDeleted, { id: view.id, view: stateOf(view), ...evidenceIn(view) })
      return { id: view.id }
    }),
})

function isOwn({ ownerId }: SavedViewRow, { userId }: PersonPrincipal): boolean {
  return ownerId === userId
}

function ownerOf({ organisation, userId }: PersonPrincipal) {
  return { tenantId: organisation.id, ownerId: userId }
}

function viewOf(
  { id, name, search, shared, ownerId, ownerName }: SavedViewRow,
  { userId }: PersonPrincipal,
): SavedView {
  return { id, name, search, shared, own: ownerId === userId, ownerName }
}

/** A view as the log tells of it. */
function stateOf({ name, search, shared }: Pick<SavedViewRow, 'name' | 'search' | 'shared'>) {
  return { name, search: told(search).filter, shared }
}

function evidenceIn({ search }: Pick<SavedViewRow, 'search'>) {
  return { evidenceFilter: told(search).evidenceFilter }
}

function told(search: string) {
  return recordedFilter(filterFromSearch(new URLSearchParams(search)).filter)
}

async function refuseHindrance(
  tx: Transaction,
  view: { tenantId: string; ownerId: string; name: string; id: string | null },
): Promise<void> {
  const hindrance = await savedViewHindrance(tx, view)
  if (hindrance === 'name') throw nameTaken(view.name)
  if (hindrance === 'number')
    throw refusal('CONFLICT', `You have ${savedViewsMax} views, as many as there can be. Delete one first.`)
}

function nameTaken(name: string) {
  return refusal('CONFLICT', `You already have a view named “${name}”. Choose another name.`)
}

/** What a view may keep of an address: the filter, and how it is shown. Never whose log it is, or a place in it. */
const shownBy = ['sort', 'size', 'cols', 'density'] as const

function tidySearch(text: string): string {
  const given = new URLSearchParams(text)
  const kept = filterToSearch(filterFromSearch(given).filter)
  for (const key of shownBy) {
    const value = given.get(key)
    if (value) kept.set(key, value.slice(0, 200))
  }
  return kept.toString()
}
