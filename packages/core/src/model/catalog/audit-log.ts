import { z } from 'zod'
import { defineAction } from './define-action.ts'
import { askedFilter, evidenceOf } from './parts.ts'

export const auditLogAccessed = defineAction({
  name: 'audit_log.accessed',
  operation: 'read',
  module: 'audit_log',
  data: z.object(askedFilter),
  event: ({ filter, evidenceFilter }) => ({ details: { filter }, ...evidenceOf(evidenceFilter) }),
  sentence: '{actor} looked at the activity log',
  whyItMatters: 'The log holds what people did. Who looked at it is part of it.',
  personal: [],
  secret: [],
  example: { filter: 'range=today&q=outcome%3Afailure', evidenceFilter: null },
})

export const auditLogEvidenceOpened = defineAction({
  name: 'audit_log.evidence_opened',
  operation: 'read',
  module: 'audit_log',
  data: z.object({ number: z.number().int().positive() }),
  event: ({ number }) => ({
    targets: [
      { type: 'event', id: String(number), name: `Event ${number}`, revision: null, relation: null, url: null },
    ],
    details: { number },
  }),
  sentence: '{actor} opened the technical evidence of {target}',
  whyItMatters: 'Technical evidence holds addresses and identifiers of people.',
  personal: [],
  secret: [],
  example: { number: 42 },
})
