import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6

export type AddressReader = {
  /** The client's address as text; null for a socket without one. */
  clientAddress(socketAddress: string | undefined, forwardedFor: string | null): string | null
  isTrusted(socketAddress: string | undefined): boolean
}

/**
 * Finds the address a request comes from. Each trusted proxy appends the address it was called from to
 * `X-Forwarded-For`, so the header is believed from its right end, hop by hop, as long as the hop that wrote an entry is
 * trusted; whatever stands further left was written by the client. An entry that is no address ends the walk.
 *
 * @param trustedProxies addresses and networks in CIDR form.
 */
export function createAddressReader(trustedProxies: readonly string[]): AddressReader {
  const networks = trustedProxies.map(parseNetwork)

  function isTrustedAddress(address: Address): boolean {
    return networks.some(([network, bits]) => address.kind() === network.kind() && address.match(network, bits))
  }

  return {
    isTrusted(socketAddress) {
      const address = parseAddress(socketAddress ?? '')
      return address !== null && isTrustedAddress(address)
    },
    clientAddress(socketAddress, forwardedFor) {
      let current = parseAddress(socketAddress ?? '')
      if (current === null) return null

      const hops = forwardedFor?.split(',').reverse() ?? []
      for (const hop of hops) {
        if (!isTrustedAddress(current)) break
        const previous = parseAddress(withoutPort(hop.trim()))
        if (previous === null) break
        current = previous
      }
      return current.toString()
    },
  }
}

function parseNetwork(text: string): [Address, number] {
  const [address = '', prefix] = text.split('/')
  const parsed = parseAddress(address)
  if (parsed === null) throw new Error(`${JSON.stringify(text)} is not an address or a network`)
  const bitsMax = parsed.kind() === 'ipv4' ? 32 : 128
  // An IPv4 network written inside IPv6 (::ffff:10.0.0.0/104) has become IPv4: its prefix loses the 96 bits before it.
  const shift = isIP(address) === 6 && parsed.kind() === 'ipv4' ? 96 : 0
  const bits = prefix === undefined ? bitsMax : Number(prefix) - shift
  if (!Number.isInteger(bits) || bits < 0 || bits > bitsMax)
    throw new Error(`${JSON.stringify(text)} has a wrong prefix`)
  return [parsed, bits]
}

/** Strict, unlike the parser by itself, which takes `1` for 0.0.0.1. A zone (`%eth0`) means nothing elsewhere: it goes. */
function parseAddress(text: string): Address | null {
  const address = text.replace(/%.*$/, '')
  return isIP(address) === 0 ? null : ipaddr.process(address)
}

/** Some proxies write the port too: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function withoutPort(hop: string): string {
  return /^\[(.*)\](?::\d{1,5})?$/.exec(hop)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(hop)?.[1] ?? hop
}
