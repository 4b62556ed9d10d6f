import { isIP } from 'node:net'
import { expect, test, vi } from 'vitest'
import { phoneNumber } from './phone-numbers.ts'
import { createRandom } from './random.ts'
import { usualEvents } from './usual-world.ts'

// The whole world is told and read: a second on a machine that has nothing else to do.
vi.setConfig({ testTimeout: 60_000 })

/** All texts of a value, keys included. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => [key, ...textsOf(member)])
}

/** Every text of the world once, a line each. Without user agents: their version numbers look like addresses. */
function readWorld(): string {
  return [...new Set(usualEvents().flatMap(({ input }) => textsOf({ ...input, userAgent: undefined })))].join('\n')
}

const world = readWorld()

function found(pattern: RegExp): string[] {
  return [...new Set([...world.matchAll(pattern)].map(([whole, part]) => part ?? whole))]
}

test('every address is of a range set aside for documentation', () => {
  const v4 = found(/(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g)
  const v6 = found(/(?<![\w:])[0-9a-f]{1,4}:[0-9a-f:]*:[0-9a-f:]*/g).filter((address) => isIP(address) === 6)
  expect(v4.length).toBeGreaterThan(50)
  expect(v6.length).toBeGreaterThan(30)
  expect(v4.filter((address) => !/^(192\.0\.2|198\.51\.100|203\.0\.113)\./.test(address))).toEqual([])
  expect(v6.filter((address) => !address.startsWith('2001:db8:'))).toEqual([])
})

test('every address of a person or page ends in .test', () => {
  const hosts = [...found(/@([\w-]+(?:\.[\w-]+)+)/g), ...found(/\w+:\/\/([^/:\s"]+)/g)]
  expect(hosts.length).toBeGreaterThan(8)
  expect(hosts.filter((host) => !host.endsWith('.test'))).toEqual([])
})

test('no telephone number can ring: all are of the ranges for films', () => {
  const fictional =
    /^\+(49(3023125|6990009|4066969|2214710|8999998)\d{3}|61(85550|87010|25550)\d{4}|1(212|646|917|305)55501\d\d|44(1632960|7700900|2079460)\d{3})$/
  const random = createRandom('numbers')
  const countries = ['DE', 'PT', 'US', 'IN', 'AU', 'NO', 'IE', 'CA'] as const
  const made = countries.map((country) => phoneNumber(random, country))
  expect(made.filter((number) => !fictional.test(number))).toEqual([])
  const used = found(/\+\d{10,}/g)
  expect(used.length).toBeGreaterThan(500)
  expect(used.filter((number) => !fictional.test(number))).toEqual([])
})

test('hostile texts are there for the screens to survive', () => {
  const hostile = [
    '<script>',
    '=HYPERLINK',
    '\u202E',
    '\u0000',
    'DROP TABLE',
    '👩‍👩‍👧‍👦',
    'עברית',
    '__proto__',
    '\uD83D\n',
  ]
  expect(hostile.filter((text) => !world.includes(text))).toEqual([])
})
