import { createMetrics } from '@daybook/runtime'
import { expect, onTestFinished, test } from 'vitest'
import { serveWebApp } from './serve.ts'
import { memoryLog, publicUrl, remixBuild, send, serveBuild } from './testing.ts'
import { createWebApp, type WebAppOptions } from './web-app.ts'

const own = { 'Sec-Fetch-Site': 'same-origin' }

async function serveRoutes(options: Partial<WebAppOptions> = {}) {
  const { logger, lines } = memoryLog()
  const app = createWebApp({ publicUrl, logger, ...options })
  app.get('/facts', (c) => {
    const { clientAddress, forwardedFor, requestId } = c.var
    return c.json({ clientAddress, forwardedFor, requestId, url: c.req.url })
  })
  app.get('/page', (c) => c.html('<p>page</p>'.repeat(1000)))
  app.get('/cached', (c) => c.json({}, 200, { 'Cache-Control': 'public, max-age=60', Vary: 'Accept' }))
  app.get('/fails', () => {
    throw new Error('select * from users where email = $1')
  })
  app.post('/size', async (c) => c.json({ size: (await c.req.arrayBuffer()).byteLength }))
  const server = await serveWebApp(app, { host: '127.0.0.1', port: 0, logger })
  onTestFinished(() => server.stop())
  return { server, lines }
}

test('every answer carries these headers', async () => {
  const { server } = await serveRoutes()
  const { headers } = await send(server, { path: '/page' })
  const { date: _date, ...rest } = headers
  const nonce = /'nonce-([^']+)'/.exec(String(rest['content-security-policy']))?.[1] ?? 'none'
  expect(Buffer.from(nonce, 'base64')).toHaveLength(16)
  const text = JSON.stringify(rest, null, 2).replaceAll(nonce, 'NONCE')
  expect(JSON.parse(text.replaceAll(String(rest['request-id']), 'ID'))).toMatchInlineSnapshot(`
    {
      "cache-control": "no-store",
      "connection": "close",
      "content-length": "11000",
      "content-security-policy": "default-src 'self'; script-src 'self' 'nonce-NONCE'; style-src 'self' 'nonce-NONCE'; img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      "content-type": "text/html; charset=UTF-8",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
      "referrer-policy": "same-origin",
      "request-id": "ID",
      "strict-transport-security": "max-age=31536000",
      "vary": "Accept-Encoding, Cookie",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    }
  `)
})

test('each response has a nonce of its own', async () => {
  const { server } = await serveRoutes()
  const first = await send(server, { path: '/page' })
  const second = await send(server, { path: '/page' })
  expect(first.headers['content-security-policy']).not.toBe(second.headers['content-security-policy'])
})

test('strict transport security is not promised over plain http', async () => {
  const { server } = await serveRoutes({ publicUrl: 'http://portal.daybook.test' })
  const { status, headers } = await send(server, { path: '/page' })
  expect(status).toBe(200)
  expect(headers).not.toHaveProperty('strict-transport-security')
})

test('refusals, errors and what is missing carry the same headers', async () => {
  const { server } = await serveRoutes()
  for (const [path, host] of [['/page', 'evil.test'], ['/fails'], ['/nowhere'], ['/healthz']]) {
    const { headers } = await send(server, { path, headers: host === undefined ? {} : { Host: host } })
    expect(headers['content-security-policy']).toContain("default-src 'self'")
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['request-id']).toMatch(/^[0-9a-f-]{36}$/)
  }
})

test('a handler cannot make an answer cacheable', async () => {
  const { server } = await serveRoutes()
  const { headers } = await send(server, { path: '/cached' })
  expect(headers['cache-control']).toBe('no-store')
  expect(headers.vary).toBe('Accept, Accept-Encoding, Cookie')
})

test('an error is told to the log once and to the client as a request id', async () => {
  const { server, lines } = await serveRoutes()
  const { status, headers, body } = await send(server, { path: '/fails?token=hunter2' })
  expect(status).toBe(500)
  expect(headers['content-type']).toBe('application/problem+json')
  expect(JSON.parse(body)).toEqual({
    type: 'about:blank',
    title: 'Internal Server Error',
    status: 500,
    detail: 'Something went wrong here. The request id leads to the cause in the log.',
    instance: '/fails',
    code: 'internal-error',
    request_id: headers['request-id'],
  })
  const errors = lines().filter((line) => line.level === 'error')
  expect(errors).toHaveLength(1)
  expect(errors[0]).toMatchObject({ requestId: headers['request-id'], path: '/fails' })
  expect(JSON.stringify(lines())).not.toContain('hunter2')
})

test('each request is one line, without its query', async () => {
  const { server, lines } = await serveRoutes()
  const { headers } = await send(server, { path: '/page?q=ann@acme.test' })
  const requests = lines().filter((line) => line.msg === 'request')
  expect(requests).toHaveLength(1)
  expect(requests[0]).toMatchObject({ level: 'info', method: 'GET', path: '/page', status: 200 })
  expect(requests[0]).toMatchObject({ requestId: headers['request-id'], ms: expect.any(Number) })
  expect(JSON.stringify(lines())).not.toContain('ann@acme.test')
})

