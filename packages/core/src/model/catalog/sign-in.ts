import { z } from 'zod'
import { defineAction } from './define-action.ts'

const causes = {
  unknown_account: 'No such account',
  wrong_password: 'Wrong password',
  not_active: 'The account is not active',
} as const

export const signInFailed = defineAction({
  name: 'sign_in.failed',
  operation: 'login_failed',
  module: 'authentication',
  data: z.object({
    app: z.enum(['portal', 'partner', 'staff']),
    /** As it was typed. */
    email: z.string(),
    cause: z.enum(['unknown_account', 'wrong_password', 'not_active']),
  }),
  event: ({ app, email, cause }) => ({
    outcome: 'failure',
    outcomeReason: causes[cause],
    details: { app, email, cause },
  }),
  sentence: '{actor} failed to sign in',
  whyItMatters: 'Repeated failures may be somebody guessing a password.',
  personal: ['email'],
  secret: [],
  example: { app: 'portal', email: 'ada@example.test', cause: 'wrong_password' },
})
