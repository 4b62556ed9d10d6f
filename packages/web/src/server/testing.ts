/** For the tests of this package: a real server on a free port, an app that counts who enters it, a client that lies. */
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'
import { createLogger, type Logger } from '@daybook/runtime'
import type { ServerBuild } from '@remix-run/node'
import { onTestFinished } from 'vitest'
import { type RunningServer, type ServeLimits, serveWebApp } from './serve.ts'
import { createRemixApp, type RemixAppOptions } from './serve-app.ts'

export const publicUrl = 'https://portal.daybook.test'

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string; bytes: Buffer }

type Sent = { method?: string; path?: string; headers?: OutgoingHttpHeaders; body?: string | Buffer }

/** Unlike `fetch`, this client sends any Host, Origin or fetch metadata it is told to. */
export function send(server: RunningServer, { method = 'GET', path = '/', headers = {}, body }: Sent): Promise<Answer> {
  const options = { host: '127.0.0.1', port: server.port, method, path, agent: false as const }
  const sent = { Host: new URL(publicUrl).host, ...headers }
  return new Promise((resolve, reject) => {
    const call = request({ ...options, headers: sent }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const bytes = Buffer.concat(chunks)
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes.toString(), bytes })
      })
    })
    call.on('error', reject)
    call.end(body)
  })
}

export type Log = { logger: Logger; lines: () => Record<string, unknown>[] }

export function memoryLog(): Log {
  const lines: Record<string, unknown>[] = []
  const logger = createLogger('test', {
    level: 'trace',
    destination: { write: (line) => lines.push(JSON.parse(line)) },
  })
  return { logger, lines: () => lines }
}

export type RouteModule = ServerBuild['routes'][string]['module']

/** A build as the bundler writes it. Keys of `routes` are paths; a module without a component is a resource route. */
export function remixBuild(
  routes: Record<string, Omit<RouteModule, 'default'> & { default?: RouteModule['default'] }>,
  entry: Partial<ServerBuild['entry']['module']> = {},
): ServerBuild {
  const paths = Object.keys(routes)
  return {
    mode: 'production',
    entry: { module: { default: (_request, status) => new Response('a page', { status }), ...entry } },
    // The type wants a component of every module; resource routes have none.
    routes: Object.fromEntries(
      paths.map((path) => [routeId(path), { ...routePlace(path), module: routes[path] as RouteModule }]),
    ),
    assets: {
      entry: { module: '/assets/entry.js', imports: [] },
      routes: Object.fromEntries(paths.map((path) => [routeId(path), assetRoute(path)])),
      url: '/assets/manifest.js',
      version: '1',
    },
    publicPath: '/',
    assetsBuildDirectory: 'build/client',
    isSpaMode: false,
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_singleFetch: true,
      v3_lazyRouteDiscovery: true,
    },
  }
}

function routeId(path: string): string {
  return path === '/' ? 'root' : `routes${path}`
}

function routePlace(path: string) {
  const id = routeId(path)
  return path === '/' ? { id, path: '' } : { id, parentId: 'root', path: path.slice(1) }
}

function assetRoute(path: string) {
  return {
    ...routePlace(path),
    module: '/assets/route.js',
    hasAction: false,
    hasLoader: false,
    hasClientAction: false,
    hasClientLoader: false,
    hasErrorBoundary: path === '/',
  }
}

type TestOptions = Partial<Omit<RemixAppOptions, 'build'>> & { limits?: Partial<ServeLimits> }

/** Listens until the test is over. */
export async function serveBuild(build: ServerBuild, options: TestOptions = {}): Promise<RunningServer> {
  const { logger } = memoryLog()
  const host = '127.0.0.1'
  const all = { build, buildDirectory: import.meta.dirname, publicUrl, logger, host, port: 0, ...options }
  const server = await serveWebApp(await createRemixApp(all), all)
  onTestFinished(() => server.stop())
  return server
}
