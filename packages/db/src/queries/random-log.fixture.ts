import {
  type AuditEvent,
  actorTypes,
  areas,
  channels,
  cleanText,
  operations,
  outcomes,
  type Person,
} from '@daybook/core/model'
import type { EventQuestion } from '../index.ts'
import { exampleEvent } from '../testing/index.ts'
import type { Random } from '../testing/random.ts'

/** Words in which a search, a pattern or a statement could trip. */
export const hostileWords = [
  `it's`,
  `'; drop table events;--`,
  '"quoted"',
  '"open',
  '100%',
  'under_score',
  '%',
  '_',
  'back\\slash',
  '\\',
  `'a' & !b:*`,
  'a:b:*',
  '& | ! ( )',
  '<-> a',
  '$1 :x {{z}} %s',
  'müller',
  'STRASSE',
  'ΟΔΟΣ',
  'שלום',
  'עברית\u202Eabc',
  '😀👩‍👩‍👧',
  'e\u0301',
  '´',
  'null',
  '\u0001\u001F\u007F',
  '\uFFFD\uFEFF',
  'a\u0000b',
  '\u0000',
  '\uD800',
  'x'.repeat(10_000),
  '😀'.repeat(5000),
  'ab '.repeat(3334),
] as const

// Longer than a word of the evidence is kept, and no longer: there are thousands of events.
const words = [
  'spring',
  'sale',
  'Spring Sale',
  'invoice',
  'pacing',
  ...hostileWords.map((word) => word.slice(0, 300)),
] as const
const actions = [
  'campaign.updated',
  'campaign_updated',
  'Campaign.Updated',
  'campaign.deleted',
  'user.created',
  'user.created.again',
  'audit_log.accessed',
  'audit_log_accessed',
  'audit_log.evidence_opened',
  `odd%_\\'".action`,
] as const
const modules = ['campaigns', 'users', 'audit_log', `it's "odd"`, 'x%'] as const
const ids = ['u-1', 'u-2', 'u-3', 'u-10', `u'"\\%_`] as const
const times = ['2026-03-29T01:00:00.000Z', '1999-12-31T23:59:59.999Z', '1970-01-01T00:00:00.000Z'] as const

/** An event made of few words, so that many questions have answers. */
export function randomEvent(random: Random): AuditEvent {
  const word = () => cleanText(random.pick(words))
  const maybe = <T>(value: () => T): T | null => (random.chance(0.2) ? value() : null)
  const person = (): Person => ({
    type: random.pick(actorTypes),
    id: random.chance(0.8) ? random.pick(ids) : null,
    email: maybe(() => `${random.pick(ids)}@example.test`),
    username: maybe(word),
    name: maybe(word),
    role: maybe(word),
  })
  return exampleEvent({
    occurredAt: timeOf(random),
    action: random.pick(actions),
    module: random.pick(modules),
    area: maybe(() => random.pick(areas)),
    operation: random.pick(operations),
    outcome: random.pick(outcomes),
    actor: person(),
    onBehalfOf: maybe(person),
    assumedBy: maybe(person),
    customerId: maybe(word),
    targets: random.chance(0.5)
      ? [{ type: word(), id: maybe(word), name: maybe(word), revision: null, relation: null, url: null }]
      : [],
    description: maybe(word),
    reason: maybe(word),
    changes: maybe(() => [{ path: word(), before: word(), after: [word(), 7.5, true] }]),
    details: maybe(() => ({ [word()]: word() })),
    http: maybe(() => ({ method: 'GET', path: `/${word()}`, status: 404 })),
    metadata: maybe(() => ({ [word()]: [word()] })),
    policyDecision: maybe(word),
    ip: random.pick(['203.0.113.7', '2001:db8::1', 'cloud.example.test', '']),
    userAgent: maybe(() => `Mozilla/5.0 (${word()}; Linux)`),
    sessionId: maybe(word),
    channel: maybe(() => random.pick(channels)),
  })
}

/** Days of the last months and of long ago, many of them equal to the millisecond. */
function timeOf(random: Random): string {
  if (random.chance(0.1)) return random.pick(times)
  return new Date(Math.floor(Date.now() / 86_400_000 - random.below(150)) * 86_400_000 + random.below(3)).toISOString()
}

const askedActions = [
  ...actions,
  'CAMPAIGN_UPDATED',
  'campaign.*',
  'campaign_*',
  'u*',
  '*',
  'odd%*',
  'nothing',
] as const

export function randomQuestion(random: Random, actorKeys: readonly [string, ...string[]]): EventQuestion {
  const question: EventQuestion = {}
  if (random.chance(0.2)) question.from = new Date(timeOf(random))
  if (random.chance(0.2)) question.to = new Date(timeOf(random))
  if (random.chance(0.15)) question.area = random.pick(areas)
  if (random.chance(0.2)) question.modules = random.some([...modules, 'absent'])
  if (random.chance(0.25)) question.actions = random.some(askedActions)
  if (random.chance(0.15)) question.operations = random.some(operations)
  if (random.chance(0.2)) question.actorKeys = random.some([...actorKeys, '0000000000000000'])
  if (random.chance(0.2)) question.outcomes = random.some(outcomes)
  if (random.chance(0.2)) question.hideAccess = true
  if (random.chance(0.6)) question.text = textOf(random)
  return question
}

/** One to three words, or parts of words, some of them quoted. */
function textOf(random: Random): string {
  const asked = Array.from({ length: 1 + random.below(3) }, () => {
    const word = random.pick([...words, 'mozilla/5', 'linux', '404', 'u-1', '203.0.113', 'x11;'])
    const from = random.chance(0.5) ? 0 : random.below(4)
    const part = word.slice(from, from + 1 + random.below(Math.min(word.length, 12)))
    return random.chance(0.3) ? `"${part}"` : part
  })
  return asked.join(' ')
}
