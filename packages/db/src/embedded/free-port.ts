import { createServer } from 'node:net'

/** A port on 127.0.0.1 that nobody listens on right now. */
export function freePort(): Promise<number> {
  return tryPort(0)
}

/** True if nobody listens on this port of 127.0.0.1. */
export function isPortFree(port: number): Promise<boolean> {
  return tryPort(port).then(
    () => true,
    () => false,
  )
}

function tryPort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : wanted
      probe.close(() => resolve(port))
    })
  })
}
