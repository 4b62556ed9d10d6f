import type { ServerBuild } from '@remix-run/node'
import type { Context, Hono } from 'hono'
import type { WebEnv } from './environment.ts'
import { type RunningServer, type ServeOptions, serveWebApp } from './serve.ts'
import { readStaticFiles } from './static-files.ts'
import { createWebApp, type WebAppOptions } from './web-app.ts'

export type RemixAppOptions = Omit<WebAppOptions, 'port' | 'staticFiles'> &
  ServeOptions & {
    build: ServerBuild
    /** The directory of the client's assets, `build/client` as a rule. */
    buildDirectory: string
  }

/** Serves a built Remix app until the process is told to stop. */
export async function serveRemixApp(options: RemixAppOptions): Promise<RunningServer> {
  return serveWebApp(await createRemixApp(options), options)
}

/** The same without a socket. */
export async function createRemixApp(options: Omit<RemixAppOptions, 'host'>): Promise<Hono<WebEnv>> {
  const app = createWebApp({ ...options, staticFiles: await readStaticFiles(options.buildDirectory) })
  // Loaded here, so that a process without pages does not pay for Remix.
  const { createRequestHandler } = await import('@remix-run/node')
  // Always production, whatever the environment says: the other mode sends stack traces to the browser.
  const handle = createRequestHandler(options.build, 'production')
  const { protocol } = new URL(options.publicUrl)
  app.all('*', (c) => {
    const { clientAddress, forwardedFor, requestId, signal, nonce, logger } = c.var
    const context = { clientAddress, forwardedFor, requestId, signal, nonce, logger }
    return handle(remixRequest(c, protocol), context)
  })
  return app
}

/** What anyone may write into a request and no handler may lean on: address, host and scheme are known already. */
const untrustedHeaders = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-prefix',
  'x-forwarded-proto',
  'x-forwarded-server',
  'x-original-url',
  'x-real-ip',
  'x-rewrite-url',
]

/** The request under its public address: behind a proxy that ends TLS, the socket alone says http. */
function remixRequest(c: Context<WebEnv>, protocol: string): Request {
  const url = new URL(c.req.url)
  const headers = new Headers(c.req.raw.headers)
  for (const name of untrustedHeaders) headers.delete(name)
  const init: RequestInit & { duplex: 'half' } = {
    method: c.req.method,
    headers,
    body: c.req.raw.body,
    signal: c.get('signal'),
    duplex: 'half',
  }
  return new Request(`${protocol}//${headers.get('host')}${url.pathname}${url.search}`, init)
}
