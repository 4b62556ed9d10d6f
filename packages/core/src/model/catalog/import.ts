import { z } from 'zod'
import { defineAction } from './define-action.ts'

const count = z.number().int().nonnegative()

export const importCompleted = defineAction({
  name: 'import.completed',
  operation: 'import',
  module: 'bulk_operations',
  data: z.object({
    /** The system the records come from, as people call it. */
    source: z.string(),
    files: count,
    /** New in the log. */
    added: count,
    /** There already. */
    known: count,
    /** Kept out by another event under the same id. */
    conflicts: count,
    /** Not fit to be events. */
    rejected: count,
  }),
  event: ({ source, ...counts }) => ({
    targets: [{ type: 'import', id: null, name: source, revision: null, relation: null, url: null }],
    details: { source, ...counts },
  }),
  sentence: '{actor} imported {details.added} events from {target.name}',
  whyItMatters: 'These events were recorded after the fact, from files that somebody brought.',
  personal: [],
  secret: [],
  example: { source: 'AWS CloudTrail', files: 34, added: 1469, known: 0, conflicts: 0, rejected: 0 },
})
