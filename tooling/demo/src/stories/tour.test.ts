import { type AuditEvent, normaliseEvent } from '@daybook/core/model'
import { evidenceWordsOf, fold, searchTextOf } from '@daybook/core/query'
import { expect, test, vi } from 'vitest'
import { usualEvents, usualWorld } from '../usual-world.ts'

// The whole world is told and read: a second on a machine that has nothing else to do.
vi.setConfig({ testTimeout: 60_000 })

/*
 * The guided tour of the README, step by step: what each address shows. The database does the same with the same texts.
 */

const acme: AuditEvent[] = usualEvents()
  .filter(({ log }) => log === 'acme')
  .map(({ input }) => normaliseEvent(input, { id: '', recordedAt: usualWorld.end, secretKeys: [] }))
const searchable = acme.map((event) => ({ event, text: searchTextOf(event), words: evidenceWordsOf(event) }))

const lastMonth = new Date(usualWorld.end.getTime() - 30 * 86_400_000).toISOString()

function found(question: string, more: Partial<AuditEvent> = {}): AuditEvent[] {
  const term = fold(question)
  return searchable.flatMap(({ event, text, words }) => {
    const isAsked = Object.entries(more).every(([key, value]) =>
      Object.entries(event).some(([field, own]) => field === key && own === value),
    )
    return isAsked && (text.includes(term) || words.some((word) => word.startsWith(term))) ? [event] : []
  })
}

test('step 1: the failures of one evening stand out', () => {
  const failures = found('', { operation: 'login_failed' }).filter(({ occurredAt }) => occurredAt > lastMonth)
  const sprayed = failures.filter(({ ip }) => ip?.startsWith('192.0.2.2'))
  expect(sprayed).toHaveLength(48)
  const times = sprayed.map(({ occurredAt }) => Date.parse(occurredAt))
  expect(Math.max(...times) - Math.min(...times)).toBeLessThan(15 * 60_000)
  expect(new Set(sprayed.map(({ country }) => country))).toEqual(new Set(['IS']))
})

test('step 2: one sign-in from there, of a supervisor, without a second factor', () => {
  const [only, ...others] = found('192.0.2.207', { operation: 'login' })
  expect(others).toEqual([])
  expect(only).toMatchObject({
    actor: { name: 'Jonas Reinhardt' },
    sessionId: 'ses_5b1f0c6ad29e4407',
    details: { method: 'password', new_device: true },
  })
})

test('step 3: the session tells the whole evening, from the sign-in to the refusals', () => {
  const session = found('ses_5b1f0c6ad29e4407').filter(({ sessionId }) => sessionId === 'ses_5b1f0c6ad29e4407')
  expect(session.map(({ action }) => action)).toEqual([
    'user.signed_in',
    ...Array.from({ length: 9 }, () => 'recording.played'),
    'recording.downloaded',
    'recording.downloaded',
    ...Array.from({ length: 3 }, () => 'transcript.read'),
    'contact.exported',
    'export.downloaded',
    'api_key.created',
    'did.updated',
    'user.role_changed',
    'access.denied',
    'access.denied',
  ])
})

test('step 4: the key read on by night, and callers were sent outside until the morning', () => {
  expect(found('backup-sync').map(({ action }) => action)).toEqual([
    'api_key.created',
    'contact.listed',
    'contact.listed',
    'contact.listed',
    'api_key.revoked',
  ])
  expect(found('447700900418').map(({ action }) => action)).toEqual([
    'did.updated',
    ...Array.from({ length: 5 }, () => 'call.forwarded'),
    'did.updated',
  ])
})

test('step 5: everything was undone with a reason, and the cause lies two weeks before', () => {
  expect(found('security_response').map(({ action }) => action)).toEqual([
    'session.revoked',
    'api_key.revoked',
    'did.updated',
    'user.password_reset',
    'settings.updated',
    'acl.updated',
  ])
  const resets = found('reinhardt', { action: 'two_factor.reset' }).filter(({ occurredAt }) => occurredAt > lastMonth)
  expect(resets.map(({ actor, reason }) => [actor.name, reason])).toEqual([['Ruben Engelhardt', 'new telephone']])
  const enrolled = found('reinhardt', { action: 'two_factor.enrolled' }).filter(
    ({ occurredAt }) => occurredAt > (resets[0]?.occurredAt ?? ''),
  )
  expect(enrolled).toHaveLength(1)
})
