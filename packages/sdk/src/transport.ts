import { DaybookError } from './daybook-error.ts'
import { isProblem, type Problem } from './problem.ts'
import { type Repeatable, retryAfterMsOf, withRetries } from './retry.ts'

export interface TransportOptions {
  /** The recorder's address: `https://log.example.com`. */
  url: string
  key: string
  tenant?: string | undefined
  fetch: typeof fetch
  timeoutMs: number
  retries: number
}

export type Post = (path: string, body: string) => Promise<unknown>

/** Not now, or not through: the recorder, or something in front of it, asks to come again. */
const repeatable = new Set([408, 429, 502, 503, 504])

/** Sends JSON to the recorder and answers the JSON it answers. @throws DaybookError */
export function createTransport({ url, key, tenant, fetch, timeoutMs, retries }: TransportOptions): Post {
  const base = addressOf(url)
  const headers: Record<string, string> = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }
  if (tenant !== undefined) headers['Daybook-Tenant'] = tenant

  async function attempt(path: string, body: string): Promise<{ answer: unknown } | Repeatable> {
    let status: number | null = null
    try {
      const response = await fetch(`${base}${path}`, {
        method: 'POST',
        headers,
        body,
        // A redirected POST may arrive as a GET without its body: better to hear of it.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      })
      status = response.status
      return read(response, await response.text())
    } catch (error) {
      if (error instanceof DaybookError) throw error
      return { error: networkError(error, { base, status, timeoutMs }), retryAfterMs: null }
    }
  }

  return async (path, body) => {
    const { answer } = await withRetries(() => attempt(path, body), retries)
    return answer
  }
}

function addressOf(url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new TypeError(`createDaybook needs the recorder's http(s) address as url, not ${JSON.stringify(url)}.`)
  }
  return url.replace(/\/+$/, '')
}

function read(response: Response, text: string): { answer: unknown } | Repeatable {
  const body = parse(text)
  if (response.ok && body !== undefined) return { answer: body }

  const { status } = response
  const problem = isProblem(body) ? body : null
  const isRetryable = repeatable.has(status)
  const error = new DaybookError({
    message: messageOf(status, problem),
    code: problem?.code ?? (response.ok ? 'answer-unreadable' : `http-${status}`),
    status,
    problem,
    isRetryable,
  })
  if (!isRetryable) throw error
  return { error, retryAfterMs: retryAfterMsOf(response.headers.get('retry-after')) }
}

function messageOf(status: number, problem: Problem | null): string {
  if (problem === null)
    return `The recorder answered ${status} with something that is not its own: is the address right?`
  const findings = problem.errors?.map(({ pointer, detail }) => `${pointer || 'event'}: ${detail}`) ?? []
  return [problem.detail ?? problem.title ?? `The recorder answered ${status}.`, ...findings].join(' ')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function networkError(
  cause: unknown,
  { base, status, timeoutMs }: { base: string; status: number | null; timeoutMs: number },
) {
  const isTimeout = cause instanceof Error && cause.name === 'TimeoutError'
  const what = isTimeout ? `did not answer within ${timeoutMs} ms` : 'could not be reached, or its answer broke off'
  return new DaybookError({
    message: `The recorder at ${base} ${what}.`,
    code: isTimeout ? 'timeout' : 'network',
    status,
    isRetryable: true,
    cause,
  })
}
