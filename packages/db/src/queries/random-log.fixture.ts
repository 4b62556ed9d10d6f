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
import { type QueryKey, type QueryTerm, type QueryWord, queryKeyNames } from '@daybook/core/query'
import { exampleEvent } from '../testing/example-event.ts'
import type { Random } from '../testing/random.ts'
import type { EventQuestion } from './conditions.ts'

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
const addresses = [
  '203.0.113.7',
  '203.0.113.77',
  '203.0.114.7',
  '203.1.0.1',
  '10.0.0.7',
  '2001:db8::1',
  '2001:db8:0:1::1',
  '2001:db8:1::1',
  '::ffff:203.0.113.7',
  'cloud.example.test',
  '',
] as const
const countries = ['DE', 'de', 'Österreich', 'United States', 'x', `D'E`] as const
const times = ['2026-03-29T01:00:00.000Z', '1999-12-31T23:59:59.999Z', '1970-01-01T00:00:00.000Z'] as const

/** An event made of few words, so that many questions have answers. */
export function randomEvent(random: Random): AuditEvent {
  const word = () => cleanText(random.pick(words))
  const maybe = <T>(value: () => T): T | null => (random.chance(0.2) ? value() : null)
  const maybeNot = <T>(value: () => T): T | null => (random.chance(0.9) ? value() : null)
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
    targets: Array.from({ length: random.below(3) }, () => ({
      ...{ type: word(), id: random.chance(0.5) ? random.pick(ids) : null, name: random.chance(0.7) ? word() : null },
      ...{ revision: null, relation: null, url: null },
    })),
    description: maybe(word),
    reason: maybe(word),
    changes: maybe(() => [{ path: word(), before: word(), after: [word(), 7.5, true] }]),
    details: maybe(() => ({ [word()]: word() })),
    http: maybe(() => ({ method: 'GET', path: `/${word()}`, status: 404 })),
    metadata: maybe(() => ({ [word()]: [word()] })),
    policyDecision: maybe(word),
    ip: maybeNot(() => random.pick(addresses)),
    country: maybe(() => random.pick(countries)),
    userAgent: maybe(() => `Mozilla/5.0 (${word()}; Linux)`),
    sessionId: maybe(word),
    requestId: maybe(() => random.pick(ids)),
    correlationId: maybe(() => random.pick(ids)),
    batchId: maybe(word),
    parentId: maybe(() => random.pick(ids)),
    channel: maybe(() => random.pick(channels)),
  })
}

/** Days of the last months and of long ago, many of them equal to the millisecond. */
function timeOf(random: Random): string {
  if (random.chance(0.1)) return random.pick(times)
  return new Date(Math.floor(Date.now() / 86_400_000 - random.below(150)) * 86_400_000 + random.below(3)).toISOString()
}

/** An event of a log, and what the database made of its actor. */
export interface Known {
  number: number
  actorKey: string
  event: AuditEvent
}

/** A question about the values of some events, so that many have answers, and about what no event has. */
export function randomQuestion(random: Random, known: readonly [Known, ...Known[]]): EventQuestion {
  const query: (QueryTerm | QueryWord)[] = []
  while (query.length === 0 || random.chance(0.45)) {
    const not = random.chance(0.25)
    const key = random.pick<QueryKey | 'word'>(['word', 'word', 'word', 'actor', 'action', 'ip', ...queryKeyNames])
    if (key === 'word') query.push({ kind: 'word', not, text: askedText(random) })
    else if (!query.some((item) => item.kind === 'term' && item.key === key && item.not === not))
      query.push({ kind: 'term', key, not, values: askedValues(random, key, random.pick(known)) })
  }
  const question: EventQuestion = { query: random.chance(0.05) ? [] : query }
  if (random.chance(0.15)) question.from = new Date(timeOf(random))
  if (random.chance(0.15)) question.to = new Date(timeOf(random))
  if (random.chance(0.15)) question.hideAccess = true
  return question
}

/** A word, or a part of one. */
function askedText(random: Random): string {
  const word = random.pick([...words, 'mozilla/5', 'linux', '404', 'u-1', '203.0.113', 'x11;', 'DE', 'spring  \nsale'])
  const from = random.chance(0.5) ? 0 : random.below(4)
  return word.slice(from, from + 1 + random.below(Math.min(word.length, 12)))
}

/** One to three values of a key: those of an event, those of no event, and what is none of the key. */
function askedValues(random: Random, key: QueryKey, known: Known): string[] {
  const list = Array.from({ length: 1 + (random.chance(0.3) ? 1 + random.below(2) : 0) }, () =>
    random.chance(0.1) ? random.pick(hostileWords).slice(0, 300) : askedValue(random, key, known),
  )
  return [...new Set(list)]
}

function askedValue(random: Random, key: QueryKey, { number, actorKey, event }: Known): string {
  const [target] = event.targets
  const part = (text: string | null | undefined) => {
    const from = random.below(3)
    return text ? text.slice(from, from + 1 + random.below(10)) : askedText(random)
  }
  switch (key) {
    case 'actor':
      return random.chance(0.4)
        ? actorKey
        : part(random.pick([event.actor.name, event.actor.email, event.actor.username, 'u-1', '0000000000000000']))
    case 'actor_type':
      return random.pick(actorTypes)
    case 'action':
      return random.pick([
        event.action,
        'CAMPAIGN_UPDATED',
        'campaign.*',
        'Campaign_*',
        'user.created*',
        'u*',
        '*',
        'odd%*',
      ])
    case 'operation':
      return random.pick(operations)
    case 'module':
      return random.pick([...modules, 'absent'])
    case 'area':
      return random.pick(areas)
    case 'outcome':
      return random.pick(outcomes)
    case 'target':
      return part(random.pick(event.targets.length > 0 ? [target?.name, event.targets.at(-1)?.name] : ['spring']))
    case 'target_type':
      return target?.type ?? 'absent'
    case 'channel':
      return random.pick(channels)
    case 'assumed':
      return random.pick(['yes', 'no'])
    case 'batch':
      return event.batchId ?? 'absent'
    case 'number':
      return random.pick([`${number}`, `${number}..`, `..${number}`, `${number}..${number + 50}`, '999999999999999'])
    case 'ip':
      return random.pick([event.ip ?? '10.0.0.7', ...networks])
    case 'session':
      return event.sessionId ?? 'absent'
    case 'request':
      return event.requestId ?? 'absent'
    case 'correlation':
      return event.correlationId ?? 'absent'
    case 'target_id':
      return target?.id ?? 'absent'
    case 'country':
      return random.pick([...countries, 'Germany', 'UNITED STATES'])
  }
}

const networks = [
  ...[
    '203.0.113.0/24',
    '203.0.112.0/20',
    '203.0.0.0/16',
    '203.0.0.0/12',
    '203.0.113.64/26',
    '200.0.0.0/5',
    '0.0.0.0/0',
  ],
  ...['2001:db8::/64', '2001:db8::/60', '2001:db8::/48', '2001:db8::/46', '2001:db8::/52', '2000::/3', '10.0.0.7/32'],
] as const
