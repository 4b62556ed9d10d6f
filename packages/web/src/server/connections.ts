import type { Server } from 'node:http'
import type { Socket } from 'node:net'

export type ConnectionLimits = {
  /** Connections of one address at once. */
  perAddressMax: number
  /** Whether an address is that of a proxy, which speaks for many. */
  isTrusted: (address: string) => boolean
}

/**
 * Closes the connections of an address that holds too many already, as they come and before a byte of them is read: so
 * whoever opens connections to occupy them leaves room for others.
 */
export function limitConnections(server: Server, { perAddressMax, isTrusted }: ConnectionLimits): void {
  const open = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress
    if (address === undefined || isTrusted(address)) return
    const held = open.get(address) ?? 0
    if (held >= perAddressMax) {
      socket.destroy()
      return
    }
    open.set(address, held + 1)
    socket.once('close', () => {
      const rest = (open.get(address) ?? 1) - 1
      if (rest === 0) open.delete(address)
      else open.set(address, rest)
    })
  })
}
