import { get, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import type { RunningServer, ServeLimits } from './serve.ts'
import { serveWebApp } from './serve.ts'
import { memoryLog, publicUrl, remixBuild, send, serveBuild } from './testing.ts'
import { createWebApp } from './web-app.ts'

const eventStream = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache, no-transform' }
const own = { Host: 'portal.daybook.test', 'Sec-Fetch-Site': 'same-origin' }

/** Opens a response and leaves it open. */
function open(server: RunningServer, path: string, headers = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port: server.port,
      path,
      headers: { ...own, ...headers },
      agent: false as const,
    }
    get(options, resolve).on('error', reject)
  })
}

function fired(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function closed(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    response.on('data', (chunk) => {
      text += String(chunk)
    })
    response.on('error', () => {})
    response.on('close', () => resolve(text))
  })
}

/** A stream that ends when it is told to, or never. */
function ticking(signal: AbortSignal | null): Response {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('data: 1\n\n'))
      signal?.addEventListener('abort', () => controller.close())
    },
  })
  return new Response(body, { headers: eventStream })
}

async function serveStreams(limits: Partial<ServeLimits> = {}) {
  const { logger, lines } = memoryLog()
  const app = createWebApp({ publicUrl, logger })
  app.get('/obedient', (c) => ticking(c.get('signal')))
  app.get('/stubborn', () => ticking(null))
  app.get('/quick', (c) => c.text('quick'))
  let finish = () => {}
  let entered = () => {}
  const isEntered = new Promise<void>((resolve) => {
    entered = resolve
  })
  app.post('/slow', async (c) => {
    entered()
    await new Promise<void>((resolve) => {
      finish = resolve
    })
    return c.text('done')
  })
  let stops = 0
  const onStop = () => {
    stops += 1
  }
  const server = await serveWebApp(app, { host: '127.0.0.1', port: 0, logger, limits, onStop })
  onTestFinished(() => server.stop())
  return { server, lines, finish: () => finish(), isEntered, stops: () => stops }
}

test('a stream learns that its client has left, even after a garbage collection', async () => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const signals: AbortSignal[] = []
  const loader = ({ context }: { context: { signal?: AbortSignal } }) => {
    if (context.signal !== undefined) signals.push(context.signal)
    return ticking(null)
  }
  const server = await serveBuild(remixBuild({ '/': { default: () => null }, '/stream': { loader } }))
  const responses = await Promise.all(Array.from({ length: 20 }, () => open(server, '/stream')))
  collect()
  expect(signals.map((signal) => signal.aborted)).toEqual(Array(20).fill(false))
  for (const response of responses) response.destroy()
  await Promise.all(signals.map(fired))
})

test('a stopping server ends streams at once, and cuts those that do not listen', async () => {
  const { server } = await serveStreams({ streamEndSeconds: 0.2 })
  const obedient = await open(server, '/obedient')
  const stubborn = await open(server, '/stubborn')
  const ends = Promise.all([closed(obedient), closed(stubborn)])
  await server.stop()
  expect(await ends).toEqual(['data: 1\n\n', 'data: 1\n\n'])
  expect(obedient.complete).toBe(true)
  expect(stubborn.complete).toBe(false)
})

test('a stopping server lets open requests finish, takes no new ones, and stops once', async () => {
  const { server, finish, isEntered, stops } = await serveStreams()
  const slow = send(server, { method: 'POST', path: '/slow', headers: own })
  await isEntered
  const stopped = server.stop()
  await expect(send(server, { path: '/quick', headers: own })).rejects.toThrow('ECONNREFUSED')
  expect(stops()).toBe(0)
  finish()
  expect(await slow).toMatchObject({ status: 200, body: 'done', headers: { connection: 'close' } })
  await Promise.all([stopped, server.stop()])
  expect(stops()).toBe(1)
})

test('what does not finish is cut when the time to drain is over', async () => {
  const { server, isEntered, stops } = await serveStreams({ drainSeconds: 0.2 })
  const slow = expect(send(server, { method: 'POST', path: '/slow', headers: own })).rejects.toThrow('socket hang up')
  await isEntered
  await server.stop()
  await slow
  expect(stops()).toBe(1)
})

test('clients that never end their headers are cut off, and others are served meanwhile', async () => {
  const { server } = await serveStreams({ headersSeconds: 1, requestSeconds: 2 })
  let cut = 0
  const answers = Array.from({ length: 50 }, () => {
    const socket = connect(server.port, '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nHost: portal.daybook.test\r\nX-Slow: ')
    return new Promise<string>((resolve) => {
      let text = ''
      socket.on('data', (chunk) => {
        text += String(chunk)
      })
      socket.on('error', () => {})
      socket.on('close', () => {
        cut += 1
        resolve(text)
      })
    })
  })
  expect((await send(server, { path: '/quick', headers: own })).status).toBe(200)
  expect(cut).toBe(0)
  for (const text of await Promise.all(answers)) expect(text).toMatch(/^$|^HTTP\/1.1 408 /)
}, 10_000)

test('an answer that breaks off does not look complete and tells nothing of the cause', async () => {
  const { logger, lines } = memoryLog()
  const app = createWebApp({ publicUrl, logger })
  app.get('/breaks', () => {
    let pulls = 0
    const body = new ReadableStream({
      pull(controller) {
        pulls += 1
        if (pulls < 3) controller.enqueue(new TextEncoder().encode('half'))
        else controller.error(new Error('password of the database'))
      },
    })
    return new Response(body, { headers: { 'Content-Type': 'text/plain' } })
  })
  const server = await serveWebApp(app, { host: '127.0.0.1', port: 0, logger })
  onTestFinished(() => server.stop())
  for (const encoding of ['identity', 'gzip']) {
    const answer = send(server, { path: '/breaks', headers: { ...own, 'Accept-Encoding': encoding } })
    await expect(answer).rejects.toThrow()
  }
  expect(lines().filter((line) => line.level === 'error')).toHaveLength(2)
})

test('a page is packed chunk by chunk; an event stream is not packed', async () => {
  const { logger } = memoryLog()
  const app = createWebApp({ publicUrl, logger })
  let more = () => {}
  app.get('/page', () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('<p>first</p>'))
        more = () => {
          controller.enqueue(new TextEncoder().encode('<p>second</p>'))
          controller.close()
        }
      },
    })
    return new Response(body, { headers: { 'Content-Type': 'text/html' } })
  })
  app.get('/stream', (c) => ticking(c.get('signal')))
  const server = await serveWebApp(app, { host: '127.0.0.1', port: 0, logger })
  onTestFinished(() => server.stop())

  const page = await open(server, '/page', { 'Accept-Encoding': 'gzip' })
  expect(page.headers['content-encoding']).toBe('gzip')
  const chunks: Buffer[] = []
  const first = new Promise<void>((resolve) => page.once('data', () => resolve()))
  page.on('data', (chunk: Buffer) => chunks.push(chunk))
  await first
  more()
  await new Promise((resolve) => page.once('end', resolve))
  expect(gunzipSync(Buffer.concat(chunks)).toString()).toBe('<p>first</p><p>second</p>')

  const stream = await open(server, '/stream', { 'Accept-Encoding': 'gzip' })
  expect(stream.headers).not.toHaveProperty('content-encoding')
  expect(stream.headers['cache-control']).toBe('no-store, no-transform')
  stream.destroy()
})
