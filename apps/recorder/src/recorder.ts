import { readApiKey } from '@daybook/auth'
import type { Config } from '@daybook/runtime'
import type { ServeLimits, WebEnv } from '@daybook/web/server'
import { Hono } from 'hono'
import type { RecorderEnv, RecorderServices } from './environment.ts'
import { createAppender } from './events/appender.ts'
import { createEventCounter } from './events/event-metrics.ts'
import { createLogDirectory } from './events/log-directory.ts'
import { recordBatch } from './events/record-batch.ts'
import { type EventServices, recordEvent } from './events/record-event.ts'
import { createTurns } from './events/turns.ts'
import { admit, createAdmission } from './http/admission.ts'
import { answerErrors, refuseMethod, refuseUnknownPath } from './http/answer.ts'
import { answerMsDefault } from './http/deadline.ts'
import { observe } from './http/observe.ts'
import { originReader } from './http/origin.ts'
import { relieve, watchPressure } from './http/pressure.ts'
import { addProbes, probePaths, type ReadyCheck } from './http/probes.ts'
import { createRateLimiter, rateLimitsOf } from './http/rate-limit.ts'
import { createKeyNotices } from './keys/key-notices.ts'
import { readTogether } from './keys/read-together.ts'

export interface RecorderOptions extends RecorderServices {
  /** What /readyz asks; nothing by default. */
  checks?: readonly ReadyCheck[]
  /** Longest time from the head of a request to its answer, milliseconds; 8,000 by default. */
  answerMs?: number
  /** Shortest time between two events about one API key, milliseconds; a minute by default. */
  noticeMs?: number
}

/** Transactions that write to logs at once. */
const transactionsMax = 8

/** Connections of each pool: one that writes is never waited for by those who read. The jobs have one more to write with. */
export const poolSizes = { reads: 4, writes: transactionsMax + 1 } as const

/** Room for three times what one address may hold, and for heads and bodies that come in at a reasonable pace. */
export function serveLimits({ connectionsPerAddress }: Config['ingest']): Partial<ServeLimits> {
  return { connectionsMax: 3 * connectionsPerAddress, connectionsPerAddressMax: connectionsPerAddress }
}

export interface Recorder {
  app: Hono<WebEnv>
  /** Records what is still to be told. To be called when the last request has ended, and before the pools are closed. */
  stop(): Promise<void>
}

const single = '/v1/events'
const batch = '/v1/events/batch'

/**
 * The recorder's HTTP side: where machines send events. It has no pages, no cookies and no sessions; a key with every
 * request is the only credential, so neither the host nor the origin of a request decides anything.
 */
export function createRecorder(options: RecorderOptions): Recorder {
  const { pools, config, logger, metrics, checks = [], answerMs = answerMsDefault } = options
  const app = new Hono<RecorderEnv>()
  const admission = createAdmission()
  const turns = createTurns()
  const appender = createAppender(pools.writes, { transactionsMax, turns })
  const logs = createLogDirectory(pools.reads)
  const notices = createKeyNotices({ appender, logs, logger, metrics, everyMs: options.noticeMs })
  const services: EventServices = {
    // On connections that never write: they are never waited for by those who do.
    readKey: readTogether((header) => readApiKey(pools.reads, header, new Date())),
    logger,
    appender,
    turns,
    logs,
    notices,
    limiter: createRateLimiter(rateLimitsOf(config)),
    originOf: originReader(config.trustedProxies),
    count: createEventCounter(metrics),
  }

  app.use(
    observe({ logger, metrics, answerMs, paths: new Set([...probePaths, single, batch]), quietPaths: probePaths }),
  )
  addProbes(app, { config, metrics, checks })
  for (const path of probePaths) app.all(path, refuseMethod('GET, HEAD'))

  app.use('/v1/*', relieve(watchPressure()), admit(admission))
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
  const outer = new Hono<WebEnv>().all('*', (c) => app.fetch(c.req.raw, c.env))
  return { app: outer, stop: notices.stop }
}
