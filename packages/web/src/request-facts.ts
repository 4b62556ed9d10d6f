import type { Logger } from '@daybook/runtime'

/** What the server knows about a request before any handler runs. Remix gets it as its load context. */
export type RequestFacts = {
  /** The client's address as text, found through trusted proxies only. Null behind a socket that has none. */
  clientAddress: string | null
  /** The `X-Forwarded-For` header as it came: a claim, kept as evidence, never used to decide anything. */
  forwardedFor: string | null
  requestId: string
  /** Fires when the client leaves, and when the server stops. Use it instead of `request.signal`. */
  signal: AbortSignal
  /** For inline scripts of this response. */
  nonce: string
  logger: Logger
}
