import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AuditEvent } from './event.ts'
import { eventInputSchema } from './event-input.ts'
import { normaliseEvent } from './normalise.ts'

const context = {
  id: '019a9c1e-0000-7000-8000-000000000001',
  recordedAt: new Date('2026-11-20T09:30:00Z'),
  secretKeys: [],
}

function normalised(fields: Record<string, unknown>): AuditEvent {
  return normaliseEvent(
    eventInputSchema.parse({ action: 'campaign.updated', actor: { id: 'u_1' }, ...fields }),
    context,
  )
}

test('whatever is sent is kept, and what is not sent is null', () => {
  const sent = {
    ...{ id: '019a9c1e-0000-7000-8000-0000000000ff', action: 'x.done', outcome: 'failure', outcomeReason: 'why' },
    actor: { type: 'service', id: 'i', email: 'e', username: 'u', name: 'n', role: 'r' },
    ...{ onBehalfOf: { id: 'o' }, customerId: 'c', activityType: 't', description: 'd', explanation: 'e', reason: 'r' },
    ...{
      purpose: 'p',
      justification: 'j',
      whyItMatters: 'w',
      snapshot: { s: 1 },
      details: { d: 1 },
      metadata: { m: 1 },
    },
    ...{
      http: { method: 'GET', path: '/x', status: 200 },
      policyDecision: { allow: true },
      ip: '::1',
      forwardedFor: 'f',
    },
    ...{
      userAgent: 'a',
      country: 'DE',
      sessionId: 's',
      requestId: 'q',
      correlationId: 'k',
      channel: 'sdk',
      apiUsed: 'v1',
    },
    ...{ provider: 'v', expertMode: false, bulkImport: { fileId: 'b', line: 0 }, cdr: { fileId: 'f', line: 2 } },
    ...{
      batchId: 'bb',
      parentId: 'pp',
      changes: [
        { path: 'a', before: 1 },
        { path: 'b', after: null },
      ],
    },
    targets: [{ type: 'x', id: '1', name: 'n', revision: '2', relation: 'l', url: 'https://x.test/' }],
  }
  const absent = { email: null, username: null, name: null, role: null }
  expect(normalised(sent)).toEqual({
    ...sent,
    onBehalfOf: { type: 'user', id: 'o', ...absent },
    ...{ occurredAt: '2026-11-20T09:30:00.000Z', recordedAt: '2026-11-20T09:30:00.000Z', claimedAt: null },
    ...{ operation: 'other', operationWord: null, module: 'x', area: null, assumedBy: null },
  })
  const bare = normalised({})
  expect(Object.keys(bare).toSorted()).toEqual(Object.keys(normalised(sent)).toSorted())
  expect(JSON.parse(JSON.stringify(bare))).toEqual(bare)
  expect(bare).toMatchObject({ id: context.id, outcome: 'success', targets: [], details: null, description: null })
})

test.for([
  ['campaign.updated', 'update', 'campaigns', 'settings'],
  ['api_key.created', 'create', 'api_keys', 'security'],
  ['api_key_created', 'create', 'api_keys', 'security'],
  ['user.role_changed', 'update', 'roles', 'settings'],
  ['session.started', 'login', 'authentication', 'security'],
  ['ivr.published', 'other', 'ivr', 'settings'],
  ['user.failed_login', 'login_failed', 'users', 'settings'],
  ['account.failed_login', 'login_failed', 'account', null],
  ['recording.played', 'play', 'recordings', 'calls'],
  ['iam.DeleteUser', 'delete', 'iam', null],
  ['ec2.RunInstances', 'other', 'ec2', null],
  ['org.add_member', 'other', 'org', null],
  ['thing.constructor', 'other', 'thing', null],
  ['ConsoleThing', 'other', 'other', null],
] as const)('%s without further words is %s in %s', ([action, operation, module, area]) => {
  expect(normalised({ action })).toMatchObject({ operation, operationWord: null, module, area })
})

test('what is told wins over what a name suggests', () => {
  expect(normalised({ operation: 'Removed', module: 'AI Providers' })).toMatchObject({
    ...{ operation: 'delete', operationWord: null, module: 'ai_providers', area: 'settings' },
  })
  expect(normalised({ operation: 'Escalate', area: 'Data & privacy' })).toMatchObject({
    ...{ operation: 'other', operationWord: 'Escalate', area: 'privacy' },
  })
  expect(normalised({ area: 'nowhere', operation: ' ', module: '' })).toMatchObject({
    area: 'settings',
    operation: 'update',
  })
  expect(normalised({ action: 'user.login', outcome: 'failure' }).operation).toBe('login_failed')
  expect(normalised({ action: 'user.login', outcome: 'failure', operation: 'login' }).operation).toBe('login')
})

