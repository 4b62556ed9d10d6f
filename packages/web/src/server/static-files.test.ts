import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { remixBuild, send, serveBuild } from './testing.ts'

const script = 'console.log("hello");'.repeat(200)

async function serveFiles() {
  const directory = mkdtempSync(path.join(tmpdir(), 'daybook-static-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const client = path.join(directory, 'client')
  mkdirSync(path.join(client, 'assets'), { recursive: true })
  mkdirSync(path.join(client, '.vite'))
  writeFileSync(path.join(directory, 'server.js'), 'secret')
  writeFileSync(path.join(client, 'assets/app-B3fJ.js'), script)
  writeFileSync(path.join(client, 'assets/logo.png'), Buffer.from([0x89, 0x50]))
  writeFileSync(path.join(client, 'favicon.ico'), 'icon')
  writeFileSync(path.join(client, '.vite/manifest.json'), '{}')
  let entries = 0
  const loader = () => {
    entries += 1
    return null
  }
  const build = remixBuild({ '/': { default: () => null, loader }, '/*': { default: () => null, loader } })
  const server = await serveBuild(build, { buildDirectory: client })
  return { server, entries: () => entries }
}

test('a hashed asset may be kept for ever, another file for an hour', async () => {
  const { server } = await serveFiles()
  const asset = await send(server, { path: '/assets/app-B3fJ.js' })
  expect(asset).toMatchObject({ status: 200, body: script })
  expect(asset.headers).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': 'text/javascript; charset=utf-8',
    'x-content-type-options': 'nosniff',
    vary: 'Accept-Encoding',
  })
  const icon = await send(server, { path: '/favicon.ico' })
  expect(icon.headers).toMatchObject({ 'cache-control': 'public, max-age=3600', 'content-type': 'image/x-icon' })
})

test('an asset is sent packed to those who can unpack it, and not at all to those who have it', async () => {
  const { server } = await serveFiles()
  const packed = await send(server, { path: '/assets/app-B3fJ.js', headers: { 'Accept-Encoding': 'br, gzip;q=0.8' } })
  expect(packed.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(packed.bytes).toString()).toBe(script)
  const refused = await send(server, { path: '/assets/app-B3fJ.js', headers: { 'Accept-Encoding': 'gzip;q=0' } })
  expect(refused.headers).not.toHaveProperty('content-encoding')
  const image = await send(server, { path: '/assets/logo.png', headers: { 'Accept-Encoding': 'gzip' } })
  expect(image.headers).not.toHaveProperty('content-encoding')
  const headers = { 'If-None-Match': `W/${packed.headers.etag}` }
  expect(await send(server, { path: '/assets/app-B3fJ.js', headers })).toMatchObject({ status: 304, body: '' })
  const head = await send(server, { method: 'HEAD', path: '/assets/app-B3fJ.js' })
  expect(head).toMatchObject({ status: 200, body: '' })
})

test.each(['/assets/gone.js', '/assets/', '/assets/..%2f..%2fserver.js'])(
  'an asset that is not there is a plain 404, no page: %s',
  async (path) => {
    const { server, entries } = await serveFiles()
    const { status, headers } = await send(server, { path })
    expect(status).toBe(404)
    expect(headers['cache-control']).toBe('no-store')
    expect(entries()).toBe(0)
  },
)

test.each(['/../server.js', '/..%2fserver.js', '/%2e%2e/server.js', '/.vite/manifest.json', '/server.js'])(
  'nothing but the client’s files is served as one: %s',
  async (path) => {
    const { server } = await serveFiles()
    const { body } = await send(server, { path })
    expect(body).not.toBe('secret')
    expect(body).not.toBe('{}')
  },
)
