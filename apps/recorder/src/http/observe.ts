import { randomUUID } from 'node:crypto'
import type { Logger, Metrics } from '@daybook/runtime'
import type { MiddlewareHandler } from 'hono'
import type { RecorderEnv } from '../environment.ts'

export interface ObserveOptions {
  logger: Logger
  metrics: Metrics
  /** Time to answer in, milliseconds. */
  answerMs: number
  /** Paths that are told apart in metrics. All others count as one: anybody can think of a new one. */
  paths: ReadonlySet<string>
  /** Paths that are asked for all day long, and not worth a line. */
  quietPaths: ReadonlySet<string>
}

/** Gives each request its id and its deadline, and tells of its end: a line, a measurement, the headers of every answer. */
export function observe({
  logger,
  metrics,
  answerMs,
  paths,
  quietPaths,
}: ObserveOptions): MiddlewareHandler<RecorderEnv> {
  const durations = metrics.histogram({
    name: 'daybook_recorder_request_duration_seconds',
    help: 'Time until a request was answered.',
    labels: ['path', 'status'],
  })
  return async (c, next) => {
    const start = performance.now()
    const requestId = randomUUID()
    c.set('requestId', requestId)
    c.set('deadline', start + answerMs)
    c.set('facts', {})
    c.set('allowance', null)
    await next()

    const { headers, status } = c.res
    headers.set('Request-Id', requestId)
    headers.set('Cache-Control', 'no-store')
    headers.set('X-Content-Type-Options', 'nosniff')
    for (const [name, value] of Object.entries(c.var.allowance?.headers() ?? {})) headers.set(name, value)

    const ms = Math.round(performance.now() - start)
    const { method, path } = c.req
    durations.observe({ path: paths.has(path) ? path : 'other', status }, ms / 1000)
    const line = { method, path, status, ms, requestId, ...c.var.facts }
    if (quietPaths.has(path)) logger.debug(line, 'request')
    else logger.info(line, 'request')
  }
}
