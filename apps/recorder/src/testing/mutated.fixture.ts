import { hostileItem, random } from './hostile.fixture.ts'

/** An event with every field a sender may set, all of them in order. */
const whole = {
  occurredAt: '2026-11-20T09:30:00.000Z',
  action: 'campaign.updated',
  operation: 'update',
  module: 'campaigns',
  activityType: 'manual',
  outcome: 'success',
  outcomeReason: 'as it was asked',
  actor: { type: 'user', id: 'u_1', email: 'ada@example.test', username: 'ada', name: 'Ada Example', role: 'admin' },
  customerId: 'c_1',
  targets: [{ type: 'campaign', id: '42', name: 'Spring', revision: '3' }],
  before: { status: 'draft', budget: 100, tags: ['a'], owner: { id: 7 } },
  after: { status: 'live', budget: 250, tags: ['a', 'b'], owner: { id: 8 } },
  details: { step: 1, list: [1, 'two', null, true], deep: { deeper: { deepest: 'x' } } },
  description: 'Set live',
  explanation: 'It was time',
  reason: 'Season',
  purpose: 'Sales',
  justification: 'Plan',
  http: { method: 'PATCH', path: '/campaigns/42', status: 200 },
  metadata: { plain: 'text', number: 7, list: [1, 2, 3], deep: { deeper: [{ deepest: true }] } },
  ip: '203.0.113.7',
  userAgent: 'test/1',
  sessionId: 's_1',
  requestId: 'r_1',
  correlationId: 'k_1',
}

type Path = readonly (string | number)[]

/** Where any JSON may stand. */
const open: Path[] = [
  ...['step', 'list', 'deep', 'new'].map((key) => ['details', key]),
  ...['plain', 'number', 'list', 'deep', 'new', '__proto__', 'constructor', ''].map((key) => ['metadata', key]),
  ...['status', 'budget', 'tags', 'owner', 'toString'].flatMap((key) => [
    ['before', key],
    ['after', key],
  ]),
  ['details', 'deep', 'deeper', 'deepest'],
  ['metadata', 'deep', 'deeper'],
  ['metadata', 'list', 1],
]

/** Where any text may stand. */
const texts: Path[] = [
  ...['description', 'explanation', 'reason', 'purpose', 'justification', 'outcomeReason'].map((key) => [key]),
  ...['userAgent', 'sessionId', 'requestId', 'correlationId', 'customerId', 'activityType'].map((key) => [key]),
  ...['name', 'username', 'id', 'role'].map((key) => ['actor', key]),
  ...['name', 'id', 'revision'].map((key) => ['targets', 0, key]),
]

/** Where only some values may stand. */
const strict: Path[] = [
  ...['id', 'occurredAt', 'action', 'operation', 'outcome', 'ip', 'number', 'recordedAt', 'tenant'].map((key) => [key]),
  ...['actor', 'targets', 'http', 'metadata', 'details', 'before', 'after'].map((key) => [key]),
  ['actor', 'type'],
  ['actor', 'email'],
  ['http', 'status'],
  ['targets', 0],
]

const hostileTexts = [
  ...['"\\u0000"', '"a\\u0000b"', '"\\ud800"', '"\\udc00\\ud800"', '"\\ud83d\\u0000\\ude00"', '"\\uFFFF\\uFFFE"'],
  ...[
    '"\\u202Eevil\\u2066"',
    '"\\r\\n\\u001b[31m{}"',
    '"\u2028\u2029"',
    '"\u007f\u0085"',
    '" "',
    '"null"',
    '"__proto__"',
  ],
  ...[
    '"$\\u007bjndi:ldap://x}"',
    `"'; drop table events; --"`,
    '"%00%0a"',
    '"=cmd|1"',
    '"<script>"',
    `"${'é'.repeat(300)}"`,
  ],
  ...[
    '"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln"',
    '"4111 1111 1111 1111"',
    '"AKIAIOSFODNN7EXAMPLE"',
    '"🙂"',
    '"1e400"',
  ],
]

