import { STATUS_CODES } from 'node:http'

/** What is wrong with one part of a request. `pointer` is a JSON Pointer (RFC 6901) into its body. */
export type ProblemError = { detail: string; pointer?: string; code?: string }

export type ProblemOptions = {
  status: number
  /** Stable, for programs: `cross-site`, `body-too-large`. */
  code: string
  /** For people: what happened to this request. Never text that came with an exception. */
  detail?: string
  /** A URI for this kind of problem; `about:blank` (RFC 9457 §4.2.1) unless there is a page about it. */
  type?: string
  title?: string
  /** The path of the request. */
  instance?: string
  requestId?: string
  errors?: readonly ProblemError[]
  headers?: HeadersInit
}

/** An answer that says what went wrong, for programs and people alike (RFC 9457). */
export function problem(options: ProblemOptions): Response {
  const { status, code, detail, type = 'about:blank', title, instance, requestId, errors } = options
  const body = {
    type,
    title: title ?? STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    instance,
    code,
    request_id: requestId,
    errors,
  }
  const headers = new Headers(options.headers)
  headers.set('Content-Type', 'application/problem+json')
  headers.set('Cache-Control', 'no-store')
  return new Response(JSON.stringify(body), { status, headers })
}
