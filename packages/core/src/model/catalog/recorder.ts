import { z } from 'zod'
import { defineAction } from './define-action.ts'

function recorderOn(host: string) {
  return { type: 'recorder', id: null, name: host, revision: null, relation: null, url: null }
}

export const recorderStarted = defineAction({
  name: 'recorder.started',
  operation: 'activate',
  module: 'audit_log',
  data: z.object({
    host: z.string(),
    pid: z.number().int(),
    /** When the process began, ISO 8601. The event comes later where the database did. */
    startedAt: z.string(),
  }),
  event: ({ host, pid, startedAt }) => ({ targets: [recorderOn(host)], details: { host, pid, startedAt } }),
  sentence: '{actor} started on {target}',
  whyItMatters: 'From here on, machines can send events to the log again.',
  personal: [],
  secret: [],
  example: { host: 'log-1', pid: 4711, startedAt: '2026-11-20T09:30:00.000Z' },
})

export const recorderStopped = defineAction({
  name: 'recorder.stopped',
  operation: 'deactivate',
  module: 'audit_log',
  data: z.object({ host: z.string(), pid: z.number().int(), startedAt: z.string() }),
  event: ({ host, pid, startedAt }) => ({ targets: [recorderOn(host)], details: { host, pid, startedAt } }),
  sentence: '{actor} stopped on {target}',
  whyItMatters: 'While no recorder runs, machines cannot send events to the log.',
  personal: [],
  secret: [],
  example: { host: 'log-1', pid: 4711, startedAt: '2026-11-20T09:30:00.000Z' },
})
