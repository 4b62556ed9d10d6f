import { z } from 'zod'
import { defineAction } from './define-action.ts'

export const passwordChanged = defineAction({
  name: 'password.changed',
  operation: 'update',
  module: 'authentication',
  data: z.object({ by: z.enum(['current_password', 'mailed_link']), sessionsEnded: z.int().nonnegative() }),
  event: (data) => ({ details: data }),
  sentence: '{actor} changed their password',
  whyItMatters: 'Other sessions were ended. If it was not the person, somebody else has the account now.',
  personal: [],
  secret: [],
  example: { by: 'current_password', sessionsEnded: 2 },
})

export const passwordChangeRefused = defineAction({
  name: 'password.change_refused',
  operation: 'deny',
  module: 'authentication',
  data: z.object({ cause: z.enum(['wrong_password', 'locked']), count: z.int().positive() }),
  event: ({ cause, count }) => ({
    outcome: 'denied',
    outcomeReason: { wrong_password: 'Wrong password', locked: 'Too many attempts' }[cause],
    details: { cause, ...(count > 1 ? { count } : {}) },
  }),
  sentence: '{actor} was refused a change of their password',
  whyItMatters: 'Somebody at an open session may not be the one who signed in.',
  personal: [],
  secret: [],
  example: { cause: 'wrong_password', count: 1 },
})

/** Also for an address that nobody has: then it is in the operator's log. */
export const passwordResetRequested = defineAction({
  name: 'password.reset_requested',
  operation: 'other',
  module: 'authentication',
  data: z.object({
    app: z.enum(['portal', 'partner', 'staff']),
    email: z.string(),
    /** Requests that were refused because there were too many; none for one that was granted. */
    refused: z.int().nonnegative(),
  }),
  event: ({ app, email, refused }) => ({
    details: { app, email, ...(refused > 0 ? { count: refused } : {}) },
    ...(refused > 0 ? { outcome: 'denied', outcomeReason: 'Too many requests' } : {}),
  }),
  sentence: '{actor} requested a link to choose a new password',
  personal: ['email'],
  secret: [],
  example: { app: 'portal', email: 'ada@example.test', refused: 0 },
})
