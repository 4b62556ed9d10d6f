import { decodePath } from './decode-path.ts'

/**
 * What a request asks for, as far as the guard has to know. `document` is a page, `data` what a page's script reads,
 * `private` what must not even be started from elsewhere: streams and downloads.
 */
export type RequestClass = { kind: 'document' | 'data' | 'private'; isTrpc: boolean }

type Facts = {
  pathname: string
  accept: string | null
  /** Paths of downloads. */
  isDownload: (path: string) => boolean
}

const trpcPath = /^\/api\/trpc(\/|$)/

/** Sorts a request by the spelling of its path that the router would accept, whatever the spelling it was sent in. */
export function classOf({ pathname, accept, isDownload }: Facts): RequestClass {
  const canonical = canonicalPath(pathname)
  // A `.data` request runs the loaders of the path before the suffix.
  const path = canonical.replace(/\.data$/, '')
  const isTrpc = trpcPath.test(path)
  const isEventStream = accept?.toLowerCase().includes('text/event-stream') ?? false
  if (isEventStream || isDownload(path)) return { kind: 'private', isTrpc: isTrpc && !isEventStream }
  const isData = path !== canonical || path.startsWith('/api/') || path === '/__manifest'
  return { kind: isData ? 'data' : 'document', isTrpc }
}

/** Routers match without regard to case and decode percent signs; what they take for a path has to be judged as one. */
export function canonicalPath(pathname: string): string {
  return decodePath(pathname)
    .toLowerCase()
    .replaceAll(/\/{2,}/g, '/')
}

/** Anything below a `download(s)` or `exports` segment, and files by their endings. */
export function isDownloadPath(path: string): boolean {
  return /\/(downloads?|exports)\/./.test(path) || /\/download$/.test(path) || /\.(zip|csv|ndjson)$/.test(path)
}
