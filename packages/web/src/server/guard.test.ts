import type { OutgoingHttpHeaders } from 'node:http'
import { expect, test } from 'vitest'
import { publicUrl, remixBuild, send, serveBuild } from './testing.ts'

const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
const json = { 'Content-Type': 'application/json', 'x-trpc-source': 'app' }
const multipart = { 'Content-Type': 'multipart/form-data; boundary=b', 'x-trpc-source': 'app' }
const octets = { 'Content-Type': 'application/octet-stream', 'x-trpc-source': 'app' }

type Shape = { method: string; path: string; headers: OutgoingHttpHeaders; body?: string }

const shapes: Record<string, Shape> = {
  'document POST': { method: 'POST', path: '/', headers: form, body: 'a=1' },
  '.data POST': { method: 'POST', path: '/_root.data', headers: form, body: 'a=1' },
  '?_data= POST': { method: 'POST', path: '/?_data=root', headers: form, body: 'a=1' },
  'resource route POST': { method: 'POST', path: '/resource', headers: form, body: 'a=1' },
  'tRPC json': { method: 'POST', path: '/api/trpc/a', headers: json, body: '{}' },
  'tRPC multipart': { method: 'POST', path: '/api/trpc/a', headers: multipart, body: '--b--' },
  'tRPC octet-stream': { method: 'POST', path: '/api/trpc/a', headers: octets, body: '{}' },
  'tRPC without a type': { method: 'POST', path: '/api/trpc/a', headers: { 'x-trpc-source': 'app' }, body: '{}' },
  'tRPC batch': { method: 'POST', path: '/api/trpc/a,b?batch=1', headers: json, body: '{}' },
  'tRPC .data POST': { method: 'POST', path: '/api/trpc/a.data', headers: json, body: '{}' },
  'export GET': { method: 'GET', path: '/exports/7/file', headers: {} },
  'event stream GET': { method: 'GET', path: '/api/trpc/a', headers: { Accept: 'text/event-stream' } },
}

