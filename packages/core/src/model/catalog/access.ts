import { z } from 'zod'
import { defineAction } from './define-action.ts'

export const accessDenied = defineAction({
  name: 'access.denied',
  operation: 'deny',
  module: 'access',
  data: z.object({
    /** What was asked for. */
    resource: z.string(),
    /** What would have been needed. */
    permission: z.string().nullable(),
  }),
  event: ({ resource, permission }) => ({
    outcome: 'denied',
    outcomeReason: 'The role does not allow it',
    targets: [{ type: 'resource', id: resource, name: resource, revision: null, relation: null, url: null }],
    details: { resource, permission },
  }),
  sentence: '{actor} was denied access to {target}',
  whyItMatters: 'Somebody asked for what their role does not include.',
  personal: [],
  secret: [],
  example: { resource: 'audit.list', permission: 'audit:read' },
})
