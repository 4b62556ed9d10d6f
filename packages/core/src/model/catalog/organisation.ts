import { z } from 'zod'
import { defineAction } from './define-action.ts'
import { named, targetOf } from './parts.ts'

export const organisationCreated = defineAction({
  name: 'organisation.created',
  operation: 'create',
  module: 'tenant',
  data: z.object({ organisation: named, slug: z.string(), kind: z.string() }),
  event: ({ organisation, slug, kind }) => ({
    targets: [targetOf('organisation', organisation)],
    snapshot: { name: organisation.name, slug, kind },
  }),
  sentence: '{actor} created {target}',
  whyItMatters: 'Its log begins with this event.',
  personal: [],
  secret: [],
  example: { organisation: { id: 'org_1', name: 'Acme' }, slug: 'acme', kind: 'client' },
})
