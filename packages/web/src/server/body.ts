import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { WebEnv } from './environment.ts'
import { problem } from './problem.ts'

export type BodyOptions = {
  /** Default: 1 MiB. */
  bytesMax?: number
  /** Whether handlers unpack `Content-Encoding` themselves, with a limit of their own. Default: no. */
  acceptsEncoded?: boolean
}

/** Refuses bodies that are too large, counted as they arrive, and packed ones, whose size cannot be told before. */
export function limitBody({ bytesMax = 1024 * 1024, acceptsEncoded = false }: BodyOptions): MiddlewareHandler<WebEnv> {
  const limit = bodyLimit({
    maxSize: bytesMax,
    onError: (c) => {
      const detail = `The body may have ${bytesMax} bytes at most.`
      const requestId: unknown = c.get('requestId')
      // The rest of the body is still coming: this connection cannot be used for another request.
      const headers = { Connection: 'close' }
      return problem({ status: 413, code: 'body-too-large', detail, requestId: String(requestId), headers })
    },
  })
  return async (c, next) => {
    const encoding = c.req.header('content-encoding')
    if (encoding !== undefined && encoding !== 'identity' && !acceptsEncoded) {
      const detail = 'Packed bodies are not read here.'
      return problem({ status: 415, code: 'encoding-unsupported', detail, requestId: c.get('requestId') })
    }
    return limit(c, next)
  }
}