const hostileValues = [
  ...hostileTexts,
  ...['null', 'true', '-0', '0.1', '1e21', '1e400', '-1e400', '1e-400', '5e-324', '9007199254740993', '1e9999'],
  ...[
    '12345678901234567890',
    '0.1000000000000000055',
    '1'.repeat(400),
    `0.${'3'.repeat(400)}`,
    `-${'7'.repeat(99)}e-9`,
  ],
  ...['[]', '{}', '[[[[[]]]]]', '{"":""}', '[null,[null]]', '{"\\u0000":1,"":2}', '{"\\ud800":1,"\\udfff":2}'],
  ...['{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}', '{"then":1,"toJSON":2}'],
  ...[
    '{"toString":1,"valueOf":2,"hasOwnProperty":3}',
    '{"password":12345678}',
    '{"token":["a",{"b":"c"}]}',
    '4111111111111111',
  ],
  ...[`${'['.repeat(20)}${']'.repeat(20)}`, `${'{"a":'.repeat(20)}1${'}'.repeat(20)}`, `[${'0,'.repeat(200)}0]`],
]

/** Values that no place takes: not JSON, too deep, too many, twice the same. */
const brokenValues = [
  ...['01', '+1', '.5', '1.', '0x10', 'NaN', 'Infinity', '"no end', "'single'", '"\\x41"', '"\\u12"', '/* */1', '[1,]'],
  ...[
    '"\u0001"',
    '{"a":1,"a":2}',
    '{"a":1,}',
    'undefined',
    '['.repeat(40),
    '}',
    ',',
    '\u0000',
    '{"__proto__":1,"__proto__":2}',
  ],
  `${'['.repeat(40)}${']'.repeat(40)}`,
  `{${Array.from({ length: 501 }, (_, index) => `"k${index}":0`).join()}}`,
]

export type Mutation = 'open' | 'strict' | 'broken' | 'bytes' | 'cut' | 'garbage'

export interface Mutated {
  bytes: Buffer
  mutation: Mutation
}

const shares: [Mutation, number][] = [
  ['open', 0.66],
  ['strict', 0.14],
  ['broken', 0.08],
  ['bytes', 0.06],
  ['cut', 0.02],
  ['garbage', 0.04],
]

/** A good event in which something has gone wrong, the same for the same seed. Never holds a line feed. */
export function mutatedEvent(seed: number): Mutated {
  const next = random(seed)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T
  const mutation = mutationAt(next())
  if (mutation === 'garbage') return { bytes: hostileItem(seed), mutation }

  const placed: [Path, string][] = []
  if (mutation === 'strict') placed.push([pick(strict), pick(hostileValues)])
  if (mutation === 'broken') placed.push([pick([...open, ...strict]), pick(brokenValues)])
  for (let count = Math.floor(next() * 3); count >= 0; count--) {
    placed.push(next() < 0.5 ? [pick(open), pick(hostileValues)] : [pick(texts), pick(hostileTexts)])
  }
  const bytes = Buffer.from(withValues(placed, [pick(optional), pick(optional)]))
  if (mutation === 'bytes') {
    for (let count = 1 + next() * 3; count > 0; count--) bytes[Math.floor(next() * bytes.length)] = next() * 256
  }
  const kept = mutation === 'cut' ? bytes.subarray(0, Math.floor(next() * bytes.length)) : bytes
  return { bytes: Buffer.from(kept.map((byte) => (byte === 0x0a ? 0x20 : byte))), mutation }
}

function mutationAt(share: number): Mutation {
  let sum = 0
  for (const [mutation, part] of shares) {
    sum += part
    if (share < sum) return mutation
  }
  return 'open'
}

const needed = ['action', 'actor', 'targets']
const optional = Object.keys(whole).filter((field) => !needed.includes(field))

/** The event with texts of JSON, or of what is none, put in at their places; of its other fields, only a few. */
function withValues(placed: readonly [Path, string][], more: readonly string[]): string {
  const kept = new Set([...needed, ...more, ...placed.map(([[field]]) => field)])
  const fields = Object.entries(whole).filter(([field]) => kept.has(field))
  const event: Record<string, unknown> = structuredClone(Object.fromEntries(fields))
  for (const [index, [path]] of placed.entries()) put(event, path, `@${index}@`)
  return placed.reduce((text, [, value], index) => text.replace(`"@${index}@"`, () => value), JSON.stringify(event))
}

function put(event: Record<string, unknown>, path: Path, value: string): void {
  let holder: unknown = event
  for (const step of path.slice(0, -1)) {
    const inside: unknown = Object(holder)[step]
    // Another mutation stands there already.
    if (typeof inside !== 'object' || inside === null) return
    holder = inside
  }
  Object.defineProperty(holder, path.at(-1) ?? '', { value, enumerable: true, configurable: true, writable: true })
}