test('creating keeps all values, deleting the last state, anything else the changes', () => {
  const [before, after] = [
    { a: 1, b: 2 },
    { a: 1, b: 3 },
  ]
  const changes = [{ path: 'b', before: 2, after: 3 }]
  const kept = (fields: Record<string, unknown>) => {
    const event = normalised(fields)
    return { changes: event.changes, snapshot: event.snapshot }
  }
  expect(kept({ operation: 'create', after })).toEqual({ changes: null, snapshot: after })
  expect(kept({ operation: 'create', before: {}, after })).toEqual({ changes: null, snapshot: after })
  expect(kept({ operation: 'create', before, after })).toEqual({ changes, snapshot: after })
  expect(kept({ operation: 'delete', before })).toEqual({ changes: null, snapshot: before })
  expect(kept({ operation: 'delete', before, after })).toEqual({ changes, snapshot: before })
  expect(kept({ operation: 'update', before, after })).toEqual({ changes, snapshot: null })
  expect(kept({ operation: 'transfer', before, after: before })).toEqual({ changes: [], snapshot: null })
  expect(kept({ operation: 'update', after: { b: 3 } })).toEqual({ changes: [{ path: 'b', after: 3 }], snapshot: null })
  expect(kept({ operation: 'update', changes, snapshot: before })).toEqual({ changes, snapshot: before })
  expect(kept({})).toEqual({ changes: null, snapshot: null })
})

test('that a secret changed is kept', () => {
  const event = normalised({
    before: { password: 'a', x: 'Bearer abcdefgh12345678' },
    after: { password: 'b', x: 'Bearer abcdefgh12345679' },
  })
  expect(event.changes).toEqual([
    { path: 'password', before: '[REDACTED]', after: '[REDACTED]' },
    { path: 'x', before: 'Bearer [REDACTED]', after: 'Bearer [REDACTED]' },
  ])
})

test('a target without a type is what the action is about', () => {
  expect(normalised({ target: { id: 1 } }).targets).toMatchObject([{ type: 'campaign', id: '1' }])
  expect(normalised({ action: 'Thing', target: { id: 1 } }).targets).toMatchObject([{ type: 'target' }])
})

test('who assumed an identity is found where it was told, and is told in the details', () => {
  expect(normalised({ details: { assumedBy: 'root@acme.test' } }).assumedBy).toMatchObject({
    type: 'staff',
    email: 'root@acme.test',
  })
  expect(normalised({ details: { assumedBy: { id: 7, name: 'Root', type: 'x' } } }).assumedBy).toMatchObject({
    id: '7',
    name: 'Root',
  })
  expect(normalised({ details: { assumedBy: { a: 1 } } }).assumedBy).toBeNull()
  expect(normalised({ assumedBy: { name: 'Root' }, details: { a: 1 } })).toMatchObject({
    ...{ assumedBy: { type: 'staff', name: 'Root' }, details: { a: 1, assumedBy: 'Root' } },
  })
})

test('a secret in the words of an event does not survive in lower case either', () => {
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJlLXNpZ25hdHVyZQ'
  const event = normalised({ action: `${token}.updated`, module: token, operation: token, target: { id: token } })
  expect(JSON.stringify(event).toLowerCase()).not.toContain(token.slice(4, 20).toLowerCase())
})

test('texts are mended before secrets are looked for', () => {
  const event = normalised({ description: 'pass\u0000word=hun\u0000ter2', metadata: { 'pass\u0000word': 'x\ud800' } })
  expect(event).toMatchObject({ description: 'password=[REDACTED]', metadata: { password: '[REDACTED]' } })
})

test('any input that is accepted becomes an event that can be stored and read back', () => {
  const anything = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' })
  const object = fc.dictionary(fc.string({ unit: 'binary' }), anything, { noNullPrototype: true })
  const text = fc.string({ unit: 'binary' })
  const input = fc.record(
    {
      ...{
        before: object,
        after: object,
        snapshot: object,
        details: object,
        metadata: object,
        policyDecision: anything,
      },
      ...{ description: text, reason: text, userAgent: text, ip: text, operation: text, module: text, area: text },
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(input, (fields) => {
      const event = normalised(fields)
      expect(JSON.parse(JSON.stringify(event))).toEqual(event)
      expect(JSON.stringify(event)).not.toMatch(/\\u0000|\\ud[89a-f]/)
    }),
  )
})
