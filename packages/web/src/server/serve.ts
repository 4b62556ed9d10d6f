import { createServer, type Server, type ServerResponse } from 'node:http'
import { type Logger, onShutdown } from '@daybook/runtime'
import { getRequestListener, RequestError } from '@hono/node-server'
import type { Hono } from 'hono'
import { abortRequest, isStream } from './abort.ts'
import { createAddressReader } from './client-address.ts'
import { limitConnections } from './connections.ts'
import type { WebEnv } from './environment.ts'

export type ServeOptions = {
  host: string
  /** 0 takes any free port. */
  port: number
  logger: Logger
  /** Runs after the last request has ended, before the process does. */
  onStop?: () => unknown
  limits?: Partial<ServeLimits>
  /** Addresses and networks of proxies, which may hold any number of connections. None by default. */
  trustedProxies?: readonly string[]
}

export type ServeLimits = {
  /** Seconds for a request's headers to arrive. */
  headersSeconds: number
  /** Seconds for the whole request to arrive, body included. */
  requestSeconds: number
  /** Seconds a connection may wait for its next request: longer than a proxy in front keeps it, or they collide. */
  keepAliveSeconds: number
  /** Connections at once. Further ones are closed as they come. */
  connectionsMax: number
  /** Of these, of one address. No bound by default: a proxy in front has one address for everybody. */
  connectionsPerAddressMax: number
  /** Seconds a stopping server gives to open streams, and to everything else. */
  streamEndSeconds: number
  drainSeconds: number
}

export type RunningServer = {
  port: number
  /** Takes no more requests, lets the open ones end, then resolves. May be called more than once. */
  stop(): Promise<void>
}

const defaultLimits: ServeLimits = {
  headersSeconds: 10,
  requestSeconds: 15,
  keepAliveSeconds: 65,
  connectionsMax: 1000,
  connectionsPerAddressMax: Number.POSITIVE_INFINITY,
  streamEndSeconds: 1.5,
  drainSeconds: 8,
}

/** Listens. SIGTERM and SIGINT stop it in good order (see `onShutdown`). */
export async function serveWebApp(app: Hono<WebEnv>, options: ServeOptions): Promise<RunningServer> {
  const limits = { ...defaultLimits, ...options.limits }
  const server = createHttpServer(app, options, limits)
  const port = await listen(server, options)
  options.logger.info({ host: options.host, port }, 'listening')

  const drain = createDrain(server, limits)
  let stopping: Promise<void> | null = null
  function stop(): Promise<void> {
    unregister()
    stopping ??= drain().then(async () => {
      await options.onStop?.()
    })
    return stopping
  }
  const unregister = onShutdown(`server on port ${port}`, stop)
  return { port, stop }
}

function createHttpServer(app: Hono<WebEnv>, options: ServeOptions, limits: ServeLimits): Server {
  const { logger, trustedProxies = [] } = options
  const listener = getRequestListener(app.fetch, {
    errorHandler(error) {
      // An address that cannot be parsed; anything that happens inside the application is answered there.
      if (error instanceof RequestError) return new Response(null, { status: 400 })
      logger.error({ err: error }, 'a request failed outside the application')
      return new Response(null, { status: 500 })
    },
  })
  const server = createServer(
    {
      headersTimeout: limits.headersSeconds * 1000,
      requestTimeout: limits.requestSeconds * 1000,
      keepAliveTimeout: limits.keepAliveSeconds * 1000,
      // How often the limits above are looked at; Node's default of 30 s would triple them.
      connectionsCheckingInterval: 1000,
    },
    (request, response) => void listener(request, response),
  )
  server.maxConnections = limits.connectionsMax
  const { isTrusted } = createAddressReader(trustedProxies)
  limitConnections(server, { perAddressMax: limits.connectionsPerAddressMax, isTrusted })
  return server
}

function listen(server: Server, { host, port }: ServeOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function createDrain(server: Server, limits: ServeLimits): () => Promise<void> {
  const open = new Set<ServerResponse>()
  let isStopping = false
  server.on('request', (_request, response: ServerResponse) => {
    open.add(response)
    if (isStopping) response.shouldKeepAlive = false
    response.once('close', () => {
      open.delete(response)
      // A connection that falls idle only now would otherwise wait for a next request that must not come.
      if (isStopping) setImmediate(() => server.closeIdleConnections())
    })
  })

  return async () => {
    isStopping = true
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeIdleConnections()
    for (const response of open) {
      response.shouldKeepAlive = false
      if (isStream(response)) abortRequest(response)
    }
    const streamLimit = setTimeout(() => {
      for (const response of open) if (isStream(response)) response.destroy()
    }, limits.streamEndSeconds * 1000)
    const limit = setTimeout(() => server.closeAllConnections(), limits.drainSeconds * 1000)
    await closed
    clearTimeout(streamLimit)
    clearTimeout(limit)
  }
}
