import type { Context, MiddlewareHandler } from 'hono'
import { markStream } from './abort.ts'
import { acceptsGzip, compressedBytesMin, gzipTransform, isCompressible, zip } from './compression.ts'
import type { WebEnv } from './environment.ts'
import { readAhead } from './read-ahead.ts'
import { addVary, forbidCaching, setSecurityHeaders } from './security-headers.ts'

type Body = ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> | null

/** The last touch on every answer, errors included: headers, compression, and an honest end for a body that fails. */
export function finishAnswers(publicUrl: string): MiddlewareHandler<WebEnv> {
  const isHttps = publicUrl.startsWith('https:')
  return async (c, next) => {
    await next()
    const response = c.res
    const headers = new Headers(response.headers)
    const isStatic = c.get('isStaticFile') === true
    const body = isStatic ? response.body : await finishBody(response, headers, c)
    setSecurityHeaders(headers, { nonce: c.get('nonce'), isHttps })
    headers.set('Request-Id', c.get('requestId'))
    if (!isStatic) forbidCaching(headers)

    const { status, statusText } = response
    // Hono merges the old headers over the new ones unless the old answer is taken away first.
    c.res = undefined
    c.res = new Response(body, { status, statusText, headers })
  }
}

async function finishBody(response: Response, headers: Headers, c: Context<WebEnv>): Promise<Body> {
  if (response.body === null) return null
  if (isEventStream(headers)) {
    if (c.env.outgoing) markStream(c.env.outgoing)
    return guarded(response.body, c)
  }

  const canZip = isCompressible(response)
  if (canZip) addVary(headers, 'Accept-Encoding')
  const isZipped = canZip && acceptsGzip(c.req.header('accept-encoding') ?? null)
  const ahead = await readAhead(response.body)
  if ('stream' in ahead) {
    if (!isZipped) return guarded(ahead.stream, c)
    headers.set('Content-Encoding', 'gzip')
    headers.delete('Content-Length')
    return guarded(ahead.stream.pipeThrough(gzipTransform()), c)
  }
  const isSmall = ahead.whole.byteLength < compressedBytesMin
  const bytes = isZipped && !isSmall ? await zip(ahead.whole) : ahead.whole
  if (isZipped && !isSmall) headers.set('Content-Encoding', 'gzip')
  headers.set('Content-Length', String(bytes.byteLength))
  return bytes
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
