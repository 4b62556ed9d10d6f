import { createServer } from 'node:net'

const loopback = '127.0.0.1'

/** A port on 127.0.0.1 that nobody listens on right now. */
export function freePort(): Promise<number> {
  return tryPort(0, loopback)
}

/** True if we could listen on this port. */
export function isPortFree(port: number, host = loopback): Promise<boolean> {
  return tryPort(port, host).then(
    () => true,
    () => false,
  )
}

function tryPort(wanted: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(wanted, host, () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : wanted
      probe.close(() => resolve(port))
    })
  })
}
