import type { AppLoadContext } from '@remix-run/node'
import { requestContext } from './request-context.ts'

/** What is worth keeping of a request, for whoever records what was done with it. */
export type RequestInfo = {
  method: string
  path: string
  clientAddress: string | null
  forwardedFor: string | null
  userAgent: string | null
  requestId: string
}

export function requestInfo(request: Request, context: AppLoadContext): RequestInfo {
  const { clientAddress, forwardedFor, requestId } = requestContext(context)
  return {
    method: request.method,
    // A data request is the page's own, asked for by the browser's router.
    path: new URL(request.url).pathname.replace(/\.data$/, ''),
    clientAddress,
    forwardedFor,
    userAgent: request.headers.get('user-agent'),
    requestId,
  }
}
