import { type AuditEvent, normaliseEvent } from '@daybook/core/model'
import { evidenceWordsOf, fold, searchTextOf } from '@daybook/core/query'
import { expect, test, vi } from 'vitest'
import { usualWorld } from '../usual-world.ts'
import { type WorldOptions, worldEvents } from '../world.ts'

// The whole world is told and read: a second on a machine that has nothing else to do.
vi.setConfig({ testTimeout: 60_000 })

/*
 * The guided tour of the README, step by step: what each address shows. The database does the same with the same texts.
 */

const worlds = [
  usualWorld,
  { seed: 'another', end: new Date('2027-02-03T06:00:00.000Z'), days: 31, scale: 0.4 },
  { seed: 'a third', end: new Date('2026-07-12T22:00:00.000Z'), days: 31, scale: 0.4 },
]

interface Searchable {
  event: AuditEvent
  text: string
  words: string[]
}

const read = new Map<WorldOptions, Searchable[]>()

/** What the search of the last thirty days of acme looks through. */
function searchable(world: WorldOptions): Searchable[] {
  const known = read.get(world)
  if (known) return known
  const since = new Date(world.end.getTime() - 30 * 86_400_000).toISOString()
  const events = [...worldEvents(world)].flatMap(({ log, input }) =>
    log === 'acme' ? [normaliseEvent(input, { id: '', recordedAt: world.end, secretKeys: [] })] : [],
  )
  const lastMonth = events.filter(({ occurredAt }) => occurredAt > since)
  const texts = lastMonth.map((event) => ({ event, text: searchTextOf(event), words: evidenceWordsOf(event) }))
  read.set(world, texts)
  return texts
}

function find(world: WorldOptions, question: string, more: Partial<AuditEvent> = {}): AuditEvent[] {
  const term = fold(question)
  return searchable(world).flatMap(({ event, text, words }) => {
    const isAsked = Object.entries(more).every(([key, value]) =>
      Object.entries(event).some(([field, own]) => field === key && own === value),
    )
    return isAsked && (text.includes(term) || words.some((word) => word.startsWith(term))) ? [event] : []
  })
}

test.each(worlds)('step 1: the failures of one evening stand out (seed $seed)', (world) => {
  const failures = find(world, '', { operation: 'login_failed' })
  const sprayed = failures.filter(({ ip }) => ip?.startsWith('192.0.2.2'))
  expect(sprayed).toHaveLength(48)
  const times = sprayed.map(({ occurredAt }) => Date.parse(occurredAt))
  expect(Math.max(...times) - Math.min(...times)).toBeLessThan(15 * 60_000)
  expect(new Set(sprayed.map(({ country }) => country))).toEqual(new Set(['IS']))
})

test.each(worlds)('step 2: one sign-in from there, of a supervisor, without a second factor (seed $seed)', (world) => {
  const [only, ...others] = find(world, '192.0.2.207', { operation: 'login' })
  expect(others).toEqual([])
  expect(only).toMatchObject({
    actor: { name: 'Jonas Reinhardt' },
    sessionId: 'ses_5b1f0c6ad29e4407',
    details: { method: 'password', new_device: true },
  })
})

test.each(worlds)(
  'step 3: the session tells the whole evening, from the sign-in to the refusals (seed $seed)',
  (world) => {
    const session = find(world, 'ses_5b1f0c6ad29e4407').filter(({ sessionId }) => sessionId === 'ses_5b1f0c6ad29e4407')
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
  },
)

test.each(worlds)(
  'step 4: the key read on by night, and callers were sent outside until the morning (seed $seed)',
  (world) => {
    expect(find(world, 'backup-sync').map(({ action }) => action)).toEqual([
      'api_key.created',
      'contact.listed',
      'contact.listed',
      'contact.listed',
      'api_key.revoked',
    ])
    expect(find(world, '447700900418').map(({ action }) => action)).toEqual([
      'did.updated',
      ...Array.from({ length: 5 }, () => 'call.forwarded'),
      'did.updated',
    ])
  },
)

test.each(worlds)(
  'step 5: everything was undone with a reason, and the cause lies two weeks before (seed $seed)',
  (world) => {
    expect(find(world, 'security_response').map(({ action }) => action)).toEqual([
      'session.revoked',
      'api_key.revoked',
      'did.updated',
      'user.password_reset',
      'settings.updated',
      'acl.updated',
    ])
    const resets = find(world, 'reinhardt', { action: 'two_factor.reset' })
    expect(resets.map(({ actor, reason }) => [actor.name, reason])).toEqual([['Ruben Engelhardt', 'new telephone']])
    const enrolled = find(world, 'reinhardt', { action: 'two_factor.enrolled' }).filter(
      ({ occurredAt }) => occurredAt > (resets[0]?.occurredAt ?? ''),
    )
    expect(enrolled).toHaveLength(1)
  },
)
