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