const elsewhere: Record<string, OutgoingHttpHeaders> = {
  'cross-site': { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.test' },
  'same-site, another app': { 'Sec-Fetch-Site': 'same-site', Origin: 'https://staff.daybook.test' },
  'an old browser of another app': { Origin: 'https://staff.daybook.test' },
  'null Origin': { Origin: 'null' },
  'null Origin in a sandbox': { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' },
  'neither Origin nor Sec-Fetch-Site': {},
  'spoofed X-Forwarded-Host': { Origin: 'https://evil.test', 'X-Forwarded-Host': 'evil.test' },
  'spoofed X-Forwarded-Host of ours': { Origin: 'https://evil.test', 'X-Forwarded-Host': 'portal.daybook.test' },
  'our name over http': { Origin: 'http://portal.daybook.test' },
  'our name as a prefix': { Origin: 'https://portal.daybook.test.evil.test' },
  'our name at another port': { Origin: 'https://portal.daybook.test:8443' },
  'a fetch metadata value nobody knows': { 'Sec-Fetch-Site': 'same-origin, cross-site' },
}

async function countingServer() {
  let entries = 0
  const enter = () => {
    entries += 1
    return Response.json({ ok: true })
  }
  const module = { loader: enter, action: enter }
  const page = { ...module, default: () => null }
  const routes = { '/': page, '/resource': module, '/api/trpc/*': module, '/exports/:id/file': module, '/log': page }
  const server = await serveBuild(remixBuild(routes))
  return { server, entries: () => entries }
}

test('nothing that comes from elsewhere enters a handler', async () => {
  const { server, entries } = await countingServer()
  const statuses: Record<string, number> = {}
  for (const [shape, { headers, ...sent }] of Object.entries(shapes)) {
    for (const [origin, more] of Object.entries(elsewhere)) {
      const answer = await send(server, { ...sent, headers: { ...headers, ...more } })
      statuses[`${shape} / ${origin}`] = answer.status
    }
  }
  const cells = Object.keys(shapes).length * Object.keys(elsewhere).length
  expect(Object.values(statuses)).toHaveLength(cells)
  expect(Object.entries(statuses).filter(([, status]) => status !== 403)).toEqual([])
  expect(entries()).toBe(0)
})

test('a write that no page can have sent is refused: nobody types a POST', async () => {
  const { server, entries } = await countingServer()
  const headers = { ...form, 'Sec-Fetch-Site': 'none' }
  expect((await send(server, { method: 'POST', headers, body: 'a=1' })).status).toBe(403)
  expect(entries()).toBe(0)
})

test.each([
  ['a browser', { 'Sec-Fetch-Site': 'same-origin', Origin: publicUrl }],
  ['a browser without fetch metadata', { Origin: publicUrl }],
  ['a browser that sends no Origin', { 'Sec-Fetch-Site': 'same-origin' }],
])('our own pages get through: %s', async (_case, own: OutgoingHttpHeaders) => {
  const { server, entries } = await countingServer()
  const open = ['document POST', '.data POST', 'resource route POST', 'tRPC json', 'tRPC batch', 'export GET']
  for (const name of [...open, 'event stream GET']) {
    const { headers, ...sent } = shapes[name] ?? { headers: {} }
    const before = entries()
    const { status } = await send(server, { ...sent, headers: { ...headers, ...own } })
    expect([name, status < 300, entries() > before]).toEqual([name, true, true])
  }
})

test('what our own pages never send is refused from them as well', async () => {
  const { server, entries } = await countingServer()
  const own = { 'Sec-Fetch-Site': 'same-origin' }
  const statusOf = async ({ headers, ...sent }: Shape) =>
    (await send(server, { ...sent, headers: { ...headers, ...own } })).status

  for (const name of ['tRPC multipart', 'tRPC octet-stream', 'tRPC without a type']) {
    expect(await statusOf(shapes[name] ?? { method: '', path: '', headers: {} })).toBe(415)
  }
  const plain = { 'Content-Type': 'application/json' }
  expect(await statusOf({ method: 'POST', path: '/api/trpc/a', headers: plain, body: '{}' })).toBe(403)
  expect(await statusOf({ method: 'GET', path: '/api/trpc/a', headers: {} })).toBe(403)
  expect(await statusOf({ method: 'GET', path: '/?_data=root', headers: {} })).toBe(404)
  expect(await statusOf({ method: 'POST', path: '/?_data=root', headers: form, body: 'a=1' })).toBe(404)
  expect(entries()).toBe(0)
})

test.each(['/API/TRPC/a', '/api/%74rpc/a', '//api/trpc/a', '/api/trpc/a.data'])(
  'the checks hold for every spelling the router might accept: %s',
  async (path) => {
    const { server, entries } = await countingServer()
    const { status } = await send(server, { path, headers: { 'Sec-Fetch-Site': 'same-origin' } })
    expect(status).toBe(403)
    expect(entries()).toBe(0)
  },
)

test('a link from elsewhere opens a page, in a tab only', async () => {
  const { server } = await countingServer()
  const get = async (path: string, headers: OutgoingHttpHeaders) => (await send(server, { path, headers })).status
  const link = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' }
  expect(await get('/log?q=a', link)).toBe(200)
  expect(await get('/log', { ...link, 'Sec-Fetch-Dest': 'iframe' })).toBe(403)
  expect(await get('/log', { ...link, 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'image' })).toBe(403)
  for (const path of ['/log.data', '/LOG.data', '/log%2Edata', '/api/trpc/a', '/resource.data', '/exports/7/file']) {
    expect([path, await get(path, link)]).toEqual([path, 403])
  }
})

test('a program with a cookie may read pages and data, and a browser on plain http may fetch its export', async () => {
  const { server } = await countingServer()
  expect((await send(server, { path: '/log' })).status).toBe(200)
  expect((await send(server, { path: '/log.data' })).status).toBe(200)
  const headers = { Referer: `${publicUrl}/exports` }
  expect((await send(server, { path: '/exports/7/file', headers })).status).toBe(200)
  const foreign = { Referer: 'https://evil.test/exports' }
  expect((await send(server, { path: '/exports/7/file', headers: foreign })).status).toBe(403)
})

test.each([
  'evil.test',
  'portal.daybook.test.evil.test',
  'portal.daybook.test:8443',
  'localhost',
  '127.0.0.1',
  'portal.daybook.test, evil.test',
  '',
])('a Host that is not ours is misdirected: %s', async (host) => {
  const { server, entries } = await countingServer()
  const answer = await send(server, { headers: { Host: host, 'X-Forwarded-Host': 'portal.daybook.test' } })
  expect(answer.status === 421 || answer.status === 400).toBe(true)
  expect(answer.body).not.toContain('evil')
  expect(entries()).toBe(0)
})

test('our Host is known in capitals and with the port that goes without saying', async () => {
  const { server } = await countingServer()
  for (const host of ['PORTAL.daybook.test', 'portal.daybook.test:443']) {
    expect((await send(server, { path: '/log', headers: { Host: host } })).status).toBe(200)
  }
})

test('other methods are told which ones there are', async () => {
  const { server, entries } = await countingServer()
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND']) {
    const { status, headers } = await send(server, { method, headers: { 'Sec-Fetch-Site': 'same-origin' } })
    expect([method, status, headers.allow]).toEqual([method, 405, 'GET, HEAD, POST'])
  }
  expect(entries()).toBe(0)
})

test.each([
  { 'Sec-Purpose': 'prefetch' },
  { 'Sec-Purpose': 'prefetch;prerender' },
  { Purpose: 'prefetch' },
  { 'X-Moz': 'prefetch' },
])('a page fetched ahead gets no data: %j', async (headers: OutgoingHttpHeaders) => {
  const { server, entries } = await countingServer()
  const own = { ...headers, 'Sec-Fetch-Site': 'same-origin' }
  expect(await send(server, { path: '/log', headers: own })).toMatchObject({ status: 204, body: '' })
  expect(await send(server, { path: '/log.data', headers: own })).toMatchObject({ status: 204, body: '' })
  expect(entries()).toBe(0)
})

test('a file is not given out as the data of a page, which would be read into memory as a whole', async () => {
  const { server, entries } = await countingServer()
  const headers = { 'Sec-Fetch-Site': 'same-origin' }
  for (const path of ['/exports/7/file.data', '/EXPORTS/7/file.DATA', '/exports/7/file%2Edata'])
    expect((await send(server, { path, headers })).status).toBe(404)
  expect(entries()).toBe(0)
  expect((await send(server, { path: '/exports/7/file', headers })).status).toBe(200)
})
