import type { LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, Outlet, Scripts, useRouteError } from '@remix-run/react'
import { expect, test } from 'vitest'
import { useNonce } from '../browser/nonce.tsx'
import { memoryLog, type RouteModule, remixBuild, send, serveBuild } from '../server/testing.ts'
import { handleDocument, handleError, streamTimeout } from './entry-server.tsx'
import { requestContext } from './request-context.ts'

const browser = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }
const crawler = { 'User-Agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' }

function Root() {
  return (
    <html lang="en">
      <body>
        <Outlet />
        <Scripts nonce={useNonce()} />
      </body>
    </html>
  )
}

function ErrorBoundary() {
  const error = useRouteError()
  return (
    <html lang="en">
      <body>{isRouteErrorResponse(error) ? 'not there' : 'went wrong'}</body>
    </html>
  )
}

type Routes = Record<string, Partial<RouteModule>>

async function serveRoutes(routes: Routes) {
  const { logger, lines } = memoryLog()
  const build = remixBuild(
    { '/': { default: Root, ErrorBoundary }, ...routes },
    { default: handleDocument, handleError, streamTimeout },
  )
  const server = await serveBuild(build, { logger })
  return { server, errors: () => lines().filter((line) => line.level === 'error') }
}

test.each([
  ['a browser', browser],
  ['a crawler', crawler],
])('every script of a page carries the nonce its policy names: %s', async (_case, headers) => {
  const { server } = await serveRoutes({})
  const { status, body, headers: answered } = await send(server, { headers })
  expect(status).toBe(200)
  expect(body).toContain('<html lang="en">')
  const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(String(answered['content-security-policy']))?.[1]
  const scripts = body.match(/<script[^>]*>/g) ?? []
  expect(scripts.length).toBeGreaterThan(1)
  for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`)
  expect(body).not.toMatch(/ style="| on[a-z]+="/)
})

test('loaders learn what the server knows, the same in each of one request', async () => {
  const seen: unknown[] = []
  const loader = ({ context }: LoaderFunctionArgs) => {
    const { clientAddress, forwardedFor, requestId, nonce } = requestContext(context)
    seen.push({ clientAddress, forwardedFor, requestId, nonce })
    return null
  }
  const { server } = await serveRoutes({
    '/': { default: Root, ErrorBoundary, loader },
    '/page': { default: () => null, loader },
  })
  const { headers } = await send(server, { path: '/page', headers: { ...browser, 'X-Forwarded-For': '1.2.3.4' } })
  const nonce = /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1]
  const facts = { clientAddress: '127.0.0.1', forwardedFor: '1.2.3.4', requestId: headers['request-id'], nonce }
  expect(seen).toEqual([facts, facts])
})

test('a loader that fails says so in the log once, and nothing of it in the page', async () => {
  const loader = () => {
    throw new Error('select secret from users')
  }
  for (const path of ['/page', '/page.data']) {
    const { server, errors } = await serveRoutes({ '/page': { default: () => null, loader } })
    const { status, body, headers } = await send(server, { path: `${path}?q=hunter2`, headers: browser })
    expect(status).toBe(500)
    expect(body).not.toMatch(/select secret|entry-server|node_modules|at loader/)
    expect(errors()).toHaveLength(1)
    expect(errors()[0]).toMatchObject({ requestId: headers['request-id'], path })
    expect(JSON.stringify(errors())).not.toContain('hunter2')
  }
})

test('a component that fails says so in the log once', async () => {
  const Broken = () => {
    throw new Error('cannot render secret')
  }
  const { server, errors } = await serveRoutes({ '/page': { default: Broken } })
  const { status, body } = await send(server, { path: '/page', headers: browser })
  expect(status).toBe(500)
  expect(body).not.toContain('cannot render')
  expect(errors()).toHaveLength(1)
})

test('an address that is not there is no error', async () => {
  // The router says so itself, in its development version only.
  expectConsole('warn', 'No routes matched location')
  const { server, errors } = await serveRoutes({})
  expect((await send(server, { path: '/nowhere', headers: browser })).status).toBe(404)
  expect((await send(server, { path: '/nowhere.data', headers: browser })).status).toBe(404)
  expect(errors()).toEqual([])
})

test('the development server gives no load context, and everything still works', () => {
  const context = {}
  const facts = requestContext(context)
  expect(facts).toMatchObject({ clientAddress: null, forwardedFor: null, nonce: undefined })
  expect(facts.signal.aborted).toBe(false)
  expect(requestContext(context).requestId).toBe(facts.requestId)
})
