import type { ServerResponse } from 'node:http'

type OpenRequest = { controller: AbortController; isStream: boolean }

/** By response, so that the server can end what is still open when it stops. An entry lives as long as its response. */
const openRequests = new WeakMap<ServerResponse, OpenRequest>()

/**
 * A signal that fires when this response's connection is gone. The one of a `Request` is not enough: a copy of a request
 * is tied to the original through a weak reference, so that after a garbage collection a stream's handler would never
 * learn that its client has left, and would go on for ever.
 */
export function signalOf(outgoing: ServerResponse): AbortSignal {
  const known = openRequests.get(outgoing)
  if (known !== undefined) return known.controller.signal

  const controller = new AbortController()
  openRequests.set(outgoing, { controller, isStream: false })
  outgoing.once('close', () => controller.abort())
  return controller.signal
}

/** Marks a response that has no end of its own: a stopping server ends it at once instead of waiting for it. */
export function markStream(outgoing: ServerResponse): void {
  const open = openRequests.get(outgoing)
  if (open !== undefined) open.isStream = true
}

export function isStream(outgoing: ServerResponse): boolean {
  return openRequests.get(outgoing)?.isStream ?? false
}

/** Tells the handler to come to an end, while its connection still stands. */
export function abortRequest(outgoing: ServerResponse): void {
  openRequests.get(outgoing)?.controller.abort()
}
