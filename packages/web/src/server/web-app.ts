import { randomBytes } from 'node:crypto'
import { isMetricsReader, type Logger, type Metrics } from '@daybook/runtime'
import { Hono, type MiddlewareHandler } from 'hono'
import { signalOf } from './abort.ts'
import { finishAnswers } from './answer.ts'
import { type BodyOptions, limitBody } from './body.ts'
import { createAddressReader } from './client-address.ts'
import type { WebEnv } from './environment.ts'
import { createGuard, type GuardOptions } from './guard.ts'
import { problem } from './problem.ts'
import { requestIdFor } from './request-id.ts'
import { type StaticFiles, serveStaticFiles } from './static-files.ts'

export type WebAppOptions = {
  /** Scheme, host and port under which people and machines know this process. */
  publicUrl: string
  /** The port listened on, if it is not the public one. */
  port?: number
  /** Addresses and networks whose `X-Forwarded-For` entries are believed. */
  trustedProxies?: readonly string[]
  logger: Logger
  metrics?: Metrics
  /** Null or absent: /metrics is not served. */
  metricsToken?: string | null
  /** Asked by /readyz; absent means ready as soon as it listens. */
  ready?: () => boolean | Promise<boolean>
  staticFiles?: StaticFiles
  body?: BodyOptions
  guard?: Omit<GuardOptions, 'publicUrl' | 'port'>
}

/**
 * An application with everything in front of its routes: request facts, log line, headers, probes, files, the guard and
 * the body limit. Routes are added to what it returns; none of them is entered by a request that was refused.
 */
export function createWebApp(options: WebAppOptions): Hono<WebEnv> {
  const { publicUrl, port, logger } = options
  const app = new Hono<WebEnv>()
  app.use(gatherFacts(options), logRequests(options), finishAnswers(publicUrl))
  addProbes(app, options)
  if (options.staticFiles !== undefined) app.use(serveStaticFiles(options.staticFiles))
  app.use(createGuard({ publicUrl, port, ...options.guard }), limitBody(options.body ?? {}))

  app.notFound((c) => problem({ status: 404, code: 'not-found', requestId: c.get('requestId'), instance: c.req.path }))
  app.onError((error, c) => {
    const requestId = c.get('requestId')
    if (!c.get('signal').aborted) {
      logger.error({ err: error, requestId, method: c.req.method, path: c.req.path }, 'a request failed')
    }
    const detail = 'Something went wrong here. The request id leads to the cause in the log.'
    return problem({ status: 500, code: 'internal-error', detail, requestId, instance: c.req.path })
  })
  return app
}

function gatherFacts({ trustedProxies = [], logger }: WebAppOptions): MiddlewareHandler<WebEnv> {
  const addresses = createAddressReader(trustedProxies)
  return async (c, next) => {
    const socketAddress = c.env.incoming?.socket.remoteAddress
    const forwardedFor = c.req.header('x-forwarded-for') ?? null
    const claimedId = c.req.header('x-request-id') ?? null
    c.set('clientAddress', addresses.clientAddress(socketAddress, forwardedFor))
    c.set('forwardedFor', forwardedFor)
    c.set('requestId', requestIdFor(claimedId, addresses.isTrusted(socketAddress)))
    c.set('signal', c.env.outgoing ? signalOf(c.env.outgoing) : c.req.raw.signal)
    c.set('nonce', randomBytes(16).toString('base64'))
    c.set('logger', logger)
    await next()
  }
}

/** One line per request, without the query: it may hold what someone has searched for. */
function logRequests({ logger, metrics }: WebAppOptions): MiddlewareHandler<WebEnv> {
  const durations = metrics?.histogram({
    name: 'daybook_http_request_duration_seconds',
    help: 'Time until the head of an answer was ready.',
    labels: ['method', 'status'],
  })
  return async (c, next) => {
    const start = performance.now()
    await next()
    const ms = Math.round(performance.now() - start)
    const { method, path } = c.req
    const { status } = c.res
    durations?.observe({ method, status }, ms / 1000)
    const isRoutine = c.get('isStaticFile') === true || probePaths.has(path)
    const fields = { method, path, status, ms, requestId: c.get('requestId') }
    if (isRoutine) logger.debug(fields, 'request')
    else logger.info(fields, 'request')
  }
}

const probePaths = new Set(['/healthz', '/readyz', '/metrics'])

/** Before the guard: probes call by address, not by the public name. None of them tells anything about anyone. */
function addProbes(app: Hono<WebEnv>, { ready, metrics, metricsToken }: WebAppOptions): void {
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/readyz', async (c) => {
    const isReady = ready === undefined || (await isTrue(ready))
    return isReady ? c.json({ status: 'ready' }) : c.json({ status: 'not ready' }, 503)
  })
  if (metrics === undefined || !metricsToken) return
  app.get('/metrics', async (c) => {
    if (!isMetricsReader(c.req.header('authorization'), metricsToken)) {
      const headers = { 'WWW-Authenticate': 'Bearer' }
      return problem({ status: 401, code: 'unauthorized', requestId: c.get('requestId'), headers })
    }
    return c.body(await metrics.text(), 200, { 'Content-Type': metrics.contentType })
  })
}

async function isTrue(ready: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await ready()
  } catch {
    return false
  }
}
