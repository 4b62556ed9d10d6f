import { createServer, connect as openSocket, type Socket } from 'node:net'
import { pass } from './poll.ts'

/**
 * What happens to what passes: `open` nothing; `cut answers` the request arrives and its answer never does; `stall`
 * everything waits for so long; `slices` byte by byte; `reset` cut in the middle of what is sent; `closed` no way at all.
 */
export type Weather = { kind: 'open' | 'cut answers' | 'slices' | 'reset' | 'closed' } | { kind: 'stall'; ms: number }

export interface Line extends AsyncDisposable {
  port: number
  become(weather: Weather): void
}

/** Slices are for the first bytes only: a batch of events byte by byte would take minutes. */
const slicedBytesMax = 600

/** A line between two others on this machine, of which we make the weather. */
export async function startLine(targetPort: number): Promise<Line> {
  const sockets = new Set<Socket>()
  let weather: Weather = { kind: 'open' }

  async function carry(chunk: Buffer, to: Socket, from: Socket, isRequest: boolean): Promise<void> {
    const now = weather
    if (now.kind === 'cut answers' && !isRequest) return tear(from, to)
    if (now.kind === 'reset' && isRequest) {
      to.write(chunk.subarray(0, Math.ceil(chunk.length / 2)))
      return tear(from, to)
    }
    if (now.kind === 'stall') await pass(now.ms)
    if (now.kind === 'slices') {
      const sliced = chunk.subarray(0, slicedBytesMax)
      for (const byte of sliced) {
        if (!to.writable) return
        await new Promise<void>((resolve) => to.write(Buffer.of(byte), () => setImmediate(resolve)))
      }
      if (chunk.length > sliced.length && to.writable) to.write(chunk.subarray(sliced.length))
      return
    }
    if (to.writable) to.write(chunk)
  }

  const server = createServer((near) => {
    const far = openSocket({ port: targetPort, host: '127.0.0.1', noDelay: true })
    near.setNoDelay(true)
    if (weather.kind === 'closed') {
      far.destroy()
      return void near.resetAndDestroy()
    }
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      // One after the other, so that what is held back is not overtaken.
      let turn = Promise.resolve()
      from.on('data', (chunk: Buffer) => {
        turn = turn.then(() => carry(chunk, to, from, from === near)).catch(() => {})
      })
      from.on('error', () => {})
      from.on('close', () => {
        sockets.delete(from)
        void turn.then(() => to.destroy())
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const tearAll = () => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    become(next) {
      weather = next
      if (next.kind === 'closed') tearAll()
    },
    [Symbol.asyncDispose]: () => {
      tearAll()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function tear(...sockets: Socket[]): void {
  for (const socket of sockets) socket.resetAndDestroy()
}
