import { z } from 'zod'
import { defineAction } from './define-action.ts'

export const secondFactorEnrolmentStarted = defineAction({
  name: 'second_factor.enrolment_started',
  operation: 'other',
  module: 'authentication',
  data: z.object({}),
  event: () => ({}),
  sentence: '{actor} started to add a second factor',
  personal: [],
  secret: [],
  example: {},
})

export const secondFactorEnrolled = defineAction({
  name: 'second_factor.enrolled',
  operation: 'activate',
  module: 'authentication',
  data: z.object({ factor: z.enum(['totp', 'email']), during: z.enum(['sign_in', 'session']) }),
  event: ({ factor: added, during }) => ({ details: { factor: added, during } }),
  sentence: '{actor} added a second factor ({details.factor})',
  whyItMatters: 'From now on the password alone does not sign this person in.',
  personal: [],
  secret: [],
  example: { factor: 'totp', during: 'session' },
})

export const secondFactorReset = defineAction({
  name: 'second_factor.reset',
  operation: 'reset',
  module: 'authentication',
  data: z.object({
    factor: z.enum(['totp', 'email']),
    confirmedBy: z.enum(['totp', 'recovery', 'password']),
    sessionsEnded: z.int().nonnegative(),
  }),
  event: (data) => ({ details: data }),
  sentence: '{actor} removed their second factor',
  whyItMatters: 'The password alone signs this person in, until they add another. Other sessions were ended.',
  personal: [],
  secret: [],
  example: { factor: 'totp', confirmedBy: 'totp', sessionsEnded: 1 },
})

export const secondFactorRefused = defineAction({
  name: 'second_factor.refused',
  operation: 'deny',
  module: 'authentication',
  data: z.object({
    cause: z.enum(['wrong_password', 'wrong_code', 'locked']),
    /** Attempts that this event stands for: more than one when they were refused unchecked. */
    count: z.int().positive(),
  }),
  event: ({ cause, count }) => ({
    outcome: 'denied',
    outcomeReason: { wrong_password: 'Wrong password', wrong_code: 'Wrong code', locked: 'Too many attempts' }[cause],
    details: { cause, ...(count > 1 ? { count } : {}) },
  }),
  sentence: '{actor} was refused a change of their second factor',
  whyItMatters: 'Somebody at an open session may not be the one who signed in.',
  personal: [],
  secret: [],
  example: { cause: 'wrong_code', count: 1 },
})

export const recoveryCodesGenerated = defineAction({
  name: 'recovery_codes.generated',
  operation: 'generate',
  module: 'authentication',
  data: z.object({ count: z.int().positive() }),
  event: ({ count }) => ({ details: { count } }),
  sentence: '{actor} generated recovery codes',
  whyItMatters: 'Earlier recovery codes are void.',
  personal: [],
  secret: [],
  example: { count: 10 },
})

export const recoveryCodeUsed = defineAction({
  name: 'recovery_code.used',
  operation: 'other',
  module: 'authentication',
  data: z.object({ left: z.int().nonnegative() }),
  event: ({ left }) => ({ details: { left } }),
  sentence: '{actor} used a recovery code in place of their authenticator app ({details.left} left)',
  whyItMatters: 'The authenticator may be lost, or the codes may be in other hands.',
  personal: [],
  secret: [],
  example: { left: 9 },
})
