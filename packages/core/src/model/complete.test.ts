import { expect, test } from 'vitest'
import { draftOf } from './catalog/define-action.ts'
import { sessionRevoked } from './catalog/session.ts'
import { settingsUpdated } from './catalog/settings.ts'
import { type CompleteContext, completeEvent } from './complete.ts'
import { personOf } from './people.ts'

const context: CompleteContext = {
  id: '019a9c1e-0000-7000-8000-000000000001',
  recordedAt: new Date('2026-11-20T09:30:00Z'),
  secretKeys: ['colour'],
  actor: personOf({ type: 'staff', id: 'u_1', name: 'Root' }),
  sessionId: 'ses_own',
  ip: '203.0.113.9',
}

const ada = { id: 'u_2', name: 'Ada', email: null }

test('an event of our own says what was done, by whom, from where and when', () => {
  const event = completeEvent(
    draftOf(sessionRevoked, { sessionId: 'ses_1', user: ada, reason: 'Lost laptop' }),
    context,
  )
  expect(event).toMatchObject({
    ...{ id: context.id, action: 'session.revoked', operation: 'revoke', module: 'sessions', area: 'security' },
    ...{ occurredAt: '2026-11-20T09:30:00.000Z', recordedAt: '2026-11-20T09:30:00.000Z', claimedAt: null },
    ...{ outcome: 'success', actor: context.actor, sessionId: 'ses_own', ip: '203.0.113.9', reason: 'Lost laptop' },
    targets: [
      { type: 'session', id: 'ses_1' },
      { type: 'user', id: 'u_2', name: 'Ada', relation: 'owner' },
    ],
    whyItMatters: sessionRevoked.whyItMatters,
  })
})

test('what the draft says wins over the circumstances', () => {
  const draft = draftOf(sessionRevoked, { sessionId: 'ses_1', user: ada, reason: null })
  const event = completeEvent({ ...draft, outcome: 'denied', sessionId: 'ses_1' }, context)
  expect(event).toMatchObject({ outcome: 'denied', sessionId: 'ses_1' })
})

test('secrets do not survive, those of the log’s owner included', () => {
  const draft = draftOf(settingsUpdated, {
    name: 'Mail',
    before: { smtpPassword: 'a', colour: 'red', host: 'x' },
    after: { smtpPassword: 'b', colour: 'blue', host: 'y' },
  })
  expect(completeEvent(draft, context).changes).toEqual([
    { path: 'smtpPassword', before: '[REDACTED]', after: '[REDACTED]' },
    { path: 'colour', before: '[REDACTED]', after: '[REDACTED]' },
    { path: 'host', before: 'x', after: 'y' },
  ])
})

test('an assumed identity is told in the details', () => {
  const draft = draftOf(sessionRevoked, { sessionId: 'ses_1', user: ada, reason: null })
  const event = completeEvent(draft, { ...context, onBehalfOf: personOf(ada), assumedBy: context.actor })
  expect(event).toMatchObject({
    onBehalfOf: { name: 'Ada' },
    assumedBy: { name: 'Root' },
    details: { assumedBy: 'Root' },
  })
})

test('data that are not what the action holds are refused', () => {
  // @ts-expect-error sessionId is missing
  expect(() => draftOf(sessionRevoked, { user: ada, reason: null })).toThrow()
})
