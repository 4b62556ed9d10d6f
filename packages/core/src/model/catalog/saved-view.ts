import { z } from 'zod'
import { diffRecords } from '../diff.ts'
import { defineAction } from './define-action.ts'
import { evidenceOf, targetOf } from './parts.ts'

/** What a saved view is: its name, the query part of the log's address, and whether others of the tenant see it. */
const state = z.object({ name: z.string(), search: z.string(), shared: z.boolean() })
/** The address with what only readers of the evidence may know of it; null where that is nothing. */
const evidenceFilter = z.string().nullable()
const example = { name: 'Failed sign-ins', search: 'range=last_7_days&q=operation%3Alogin_failed', shared: false }

function viewTarget(id: string, name: string) {
  return targetOf('saved_view', { id, name })
}

export const savedViewCreated = defineAction({
  name: 'saved_view.created',
  operation: 'create',
  module: 'audit_log',
  data: z.object({ id: z.string(), view: state, evidenceFilter }),
  event: ({ id, view, evidenceFilter }) => ({
    targets: [viewTarget(id, view.name)],
    snapshot: view,
    ...evidenceOf(evidenceFilter),
  }),
  sentence: '{actor} saved the view {target.name}',
  personal: [],
  secret: [],
  example: { id: '01890a5d-ac96-774b-bcce-b302099a8057', view: example, evidenceFilter: null },
})

export const savedViewUpdated = defineAction({
  name: 'saved_view.updated',
  operation: 'update',
  module: 'audit_log',
  data: z.object({ id: z.string(), before: state, after: state, evidenceFilter }),
  event: ({ id, before, after, evidenceFilter }) => ({
    targets: [viewTarget(id, after.name)],
    changes: diffRecords(before, after),
    ...evidenceOf(evidenceFilter),
  }),
  sentence: '{actor} changed {changes} of the view {target.name}',
  personal: [],
  secret: [],
  example: {
    id: '01890a5d-ac96-774b-bcce-b302099a8057',
    before: example,
    after: { ...example, shared: true },
    evidenceFilter: null,
  },
})

export const savedViewDeleted = defineAction({
  name: 'saved_view.deleted',
  operation: 'delete',
  module: 'audit_log',
  data: z.object({ id: z.string(), view: state, evidenceFilter }),
  event: ({ id, view, evidenceFilter }) => ({
    targets: [viewTarget(id, view.name)],
    snapshot: view,
    ...evidenceOf(evidenceFilter),
  }),
  sentence: '{actor} deleted the view {target.name}',
  personal: [],
  secret: [],
  example: { id: '01890a5d-ac96-774b-bcce-b302099a8057', view: example, evidenceFilter: null },
})
