import ipaddr from 'ipaddr.js'

/**
 * The address a text names, in canonical form, or null when it names none (some systems report a service there). An
 * IPv4 address written as IPv6 is IPv4. A zone index (`%eth0`) means nothing elsewhere and is refused.
 */
export function addressOf(text: string | null): string | null {
  if (text === null || text.includes('%')) return null
  // Only four-part dotted decimal: "127.1" or "0x7f.1" are hostile spellings, not addresses people search for.
  if (!text.includes(':') && !ipaddr.IPv4.isValidFourPartDecimal(text)) return null
  if (!ipaddr.isValid(text)) return null
  return ipaddr.process(text).toString()
}

/**
 * The blocks that a network is looked up by, all of its addresses in them: one address for one, else `/24` and `/16` of
 * IPv4, `/64` and `/48` of IPv6. A block may be wider than the network. Null when it takes more than `max` of them.
 *
 * @param network an address or network as `ip:` in a query has it.
 */
export function networkBlocks(network: string, max: number): string[] | null {
  const [address = '', length] = network.split('/')
  if (length === undefined) return [address]
  const bytes = ipaddr.parse(address).toByteArray()
  const bits = Number(length)
  const sizes = bytes.length === 4 ? [24, 16] : [64, 48]
  for (const size of sizes) {
    const count = 2 ** Math.max(0, size - bits)
    if (count > max) continue
    // A coarser block for all of it is one token instead of many.
    if (count > 1 && sizes.includes(bits) && bits < size) continue
    return Array.from({ length: count }, (_, index) => block(bytes, size, index))
  }
  return null
}

/** The block of `size` bits that holds an address, or the one `index` blocks after it. */
function block(bytes: readonly number[], size: number, index: number): string {
  const kept = size / 8
  const first = bytes.slice(0, kept).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n) + BigInt(index)
  const moved = Array.from({ length: kept }, (_, place) => Number((first >> BigInt(8 * (kept - 1 - place))) & 255n))
  return `${ipaddr.fromByteArray([...moved, ...Array<number>(bytes.length - kept).fill(0)]).toString()}/${size}`
}
