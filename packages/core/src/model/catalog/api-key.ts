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

const refusals = {
  revoked: 'The key has been revoked',
  expired: 'The key has expired',
  scope_missing: 'The key may not do this',
  tenant_mismatch: 'The key is not for this tenant',
} as const

const times = z.number().int().positive()

export const apiKeyRefused = defineAction({
  name: 'api_key.refused',
  operation: 'deny',
  module: 'api_keys',
  data: z.object({
    key: named,
    prefix: z.string().max(16),
    cause: z.enum(['revoked', 'expired', 'scope_missing', 'tenant_mismatch']),
    /** Requests since the event before, or since the key was last in order. */
    requests: times,
  }),
  event: ({ key, prefix, cause, requests }) => ({
    outcome: 'denied',
    outcomeReason: refusals[cause],
    targets: [targetOf('api_key', key)],
    details: { prefix, cause, requests },
  }),
  sentence: '{actor} refused {target}',
  whyItMatters: 'A machine still uses a key it should not have, or somebody has found one.',
  personal: [],
  secret: [],
  example: { key: deploy, prefix: 'dbk_7Hq2', cause: 'revoked', requests: 12 },
})

export const apiKeyRateLimited = defineAction({
  name: 'api_key.rate_limited',
  operation: 'deny',
  module: 'api_keys',
  data: z.object({
    key: named,
    prefix: z.string().max(16),
    /** Turned away since the event before. */
    requests: times,
    /** Of these requests, as far as they were counted: a request that is turned away early is not read. */
    events: z.number().int().nonnegative(),
  }),
  event: ({ key, prefix, requests, events }) => ({
    outcome: 'denied',
    outcomeReason: 'More than the key may send',
    targets: [targetOf('api_key', key)],
    details: { prefix, requests, events },
  }),
  sentence: '{actor} turned away {details.requests} requests of {target}',
  whyItMatters: 'What was turned away is in the log only if its sender has sent it again.',
  personal: [],
  secret: [],
  example: { key: deploy, prefix: 'dbk_7Hq2', requests: 40, events: 40_000 },
})
