import { expect, test } from 'vitest'
import { type EventInput, eventInputSchema } from './event-input.ts'

const whole = {
  id: '019A9C1E-0000-7000-8000-000000000001',
  tenant: 'acme',
  occurredAt: '2026-11-20T10:30:00+01:00',
  action: 'campaign.updated',
  operation: 'update',
  module: 'campaigns',
  area: 'settings',
  activityType: 'campaign-edit',
  outcome: 'success',
  outcomeReason: 'done',
  actor: { type: 'user', id: 42, email: 'ada@acme.test', username: 'ada', name: 'Ada Byron', role: 'Client Admin' },
  onBehalfOf: { id: 'u_2' },
  assumedBy: { type: 'staff', name: 'Support' },
  customerId: 7,
  targets: [
    { type: 'campaign', id: 1, name: 'Spring sale', revision: 3, relation: 'subject', url: 'https://acme.test/c/1' },
  ],
  before: { name: 'Spring' },
  after: { name: 'Spring sale' },
  snapshot: { a: 1 },
  details: { a: [1, { b: null }] },
  description: 'd',
  explanation: 'e',
  reason: 'r',
  purpose: 'p',
  justification: 'j',
  whyItMatters: 'w',
  http: { method: 'PATCH', path: '/c/1', status: 200 },
  policyDecision: ['allow'],
  metadata: { x: true },
  ip: '203.0.113.9',
  forwardedFor: '203.0.113.9, 10.0.0.1',
  userAgent: 'curl/8',
  country: 'DE',
  sessionId: 's',
  requestId: 'q',
  correlationId: 'c',
  channel: 'api',
  apiUsed: 'v2',
  provider: 'p',
  expertMode: true,
  bulkImport: { fileId: 'f', line: 3 },
  cdr: { fileId: 9 },
  batchId: 'b',
  parentId: 'p',
}

function problems(fields: Record<string, unknown>): string[] {
  const result = eventInputSchema.safeParse({ action: 'a.updated', actor: {}, ...fields })
  return (result.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`)
}

test('an event with everything in it is taken; numbers become identifiers', () => {
  const event: EventInput = eventInputSchema.parse(whole)
  expect(event).toMatchObject({
    id: whole.id.toLowerCase(),
    actor: { id: '42' },
    customerId: '7',
    targets: [{ id: '1', revision: '3' }],
    cdr: { fileId: '9' },
  })
})

test('only action and actor are needed, and null is the same as nothing', () => {
  expect(problems({})).toEqual([])
  expect(
    problems(
      Object.fromEntries(Object.keys(whole).flatMap((key) => (['action', 'actor'].includes(key) ? [] : [[key, null]]))),
    ),
  ).toEqual([])
  expect(eventInputSchema.safeParse({ actor: {} }).success).toBe(false)
  expect(eventInputSchema.safeParse({ action: 'a.b' }).success).toBe(false)
})

test('a field that is not known is an error that names it, and the field that was meant', () => {
  expect(problems({ occurred_at: 'x', foo: 1 })).toEqual([
    ': Unknown field “occurred_at” (write occurredAt), “foo”. Data of your own goes into details or metadata.',
  ])
  expect(problems({ actor: { email_address: 'x' } })[0]).toMatch(/^actor: Unknown field “email_address”/)
  expect(problems(JSON.parse('{"__proto__":{"a":1}}'))[0]).toMatch(/Unknown field “__proto__”/)
  expect(problems({ number: 1, recordedAt: 'x', leafHash: 'y' })).toHaveLength(1)
})

test('a link is http or https, and an error names what it was', () => {
  for (const url of [
    'javascript:alert(1)',
    'JaVaScRiPt:x',
    'data:text/html,x',
    '//host/x',
    'ftp://x',
    'https://',
    ' https://x.test',
    '/x',
  ]) {
    expect(problems({ target: { url } })[0]).toBe(
      `target.url: “${url}” is not a web address. Send a full http:// or https:// address, or leave url out.`,
    )
  }
  expect(problems({ target: { url: 'HTTPS://acme.test/a?b#c' } })).toEqual([])
})

test('a time has an offset, is a day of the calendar and lies between 1970 and 9999', () => {
  for (const occurredAt of [
    '2026-11-20T09:30:00Z',
    '2026-11-20T09:30:00.123456+05:30',
    '1970-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
  ]) {
    expect(problems({ occurredAt })).toEqual([])
  }
  for (const occurredAt of [
    '2026-11-20T09:30:00',
    '2026-02-30T00:00:00Z',
    '2026-11-20',
    '20.11.2026',
    '1970-01-01T00:30:00+01:00',
    '0001-01-01T00:00:00Z',
    12,
  ]) {
    expect(problems({ occurredAt })).toHaveLength(1)
  }
})

test('target and targets, states and changes are alternatives', () => {
  expect(problems({ target: {}, targets: [] })).toEqual(['targets: Send target or targets, not both.'])
  expect(problems({ after: {}, changes: [] })).toEqual(['changes: Send before and after, or changes, not both.'])
})

test('what is too long, too deep, too much or not JSON is refused with a sentence', () => {
  const deep = JSON.parse(`${'{"a":'.repeat(31)}1${'}'.repeat(31)}`)
  expect(problems({ metadata: deep })).toEqual([])
  expect(problems({ metadata: { a: deep } })[0]).toMatch(/32 levels deep/)
  expect(problems({ metadata: { a: { a: deep } } })[0]).toMatch(/32 levels deep/)
  expect(problems({ metadata: Object.fromEntries(Array.from({ length: 498 }, (_, n) => [n, 1])) })[0]).toMatch(
    /500 keys/,
  )
  expect(problems({ metadata: { a: new Date(0) } })[0]).toMatch(/^metadata: Send a JSON object/)
  expect(problems({ details: [] })[0]).toMatch(/^details: Send a JSON object/)
  expect(problems({ policyDecision: Number.NaN })[0]).toMatch(/^policyDecision: Send JSON/)
  expect(problems({ reason: 'x'.repeat(10_001) })[0]).toBe(
    'reason: At most 10000 characters fit here. Put longer material in metadata.',
  )
  expect(problems({ actor: { id: 'x'.repeat(513) } })[0]).toMatch(/^actor\.id: At most 512/)
  expect(problems({ action: ' ' })[0]).toBe('action: Name what was done, such as campaign.updated.')
  expect(problems({ actor: { type: 'root' } })[0]).toMatch(/^actor\.type: Send one of user, staff/)
  expect(problems({ id: 'x' })[0]).toBe('id: Send a UUID as id, or leave it out.')
})
