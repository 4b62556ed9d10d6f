/** One answer, or none. */
export interface Answer {
  /** Null when the connection broke or nothing came in time. */
  status: number | null
  ms: number
  /** Milliseconds of `performance.now()` at which it was over. */
  at: number
  retryAfter: string | null
  /** Why there is no answer: `ECONNRESET`, `TimeoutError`. */
  failure: string | null
}

export interface Answers {
  all: readonly Answer[]
  fetch: typeof fetch
}

/** A `fetch` that remembers how each request ended and how long that took. */
export function watchAnswers(): Answers {
  const all: Answer[] = []
  return {
    all,
    async fetch(url, init) {
      const start = performance.now()
      const note = (status: number | null, retryAfter: string | null, failure: string | null = null) => {
        const at = performance.now()
        all.push({ status, ms: at - start, at, retryAfter, failure })
      }
      try {
        const response = await fetch(url, init)
        const body = await response.arrayBuffer()
        note(response.status, response.headers.get('retry-after'))
        return new Response(body, { status: response.status, headers: response.headers })
      } catch (error) {
        note(null, null, failureOf(error))
        throw error
      }
    },
  }
}

export function isRefused({ status }: Answer): boolean {
  return status === 429 || status === 503
}

export function isAccepted({ status }: Answer): boolean {
  return status === 200 || status === 201
}

/** The value below which that share of the values lies; 0 of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function failureOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code
  return cause instanceof Error ? cause.name : String(cause)
}
