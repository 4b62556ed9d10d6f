/** A repeatable stream of numbers in [0, 1), so that a failure can be run again. */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Texts of JSON values that have broken something somewhere. */
const values = [
  ...[
    'null',
    'true',
    '-0',
    '0.1',
    '1e21',
    '1e400',
    '-1e400',
    '1e-400',
    '5e-324',
    '9007199254740993',
    '12345678901234567890',
  ],
  ...[
    '"9".repeat',
    '1'.repeat(5000),
    `0.${'3'.repeat(400)}`,
    `-${'7'.repeat(400)}e-9`,
    '01',
    '+1',
    '.5',
    '1.',
    '0x10',
    'NaN',
    'Infinity',
  ],
  ...[
    '""',
    '"\\u0000"',
    '"a\\u0000b"',
    '"\\ud800"',
    '"\\udc00\\ud800"',
    '"\\ud83d\\u0000\\ude00"',
    '"\\uFFFF\\uFFFE"',
    '"\\u202Eevil"',
    '"\\r\\n\\u001b[31m"',
  ],
  ...[
    '"\u0000"',
    '"\n"',
    '"\t"',
    '"\u007f"',
    '"\u2028"',
    '"\\x41"',
    '"\\u12"',
    "'single'",
    '"no end',
    '/* comment */1',
    '"$\\u007bjndi:ldap://x}"',
  ],
  ...[
    `"${'x'.repeat(70_000)}"`,
    `"${'é'.repeat(3000)}"`,
    `"${'\\u0041'.repeat(3000)}"`,
    `"${'a '.repeat(5000)}"`,
    `"${'٣'.repeat(2100)}"`,
  ],
  ...[
    '[]',
    '{}',
    '[[]]',
    '[null,]',
    '{"a":1,}',
    '{"":""}',
    '{"a":1,"a":2}',
    '{"a":{},"a":{}}',
    '{"\\u0000":1,"":2}',
    '{"\\ud800":1,"\\udfff":2}',
  ],
  ...[
    '{"__proto__":{"polluted":true}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '{"toString":1,"valueOf":2,"hasOwnProperty":3}',
    '{"then":1}',
  ],
  ...[
    '{"password":12345678}',
    '{"token":["a",{"b":"c"}]}',
    '"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln"',
    '"4111 1111 1111 1111"',
    '4111111111111111',
  ],
  ...[
    '['.repeat(31) + ']'.repeat(31),
    '['.repeat(33) + ']'.repeat(33),
    '['.repeat(100_000),
    `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`,
  ],
  ...[
    `[${'0,'.repeat(20_000)}0]`,
    `{${Array.from({ length: 501 }, (_, i) => `"k${i}":${i}`).join()}}`,
    `[${'{"a":1},'.repeat(600)}{}]`,
  ],
  ...[
    '"2026-02-30T00:00:00Z"',
    '"+275760-09-13T00:00:00.000Z"',
    '"0000-01-01T00:00:00Z"',
    '"1969-12-31T23:59:59Z"',
    '"9999-12-31T23:59:59.999999999Z"',
    '"2026-11-20T09:30:00+14:59"',
  ],
  ...[
    '"00000000-0000-0000-0000-000000000000"',
    '"ffffffff-ffff-ffff-ffff-ffffffffffff"',
    '"::ffff:203.0.113.7"',
    '"fe80::1%eth0"',
    '"999.1.1.1"',
    '"1/0"',
    '"javascript:alert(1)"',
  ],
]

const plain = (value: string) => value
const person = (value: string) => `{"id":${value},"name":${value},"email":${value}}`
const targets = (value: string) => `[{"type":"a","id":${value}},{"name":${value},"url":${value}}]`
const changes = (value: string) => `[{"path":"a.b","before":${value},"after":${value}},{"path":${value}}]`
const deep = (value: string) => `{"deep":{"deeper":[1,{"deepest":${value}}]},"wide":${value}}`
const line = (value: string) => `{"fileId":${value},"line":${value}}`
const http = (value: string) => `{"method":${value},"path":${value},"status":${value}}`

/** Where a value may stand in an event, and what it looks like there when it is meant well. */
const fields: [string, (value: string) => string][] = [
  ...['id', 'tenant', 'occurredAt', 'action', 'operation', 'module', 'area', 'activityType', 'outcome'].map(as(plain)),
  ...['customerId', 'sessionId', 'requestId', 'correlationId', 'batchId', 'parentId', 'channel', 'provider'].map(
    as(plain),
  ),
  ...['description', 'explanation', 'reason', 'purpose', 'justification', 'whyItMatters', 'outcomeReason'].map(
    as(plain),
  ),
  ...['ip', 'forwardedFor', 'userAgent', 'country', 'apiUsed', 'expertMode', 'policyDecision'].map(as(plain)),
  ...['recordedAt', 'number', '__proto__', 'constructor', '', '\\u0000'].map(as(plain)),
  ...['before', 'after', 'snapshot', 'details', 'metadata', 'metadata', 'metadata', 'policyDecision'].map(as(deep)),
  ...['actor', 'onBehalfOf', 'assumedBy', 'target'].map(as(person)),
  ...[as(targets)('targets'), as(changes)('changes'), as(http)('http'), as(line)('bulkImport'), as(line)('cdr')],
]

function as(place: (value: string) => string) {
  return (field: string): [string, (value: string) => string] => [field, place]
}

/** The bytes of one event, or of something that is none. Never holds a line feed, so that it may be a line of NDJSON. */
export function hostileItem(seed: number): Buffer {
  const next = random(seed)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T
  if (next() < 0.1) return withoutLineFeeds(Buffer.from(pick(values)))

  const members = ['"action":"campaign.updated"', '"actor":{"id":"u_1"}']
  const count = 1 + Math.floor(next() * 3)
  for (let index = 0; index < count; index++) {
    const [field, place] = pick(fields)
    // Mostly where it belongs, sometimes anywhere.
    const [, anyPlace] = pick(fields)
    members.push(`"${field}":${(next() < 0.8 ? place : anyPlace)(pick(values))}`)
  }
  if (next() < 0.3) members.reverse()
  const bytes = Buffer.from(`{${members.join(',')}}`)
  if (next() < 0.2) {
    // A few bytes of it become others, UTF-8 or not.
    for (let index = 0; index < 3; index++) bytes[Math.floor(next() * bytes.length)] = Math.floor(next() * 256)
  }
  return withoutLineFeeds(bytes)
}

function withoutLineFeeds(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => (byte === 0x0a ? 0x20 : byte)))
}
