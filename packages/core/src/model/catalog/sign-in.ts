import { z } from 'zod'
import { defineAction } from './define-action.ts'
import { targetOf } from './parts.ts'

const app = z.enum(['portal', 'partner', 'staff'])

const causes = {
  unknown_account: 'No such account',
  wrong_password: 'Wrong password',
  wrong_code: 'Wrong code',
  not_active: 'The account is not active',
  locked: 'Too many wrong attempts: refused unchecked',
  crowded: 'Too many at once: turned away unchecked',
} as const

/** Half of a sign-in: the password was right, and more is asked for. It may never be finished. */
export const signInStarted = defineAction({
  name: 'sign_in.started',
  operation: 'other',
  module: 'authentication',
  data: z.object({ app, needs: z.enum(['organisation', 'second_factor', 'enrolment']) }),
  event: ({ app: where, needs }) => ({ details: { app: where, needs } }),
  sentence: '{actor} started to sign in, with the right password',
  whyItMatters: 'If nothing follows, somebody may know the password and nothing else.',
  personal: [],
  secret: [],
  example: { app: 'portal', needs: 'second_factor' },
})

export const signInCodeSent = defineAction({
  name: 'sign_in_code.sent',
  operation: 'other',
  module: 'authentication',
  data: z.object({ app }),
  event: ({ app: where }) => ({ details: { app: where } }),
  sentence: '{actor} requested another code by mail to sign in',
  personal: [],
  secret: [],
  example: { app: 'portal' },
})

export const signInFailed = defineAction({
  name: 'sign_in.failed',
  operation: 'login_failed',
  module: 'authentication',
  data: z.object({
    app,
    /** As it was typed. */
    email: z.string(),
    cause: z.enum(['unknown_account', 'wrong_password', 'wrong_code', 'not_active', 'locked', 'crowded']),
    /** What was wrong, where it was not the password. */
    factor: z.enum(['totp', 'recovery', 'email']).nullable(),
    /** Attempts that this event stands for: more than one when they were refused unchecked. */
    count: z.int().positive(),
  }),
  event: ({ app: where, email, cause, factor, count }) => ({
    outcome: 'failure',
    outcomeReason: causes[cause],
    details: { app: where, email, cause, ...(factor ? { factor } : {}), ...(count > 1 ? { count } : {}) },
  }),
  sentence: '{actor} failed to sign in',
  whyItMatters: 'Repeated failures may be somebody guessing a password.',
  personal: ['email'],
  secret: [],
  example: { app: 'portal', email: 'ada@example.test', cause: 'wrong_password', factor: null, count: 1 },
})

/** A delay after wrong attempts, longer each time. */
export const signInLocked = defineAction({
  name: 'sign_in.locked',
  operation: 'deny',
  module: 'authentication',
  data: z.object({ app, email: z.string(), until: z.iso.datetime() }),
  event: ({ app: where, email, until }) => ({
    outcome: 'denied',
    outcomeReason: 'Too many wrong attempts',
    targets: [targetOf('account', { id: null, name: email })],
    details: { app: where, email, until },
  }),
  sentence: '{actor} was locked out after too many wrong attempts',
  whyItMatters: 'Until then nobody can sign in to this account, except from a device it was used on before.',
  personal: ['email'],
  secret: [],
  example: { app: 'portal', email: 'ada@example.test', until: '2026-11-20T12:01:00.000Z' },
})
