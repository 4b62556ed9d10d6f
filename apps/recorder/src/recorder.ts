import type { WebEnv } from '@daybook/web/server'
import { Hono } from 'hono'
import type { RecorderEnv, RecorderServices } from './environment.ts'
import { createAppender } from './events/appender.ts'
import { createEventCounter } from './events/event-metrics.ts'
import { createLogDirectory } from './events/log-directory.ts'
import { recordBatch } from './events/record-batch.ts'
import { recordEvent } from './events/record-event.ts'
import { admit, createAdmission } from './http/admission.ts'
import { answerErrors, refuseMethod, refuseUnknownPath } from './http/answer.ts'
import { answerMsDefault } from './http/deadline.ts'
import { observe } from './http/observe.ts'
import { addProbes, probePaths, type ReadyCheck } from './http/probes.ts'

export interface RecorderOptions extends RecorderServices {
  /** What /readyz asks; nothing by default. */
  checks?: readonly ReadyCheck[]
  /** Longest time from the head of a request to its answer, milliseconds; 8,000 by default. */
  answerMs?: number
}

/** Connections the recorder opens to the database at the most. */
export const connectionsMax = 10
/** Kept free of writing, so that a flood for the logs does not keep others from being told who they are. */
const connectionsForKeys = 4

const single = '/v1/events'
const batch = '/v1/events/batch'

/**
 * The recorder's HTTP side: where machines send events. It has no pages, no cookies and no sessions; a key with every
 * request is the only credential, so neither the host nor the origin of a request decides anything.
 */
export function createRecorder(options: RecorderOptions): Hono<WebEnv> {
  const { db, config, logger, metrics, checks = [], answerMs = answerMsDefault } = options
  const app = new Hono<RecorderEnv>()
  const admission = createAdmission()
  const appender = createAppender(db, { transactionsMax: connectionsMax - connectionsForKeys })
  const services = { db, logger, appender, logs: createLogDirectory(db), count: createEventCounter(metrics) }

  app.use(
    observe({ logger, metrics, answerMs, paths: new Set([...probePaths, single, batch]), quietPaths: probePaths }),
  )
  addProbes(app, { config, metrics, checks })
  for (const path of probePaths) app.all(path, refuseMethod('GET, HEAD'))

  app.use('/v1/*', admit(admission))
  app.post(single, (c) => recordEvent(c, services))
  app.post(batch, (c) => recordBatch(c, services))
  for (const path of [single, batch]) app.all(path, refuseMethod('POST'))
  app.notFound(refuseUnknownPath)
  app.onError(answerErrors(logger))

  const gauge = (what: string, help: string, read: () => number) =>
    metrics.gauge({ name: `daybook_recorder_${what}`, help, read })
  gauge('requests_open', 'Requests that are being worked on.', admission.requests)
  gauge('body_bytes_open', 'Bytes of the bodies of these requests.', admission.bytes)
  gauge('transactions_open', 'Transactions that write to logs.', appender.running)
  gauge('transactions_waiting', 'Requests that wait for one.', appender.waiting)

  // What serves apps knows the variables that all of them have; ours stay in here.
  return new Hono<WebEnv>().all('*', (c) => app.fetch(c.req.raw, c.env))
}
