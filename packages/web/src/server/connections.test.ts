import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { limitConnections } from './connections.ts'

async function serve(isTrusted: (address: string) => boolean) {
  const server = createServer((_request, response) => response.end('ok'))
  limitConnections(server, { perAddressMax: 3, isTrusted })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const sockets: Socket[] = []
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return (localAddress: string) => {
    const socket = connect({ port, host: '127.0.0.1', localAddress })
    sockets.push(socket)
    return socket
  }
}

/** The status line, or nothing when the connection was closed instead. */
async function ask(socket: Socket): Promise<string> {
  socket.on('error', () => {})
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  const first = await Promise.race([once(socket, 'data'), once(socket, 'close').then(() => [''])])
  return String(first[0]).split('\r\n')[0] ?? ''
}

test('an address that holds as many connections as it may gets no further one, and others do', async () => {
  const open = await serve(() => false)
  const held = [open('127.0.0.2'), open('127.0.0.2'), open('127.0.0.2')]
  for (const socket of held) expect(await ask(socket)).toBe('HTTP/1.1 200 OK')
  expect(await ask(open('127.0.0.2'))).toBe('')
  expect(await ask(open('127.0.0.3'))).toBe('HTTP/1.1 200 OK')
  for (const socket of held) expect(await ask(socket)).toBe('HTTP/1.1 200 OK')
})

test('a connection that has ended makes room for the next', async () => {
  const open = await serve(() => false)
  for (let round = 0; round < 10; round++) {
    const socket = open('127.0.0.2')
    expect(await ask(socket)).toBe('HTTP/1.1 200 OK')
    socket.end()
    await once(socket, 'close')
  }
})

test('a trusted proxy may hold any number', async () => {
  const open = await serve((address) => address === '127.0.0.2')
  const sockets = Array.from({ length: 10 }, () => open('127.0.0.2'))
  for (const socket of sockets) expect(await ask(socket)).toBe('HTTP/1.1 200 OK')
})
