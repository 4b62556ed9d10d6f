import { z } from 'zod'
import { diffRecords } from '../diff.ts'
import { defineAction } from './define-action.ts'
import { record, targetOf } from './parts.ts'

export const settingsUpdated = defineAction({
  name: 'settings.updated',
  operation: 'update',
  module: 'settings',
  data: z.object({
    /** Which settings, as people call them. */
    name: z.string(),
    before: record,
    after: record,
  }),
  event: ({ name, before, after }) => ({
    targets: [targetOf('settings', { id: null, name })],
    changes: diffRecords(before, after),
  }),
  sentence: '{actor} changed {changes} of {target}',
  whyItMatters: 'Settings decide what everyone in the organisation may do and see.',
  personal: [],
  secret: [],
  example: { name: 'Access', before: { managersMayExport: false }, after: { managersMayExport: true } },
})
