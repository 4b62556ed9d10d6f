import type { Context, MiddlewareHandler } from 'hono'
import { markStream } from './abort.ts'
import { compressed } from './compression.ts'
import type { WebEnv } from './environment.ts'
import { forbidCaching, setSecurityHeaders } from './security-headers.ts'

/** The last touch on every answer, errors included: headers, compression, and an honest end for a body that fails. */
export function finishAnswers(publicUrl: string): MiddlewareHandler<WebEnv> {
  const isHttps = publicUrl.startsWith('https:')
  return async (c, next) => {
    await next()
    const isStatic = c.get('isStaticFile') === true
    const response = isStatic ? c.res : compressed(c.res, c.req.header('accept-encoding') ?? null)
    const headers = new Headers(response.headers)
    setSecurityHeaders(headers, { nonce: c.get('nonce'), isHttps })
    headers.set('Request-Id', c.get('requestId'))
    if (!isStatic) forbidCaching(headers)
    if (isEventStream(headers) && c.env.outgoing) markStream(c.env.outgoing)

    const body = response.body === null || isStatic ? response.body : guarded(response.body, c)
    const { status, statusText } = response
    // Hono merges the old headers over the new ones unless the old answer is taken away first.
    c.res = undefined
    c.res = new Response(body, { status, statusText, headers })
  }
}

function isEventStream(headers: Headers): boolean {
  return headers.get('content-type')?.startsWith('text/event-stream') ?? false
}

/**
 * A body that fails halfway must not look complete, and the adapter would append the error's message to it. So the
 * connection is cut, which the reader notices, and the error goes to the log.
 */
function guarded(body: ReadableStream<Uint8Array>, c: Context<WebEnv>): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  const { logger, requestId, signal } = c.var
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        if (!signal.aborted) logger.error({ err: error, requestId }, 'an answer broke off')
        c.env.outgoing?.destroy()
        controller.close()
      }
    },
    cancel: (reason) => reader.cancel(reason),
  })
}
