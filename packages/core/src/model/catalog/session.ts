import { z } from 'zod'
import { defineAction } from './define-action.ts'
import { account, reason, targetOf, userTarget } from './parts.ts'

const app = z.enum(['portal', 'partner', 'staff'])

export const sessionStarted = defineAction({
  name: 'session.started',
  operation: 'login',
  module: 'authentication',
  data: z.object({ app, method: z.enum(['password', 'password+totp', 'password+email', 'password+recovery']) }),
  event: ({ app: where, method }) => ({ details: { app: where, method } }),
  sentence: '{actor} signed in',
  personal: [],
  secret: [],
  example: { app: 'portal', method: 'password' },
})

export const sessionConfirmed = defineAction({
  name: 'session.confirmed',
  operation: 'other',
  module: 'authentication',
  data: z.object({ factor: z.enum(['totp', 'password']) }),
  event: ({ factor }) => ({ details: { factor } }),
  sentence: '{actor} confirmed who they are',
  personal: [],
  secret: [],
  example: { factor: 'totp' },
})

export const sessionConfirmationRefused = defineAction({
  name: 'session.confirmation_refused',
  operation: 'deny',
  module: 'authentication',
  data: z.object({ cause: z.enum(['wrong_password', 'wrong_code', 'locked']), count: z.int().positive() }),
  event: ({ cause, count }) => ({
    outcome: 'denied',
    outcomeReason: { wrong_password: 'Wrong password', wrong_code: 'Wrong code', locked: 'Too many attempts' }[cause],
    details: { cause, ...(count > 1 ? { count } : {}) },
  }),
  sentence: '{actor} failed to confirm who they are',
  whyItMatters: 'Somebody at an open session may not be the one who signed in.',
  personal: [],
  secret: [],
  example: { cause: 'wrong_code', count: 1 },
})

/** One's own, all but the one this was done in. */
export const otherSessionsEnded = defineAction({
  name: 'other_sessions.ended',
  operation: 'revoke',
  module: 'sessions',
  data: z.object({ count: z.int().nonnegative() }),
  event: ({ count }) => ({ details: { count } }),
  sentence: '{actor} ended their other sessions ({details.count})',
  personal: [],
  secret: [],
  example: { count: 2 },
})

export const sessionEnded = defineAction({
  name: 'session.ended',
  operation: 'logout',
  module: 'authentication',
  data: z.object({ reason: z.enum(['signed_out', 'expired']) }),
  event: ({ reason }) => ({ details: { reason } }),
  sentence: '{actor} signed out',
  personal: [],
  secret: [],
  example: { reason: 'signed_out' },
})

export const sessionRevoked = defineAction({
  name: 'session.revoked',
  operation: 'revoke',
  module: 'sessions',
  data: z.object({ sessionId: z.string(), user: account, reason }),
  event: ({ sessionId, user, reason: why }) => ({
    targets: [targetOf('session', { id: sessionId, name: null }), userTarget(user, 'owner')],
    changes: [{ path: 'status', before: 'active', after: 'revoked' }],
    reason: why,
  }),
  sentence: '{actor} revoked the session of {target:user}',
  whyItMatters: 'The person was signed out at once, wherever the session was in use.',
  personal: ['user'],
  secret: [],
  example: {
    sessionId: 'ses_1',
    user: { id: 'usr_1', name: 'Ada Byron', email: 'ada@example.test' },
    reason: 'Lost laptop',
  },
})
