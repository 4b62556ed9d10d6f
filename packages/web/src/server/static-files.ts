import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { MiddlewareHandler } from 'hono'
import { acceptsGzip, zip } from './compression.ts'
import { decodePath } from './decode-path.ts'
import type { WebEnv } from './environment.ts'
import { problem } from './problem.ts'

type Body = Uint8Array<ArrayBuffer>

type StaticFile = {
  body: Body
  /** Made when first asked for; null for what is compressed already. */
  zipped: (() => Promise<Body>) | null
  type: string
  etag: string
  cacheControl: string
}

export type StaticFiles = ReadonlyMap<string, StaticFile>

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}
const zippable = new Set(['.js', '.css', '.html', '.txt', '.json', '.webmanifest', '.svg'])

/**
 * Reads the client's files into memory, once, by the paths they are served under. A path that is not among them is not a
 * file: no request reaches the file system, so none can wander about in it.
 */
export async function readStaticFiles(directory: string): Promise<StaticFiles> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  const visible = files.map((file) => [urlPath(directory, file), file] as const).filter(([url]) => !/\/\./.test(url))
  return new Map(await Promise.all(visible.map(async ([url, file]) => [url, await readStaticFile(url, file)] as const)))
}

function urlPath(directory: string, file: string): string {
  return `/${path.relative(directory, file).split(path.sep).join('/')}`
}

async function readStaticFile(url: string, file: string): Promise<StaticFile> {
  const body = new Uint8Array(await readFile(file))
  const extension = path.extname(file).toLowerCase()
  let zipping: Promise<Body> | null = null
  const zipped = () => {
    zipping ??= zip(body)
    return zipping
  }
  return {
    body,
    zipped: zippable.has(extension) ? zipped : null,
    type: types[extension] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    // The bundler writes a hash of the content into the names of its assets.
    cacheControl: url.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
  }
}

/** Answers for the client's files. An asset that is gone gets a plain 404: no page has to be rendered to say that. */
export function serveStaticFiles(files: StaticFiles): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
    const pathname = decodePath(new URL(c.req.url).pathname)
    const file = isRead ? files.get(pathname) : undefined
    if (file !== undefined) {
      c.set('isStaticFile', true)
      return answer(file, c.req.raw.headers)
    }
    if (pathname.startsWith('/assets/')) {
      return problem({ status: 404, code: 'not-found', requestId: c.get('requestId'), instance: c.req.path })
    }
    await next()
  }
}

async function answer(file: StaticFile, request: Headers): Promise<Response> {
  const headers = new Headers({ 'Content-Type': file.type, 'Cache-Control': file.cacheControl, ETag: file.etag })
  if (file.zipped !== null) headers.set('Vary', 'Accept-Encoding')
  const known = (request.get('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  if (known.includes(file.etag)) return new Response(null, { status: 304, headers })

  const isZipped = file.zipped !== null && acceptsGzip(request.get('accept-encoding'))
  const body = isZipped && file.zipped !== null ? await file.zipped() : file.body
  if (isZipped) headers.set('Content-Encoding', 'gzip')
  headers.set('Content-Length', String(body.byteLength))
  return new Response(body, { headers })
}
