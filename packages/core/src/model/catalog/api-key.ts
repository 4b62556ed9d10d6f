import { z } from 'zod'
import { defineAction } from './define-action.ts'
import { named, reason, targetOf } from './parts.ts'

const deploy = { id: 'key_1', name: 'Phone system' }

export const apiKeyCreated = defineAction({
  name: 'api_key.created',
  operation: 'create',
  module: 'api_keys',
  /** Never the key itself: `prefix` is the part that tells keys apart on screen. */
  data: z.object({ key: named, prefix: z.string().max(16), scopes: z.array(z.string()) }),
  event: ({ key, prefix, scopes }) => ({
    targets: [targetOf('api_key', key)],
    snapshot: { name: key.name, prefix, scopes },
  }),
  sentence: '{actor} created {target}',
  whyItMatters: 'Whoever holds the key can send and read events within its scopes.',
  personal: [],
  secret: [],
  example: { key: deploy, prefix: 'dbk_7Hq2', scopes: ['events:write'] },
})

export const apiKeyRevoked = defineAction({
  name: 'api_key.revoked',
  operation: 'revoke',
  module: 'api_keys',
  data: z.object({ key: named, reason }),
  event: ({ key, reason: why }) => ({ targets: [targetOf('api_key', key)], reason: why }),
  sentence: '{actor} revoked {target}',
  whyItMatters: 'Machines that still use the key are refused from now on.',
  personal: [],
  secret: [],
  example: { key: deploy, reason: 'Replaced by a new one' },
})
