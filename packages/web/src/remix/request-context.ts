import { randomUUID } from 'node:crypto'
import type { AppLoadContext } from '@remix-run/node'
import type { RequestFacts } from '../request-facts.ts'

declare module '@remix-run/node' {
  // All optional: the development server of Vite gives no load context.
  interface AppLoadContext extends Partial<RequestFacts> {}
}

export type RequestContext = {
  /** The client's address as text; null in the development server. */
  clientAddress: string | null
  /** `X-Forwarded-For` as it came: a claim, kept as evidence. */
  forwardedFor: string | null
  requestId: string
  /** Fires when the client leaves. `request.signal` does not, once Remix's copy of the request has been collected. */
  signal: AbortSignal
  /** Undefined in the development server, which sends no content security policy. */
  nonce: string | undefined
}

/** What the server knows about this request, for loaders, actions and the entry. */
export function requestContext(context: AppLoadContext): RequestContext {
  return {
    clientAddress: context.clientAddress ?? null,
    forwardedFor: context.forwardedFor ?? null,
    requestId: requestIdOf(context),
    signal: context.signal ?? new AbortController().signal,
    nonce: context.nonce,
  }
}

/** Several loaders of one request share one context object, and must agree on the id also where no server set one. */
function requestIdOf(context: AppLoadContext): string {
  context.requestId ??= randomUUID()
  return context.requestId
}
