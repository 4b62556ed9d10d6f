import { z } from 'zod'
import { defineAction } from './define-action.ts'

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