test('a request id is taken over from a trusted proxy if it is well formed, else made', async () => {
  const id = 'req_0123456789abcdef'
  const idOf = async (trustedProxies: string[], sent: string) => {
    const { server } = await serveRoutes({ trustedProxies })
    return JSON.parse((await send(server, { path: '/facts', headers: { 'X-Request-Id': sent } })).body).requestId
  }
  expect(await idOf(['127.0.0.1'], id)).toBe(id)
  expect(await idOf([], id)).toMatch(/^[0-9a-f-]{36}$/)
  for (const wrong of ['short', 'x'.repeat(65), 'req 0123456789abcdef', '-req_0123456789abc', '<script>0123456789']) {
    expect(await idOf(['127.0.0.1'], wrong)).toMatch(/^[0-9a-f-]{36}$/)
  }
})

test('the address comes through trusted proxies only; the claim is kept beside it', async () => {
  const facts = async (trustedProxies: string[]) => {
    const { server } = await serveRoutes({ trustedProxies })
    const headers = { 'X-Forwarded-For': '1.2.3.4, 198.51.100.7' }
    return JSON.parse((await send(server, { path: '/facts', headers })).body)
  }
  const forwardedFor = '1.2.3.4, 198.51.100.7'
  expect(await facts([])).toMatchObject({ clientAddress: '127.0.0.1', forwardedFor })
  expect(await facts(['127.0.0.0/8'])).toMatchObject({ clientAddress: '198.51.100.7', forwardedFor })
})

test.each([
  ['declared', {}],
  ['counted', { 'Transfer-Encoding': 'chunked' }],
])('a body over the limit is refused, its size %s', async (_case, more) => {
  const { server } = await serveRoutes({ body: { bytesMax: 1000 } })
  const post = (size: number) =>
    send(server, { method: 'POST', path: '/size', headers: { ...own, ...more }, body: Buffer.alloc(size) })
  expect(JSON.parse((await post(1000)).body)).toEqual({ size: 1000 })
  const refused = await post(1001)
  expect(refused.status).toBe(413)
  expect(JSON.parse(refused.body)).toMatchObject({ code: 'body-too-large' })
})

test('a packed body is refused before it is unpacked', async () => {
  const { server } = await serveRoutes()
  const headers = { ...own, 'Content-Encoding': 'gzip' }
  expect((await send(server, { method: 'POST', path: '/size', headers, body: 'x' })).status).toBe(415)
})

test('probes answer under any name, and tell nothing', async () => {
  let isUp = false
  const ready = () => (isUp ? true : Promise.reject(new Error('database at db.internal is down')))
  const { server } = await serveRoutes({ ready })
  const headers = { Host: '10.1.2.3:4001' }
  expect(await send(server, { path: '/healthz', headers })).toMatchObject({ status: 200, body: '{"status":"ok"}' })
  expect(await send(server, { path: '/readyz', headers })).toMatchObject({
    status: 503,
    body: '{"status":"not ready"}',
  })
  isUp = true
  expect(await send(server, { path: '/readyz', headers })).toMatchObject({ status: 200, body: '{"status":"ready"}' })
})

test('metrics are for those who have the token, and for nobody without one configured', async () => {
  const metrics = createMetrics('test')
  const { server } = await serveRoutes({ metrics, metricsToken: 'right-token-of-metrics' })
  const headers = { Authorization: 'Bearer right-token-of-metrics' }
  expect((await send(server, { path: '/metrics' })).status).toBe(401)
  await send(server, { path: '/page' })
  const { status, body } = await send(server, { path: '/metrics', headers })
  expect(status).toBe(200)
  expect(body).toMatch(/^daybook_http_request_duration_seconds_count\{.*method="GET",status="200".*\} 1$/m)

  const { server: silent } = await serveRoutes({ metrics: createMetrics('test'), metricsToken: null })
  expect((await send(silent, { path: '/metrics', headers })).status).toBe(404)
})

test('Remix sees the request under its public address, without what a client may have forged', async () => {
  let seen: Request | null = null
  const loader = ({ request }: { request: Request }) => {
    seen = request
    return new Response('ok')
  }
  const server = await serveBuild(remixBuild({ '/': { default: () => null }, '/facts': { loader } }))
  const forged = { 'X-Forwarded-Host': 'evil.test', 'X-Forwarded-Proto': 'ftp', Forwarded: 'host=evil.test' }
  await send(server, { path: '/facts?a=1', headers: { ...forged, 'X-Original-URL': '/admin' } })
  expect(seen).toMatchObject({ url: `${publicUrl}/facts?a=1` })
  const headers = [...new Headers(seen === null ? {} : (seen as Request).headers).keys()]
  expect(headers.filter((name) => name.includes('forwarded') || name.includes('original'))).toEqual([])
})
