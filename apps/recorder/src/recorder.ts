import { randomUUID } from 'node:crypto'
import { problem } from '@daybook/web/server'
import { type Context, Hono } from 'hono'
import type { RecorderEnv, RecorderServices } from './environment.ts'
import { createAppender } from './events/appender.ts'
import { createEventCounter } from './events/event-metrics.ts'
import { failureOf } from './events/failures.ts'
import { createLogDirectory } from './events/log-directory.ts'
import { recordBatch } from './events/record-batch.ts'
import { type EventServices, recordEvent } from './events/record-event.ts'
import { createAdmission } from './http/admission.ts'
import { answerMsMax } from './http/deadline.ts'
import { addProbes, type ReadyCheck } from './http/probes.ts'
import { isRefusal, refuse, unavailable } from './http/refusal.ts'

export interface RecorderOptions extends RecorderServices {
  /** What /readyz asks; nothing by default. */
  checks?: readonly ReadyCheck[]
}

/**
 * The recorder's HTTP side: where machines send events. It has no pages and no sessions; a key with every request is
 * the only credential, so where a request comes from does not matter.
 */
export function createRecorder({ db, config, logger, metrics, checks = [] }: RecorderOptions): Hono<RecorderEnv> {
  const app = new Hono<RecorderEnv>()
  const admission = createAdmission()
  const durations = metrics.histogram({
    name: 'daybook_recorder_request_duration_seconds',
    help: 'Time until a request was answered.',
    labels: ['route', 'status'],
  })
  metrics.gauge({
    name: 'daybook_recorder_requests_open',
    help: 'Requests that are being worked on.',
    read: admission.requests,
  })
  metrics.gauge({
    name: 'daybook_recorder_body_bytes_open',
    help: 'Bytes of the bodies that are being worked on.',
    read: admission.bytes,
  })

  app.use(async (c, next) => {
    const start = performance.now()
    c.set('requestId', randomUUID())
    c.set('deadline', start + answerMsMax)
    c.set('facts', {})
    await next()
    finish(c)
    const ms = Math.round(performance.now() - start)
    const { method, path } = c.req
    const { status } = c.res
    durations.observe({ route: routes.has(path) ? path : 'other', status }, ms / 1000)
    const line = { method, path, status, ms, requestId: c.var.requestId, ...c.var.facts }
    if (probePaths.has(path)) logger.debug(line, 'request')
    else logger.info(line, 'request')
  })

  addProbes(app, { config, metrics, checks })

  app.use('/v1/*', async (c, next) => {
    const ticket = admission.enter()
    if (ticket === null)
      return refuse(unavailable('busy', 'Too much is being recorded at this moment. Send the same request again.', 1))
    c.set('ticket', ticket)
    try {
      await next()
    } finally {
      ticket.leave()
    }
  })
  const services: EventServices = {
    db,
    logger,
    logs: createLogDirectory(db),
    appender: createAppender(db),
    count: createEventCounter(metrics),
  }
  app.post('/v1/events', (c) => recordEvent(c, services))
  app.post('/v1/events/batch', (c) => recordBatch(c, services))
  for (const path of ['/v1/events', '/v1/events/batch']) app.all(path, refuseMethod('POST'))
  for (const path of probePaths) app.all(path, refuseMethod('GET, HEAD'))

  app.notFound((c) => answer(c, { status: 404, code: 'not-found', detail: 'There is nothing at this address.' }))
  app.onError((error, c) => {
    if (isRefusal(error)) {
      c.var.facts.code = error.refusal.code
      return answer(c, error.refusal)
    }
    const failure = failureOf(error)
    const { requestId } = c.var
    if (failure !== null) {
      logger[failure.level]({ err: error, requestId }, failure.message)
      c.var.facts.code = failure.refusal.code
      return answer(c, failure.refusal)
    }
    logger.error({ err: error, requestId }, 'a request failed')
    const detail = 'Something went wrong here. The request id leads to the cause in the recorder’s log.'
    return answer(c, { status: 500, code: 'internal-error', detail })
  })
  return app
}

const probePaths = new Set(['/healthz', '/readyz', '/metrics'])
const routes = new Set([...probePaths, '/v1/events', '/v1/events/batch'])

function refuseMethod(allow: string) {
  return (c: Context<RecorderEnv>) =>
    refuse({
      status: 405,
      code: 'method-not-allowed',
      detail: `${c.req.method} is not used here.`,
      headers: { Allow: allow },
    })
}

type Answer = {
  status: number
  code: string
  detail: string
  errors?: Parameters<typeof problem>[0]['errors']
  headers?: Record<string, string>
}

function answer(c: Context<RecorderEnv>, refusal: Answer): Response {
  return problem({ ...refusal, requestId: c.var.requestId, instance: c.req.path })
}

/** What every answer carries, problems included. */
function finish(c: Context<RecorderEnv>): void {
  c.res.headers.set('Request-Id', c.var.requestId)
  c.res.headers.set('Cache-Control', 'no-store')
  c.res.headers.set('X-Content-Type-Options', 'nosniff')
}
