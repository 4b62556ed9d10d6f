import type { MiddlewareHandler } from 'hono'
import type { WebEnv } from './environment.ts'
import { normalHost, type Origins, originsOf } from './origins.ts'
import { problem } from './problem.ts'
import { canonicalPath, classOf, isDownloadPath, type RequestClass } from './request-class.ts'

export type GuardRules = Origins & {
  publicUrl: string
  methods: readonly string[]
  /** Paths that take a bearer key: no browser signs in there, so where a request comes from does not matter. */
  isKeyRoute: (path: string) => boolean
  isDownload: (path: string) => boolean
}

export type GuardOptions = {
  publicUrl: string
  /** The port listened on, if it is not the public one. */
  port?: number
  /** Default: GET, HEAD and POST. */
  methods?: readonly string[]
  /** Default: none. Cookies are removed from requests to these paths. */
  isKeyRoute?: (path: string) => boolean
  /** Default: below `/downloads/`, `/exports/` and files that end in .zip, .csv, .ndjson. */
  isDownload?: (path: string) => boolean
  /** Further public addresses. */
  moreUrls?: readonly string[]
}

export type GuardRequest = { method: string; url: string; header(name: string): string | null }

export type GuardDecision =
  | { kind: 'pass'; ignoresCookies: boolean }
  | { kind: 'empty' }
  | { kind: 'refuse'; status: number; code: string; detail: string; allow?: string }

export function guardRules(options: GuardOptions): GuardRules {
  return {
    ...originsOf(options.publicUrl, options.port, options.moreUrls),
    publicUrl: options.publicUrl,
    methods: options.methods ?? ['GET', 'HEAD', 'POST'],
    isKeyRoute: options.isKeyRoute ?? (() => false),
    isDownload: options.isDownload ?? isDownloadPath,
  }
}

/**
 * Whether a request may reach any handler at all. SameSite cookies and the frameworks' own checks leave gaps: sibling
 * hosts, forms sent to data routes, requests without an Origin. Here everything that changes something has to show that
 * it comes from our own pages.
 */
export function decide(request: GuardRequest, rules: GuardRules): GuardDecision {
  const url = new URL(request.url)
  const host = request.header('host')
  if (host === null || !rules.hosts.has(normalHost(host, rules.publicUrl))) {
    return refuse(421, 'host-unknown', 'This address is not served here.')
  }
  if (!rules.methods.includes(request.method)) {
    const detail = `${request.method} is not used here.`
    return { ...refuse(405, 'method-not-allowed', detail), allow: rules.methods.join(', ') }
  }
  // An exemption is given to the exact spelling only; any other goes through every check.
  if (url.pathname === canonicalPath(url.pathname) && rules.isKeyRoute(url.pathname)) return pass(true)

  const requestClass = classOf({
    pathname: url.pathname,
    accept: request.header('accept'),
    isDownload: rules.isDownload,
  })
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  const allowed = isRead ? isOwnRead(request, requestClass, rules) : isOwnWrite(request, rules)
  if (!allowed) return refuse(403, 'cross-site', 'This request does not come from a page of this application.')

  // The data door of older Remix versions, still built in; it skips what the others go through.
  if (url.searchParams.has('_data')) return refuse(404, 'not-found', 'There is nothing here.')
  // A file asked for as the data of a page would be read into memory as a whole, as text.
  if (requestClass.kind === 'private' && canonicalPath(url.pathname).endsWith('.data')) {
    return refuse(404, 'not-found', 'There is nothing here.')
  }
  if (isPrefetch(request)) return { kind: 'empty' }
  return requestClass.isTrpc ? decideTrpc(request, isRead) : pass(false)
}

/** `none` is a person typing an address, which never sends a body: a write needs `same-origin`. */
function isOwnWrite(request: GuardRequest, rules: GuardRules): boolean {
  const site = request.header('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = request.header('origin')
  return origin !== null && rules.origins.has(origin)
}

function isOwnRead(request: GuardRequest, { kind }: RequestClass, rules: GuardRules): boolean {
  const site = request.header('sec-fetch-site')
  if (site === 'same-origin' || site === 'none') return true
  // Links from elsewhere may open a page, in a tab of its own; nothing else may be loaded from elsewhere.
  if (site !== null) return kind === 'document' && isTopNavigation(request)

  const origin = request.header('origin')
  if (origin !== null) return rules.origins.has(origin)
  // No fetch metadata and no origin: a program, or a browser on plain http. Reading changes nothing and its answer stays
  // unreadable elsewhere, but streams and downloads cost enough to ask for the one trace that is left.
  return kind !== 'private' || isOwnReferrer(request.header('referer'), rules)
}

function isTopNavigation(request: GuardRequest): boolean {
  return request.header('sec-fetch-mode') === 'navigate' && request.header('sec-fetch-dest') === 'document'
}

function isOwnReferrer(referrer: string | null, rules: GuardRules): boolean {
  return referrer !== null && URL.canParse(referrer) && rules.origins.has(new URL(referrer).origin)
}

/** A page fetched ahead was not asked for by a person: no data for it, and no record that someone has looked. */
function isPrefetch(request: GuardRequest): boolean {
  return ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].some((name) =>
    /\b(prefetch|prerender|preview)\b/i.test(request.header(name) ?? ''),
  )
}

/** A form cannot send JSON or a header of its own choosing; with both required, only a script of ours gets through. */
function decideTrpc(request: GuardRequest, isRead: boolean): GuardDecision {
  const type = request.header('content-type')
  const isJson = type !== null && /^application\/json\s*(;|$)/i.test(type)
  if (isRead ? type !== null && !isJson : !isJson) {
    return refuse(415, 'content-type-unsupported', 'Only application/json is read here.')
  }
  if (!request.header('x-trpc-source')) return refuse(403, 'cross-site', 'The header x-trpc-source is missing.')
  return pass(false)
}

function pass(ignoresCookies: boolean): GuardDecision {
  return { kind: 'pass', ignoresCookies }
}

function refuse(status: number, code: string, detail: string) {
  return { kind: 'refuse' as const, status, code, detail }
}

/** Goes before every handler. A refused request enters none. */
export function createGuard(options: GuardOptions): MiddlewareHandler<WebEnv> {
  const rules = guardRules(options)
  return async (c, next) => {
    const header = (name: string) => c.req.raw.headers.get(name)
    const decision = decide({ method: c.req.method, url: c.req.url, header }, rules)
    if (decision.kind === 'empty') return new Response(null, { status: 204 })
    if (decision.kind === 'refuse') {
      const { status, code, detail, allow } = decision
      const headers = allow === undefined ? undefined : { Allow: allow }
      return problem({ status, code, detail, requestId: c.get('requestId'), instance: c.req.path, headers })
    }
    if (decision.ignoresCookies) c.req.raw.headers.delete('cookie')
    await next()
  }
}
