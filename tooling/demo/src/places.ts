import type { Clock } from './calendar.ts'

/**
 * Where people and machines of the made-up world sit. Every address is of a range set aside for documentation
 * (RFC 5737, RFC 3849), so that nobody real can ever be mistaken for one of them.
 */
export interface Office extends Clock {
  city: string
  /** What the world sees of the office: a few shared addresses. */
  addresses: readonly string[]
  /** IPv4 network of the homes nearby: its first three numbers, and the first and last of the fourth. */
  homes: { network: string; first: number; last: number; v6: string }
}

export const offices = {
  berlin: {
    city: 'Berlin',
    zone: 'Europe/Berlin',
    country: 'DE',
    addresses: ['203.0.113.8', '203.0.113.9', '203.0.113.10'],
    homes: { network: '203.0.113', first: 32, last: 119, v6: '2001:db8:ac1' },
  },
  lisbon: {
    city: 'Lisbon',
    zone: 'Europe/Lisbon',
    country: 'PT',
    addresses: ['203.0.113.24'],
    homes: { network: '203.0.113', first: 120, last: 159, v6: '2001:db8:ac2' },
  },
  newyork: {
    city: 'New York',
    zone: 'America/New_York',
    country: 'US',
    addresses: ['198.51.100.8', '198.51.100.9', '198.51.100.11'],
    homes: { network: '198.51.100', first: 64, last: 127, v6: '2001:db8:91b' },
  },
  kolkata: {
    city: 'Kolkata',
    zone: 'Asia/Kolkata',
    country: 'IN',
    addresses: ['198.51.100.40', '198.51.100.41'],
    homes: { network: '198.51.100', first: 128, last: 175, v6: '2001:db8:91c' },
  },
  adelaide: {
    city: 'Adelaide',
    zone: 'Australia/Adelaide',
    country: 'AU',
    addresses: ['192.0.2.8', '192.0.2.9'],
    homes: { network: '192.0.2', first: 32, last: 95, v6: '2001:db8:17e' },
  },
  oslo: {
    city: 'Oslo',
    zone: 'Europe/Oslo',
    country: 'NO',
    addresses: ['203.0.113.200', '203.0.113.201'],
    homes: { network: '203.0.113', first: 204, last: 219, v6: '2001:db8:40a' },
  },
  dublin: {
    city: 'Dublin',
    zone: 'Europe/Dublin',
    country: 'IE',
    addresses: ['198.51.100.220', '198.51.100.221'],
    homes: { network: '198.51.100', first: 222, last: 231, v6: '2001:db8:da1' },
  },
  stjohns: {
    city: 'St. John’s',
    zone: 'America/St_Johns',
    country: 'CA',
    addresses: ['198.51.100.236'],
    homes: { network: '198.51.100', first: 238, last: 247, v6: '2001:db8:da2' },
  },
} as const satisfies Record<string, Office>

export type OfficeKey = keyof typeof offices

/** One hosting company's network, from which the incident in `acme` comes. */
export const attackerNetwork = '192.0.2.192/27'
export const attackerAddresses = ['192.0.2.201', '192.0.2.202', '192.0.2.207', '192.0.2.214', '192.0.2.219'] as const

/** The noise of the Internet: scanners and guessers that knock at every door. */
export const strangerAddresses = [
  '192.0.2.131',
  '192.0.2.140',
  '203.0.113.226',
  '203.0.113.250',
  '2001:db8:bad::17',
] as const
export const strangerCountries = ['BR', 'VN', 'RO', 'ZA', 'KR'] as const

/** Machines of the tenants and the operator. */
export const machineAddresses = {
  crm: '198.51.100.196',
  warehouse: '198.51.100.198',
  scheduler: '2001:db8:da0::10',
  dialer: '2001:db8:da0::21',
  carrier: '203.0.113.240',
  provider: '203.0.113.241',
  edge: '192.0.2.112',
} as const

export const desktopAgents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/154.0.0.0 Safari/537.36 Edg/154.0.0.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36',
  'Mozilla/5.0 (X11; Linux x86_64; rv:152.0) Gecko/20100101 Firefox/152.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:152.0) Gecko/20100101 Firefox/152.0',
  'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/152.0.0.0 Safari/537.36',
] as const

export const phoneAgents = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
] as const

/** Agents nobody of the tenants uses. */
export const attackerAgents = {
  spray: 'python-requests/2.32.3',
  browser: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
} as const
