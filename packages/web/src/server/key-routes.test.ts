import type { OutgoingHttpHeaders } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { serveWebApp } from './serve.ts'
import { memoryLog, publicUrl, send } from './testing.ts'
import { createWebApp } from './web-app.ts'

async function recorder() {
  const { logger } = memoryLog()
  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE']
  const guard = { methods, isKeyRoute: (path: string) => path.startsWith('/v1/') }
  const app = createWebApp({ publicUrl, logger, guard })
  app.all('*', (c) => c.json({ cookie: c.req.header('cookie') ?? null, key: c.req.header('authorization') ?? null }))
  const server = await serveWebApp(app, { host: '127.0.0.1', port: 0, logger })
  onTestFinished(() => server.stop())
  return server
}

test('a machine with a key calls from wherever it is, and its cookies are not seen', async () => {
  const server = await recorder()
  const headers = { Authorization: 'Bearer k', Cookie: 'daybook-staff=abc', 'Sec-Fetch-Site': 'cross-site' }
  const answer = await send(server, { method: 'POST', path: '/v1/events', headers, body: '{}' })
  expect(answer.status).toBe(200)
  expect(JSON.parse(answer.body)).toEqual({ cookie: null, key: 'Bearer k' })
})

test.each(['/V1/events', '/v1//events', '/v1/%65vents', '/other'])(
  'the exemption is for the exact path only: %s',
  async (path) => {
    const server = await recorder()
    const headers: OutgoingHttpHeaders = { Authorization: 'Bearer k', Origin: 'https://evil.test' }
    expect((await send(server, { method: 'POST', path, headers, body: '{}' })).status).toBe(403)
  },
)

test('a key does not open an unknown host', async () => {
  const server = await recorder()
  expect((await send(server, { path: '/v1/events', headers: { Host: 'evil.test' } })).status).toBe(421)
})
