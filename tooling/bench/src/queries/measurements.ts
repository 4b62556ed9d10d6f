import { bucketsOf, type FacetKey, type Query, type Sort } from '@daybook/core/query'
import type { EventQuestion } from '@daybook/db'
import {
  countByTime,
  countEvents,
  countFacets,
  type Database,
  listEvents,
  type Scope,
  type Transaction,
  transaction,
} from '@daybook/db'
import { actionOf, addressAt, moduleOf, planted } from './fill-logs.ts'
import type { Plain, PlainQuestion } from './plain.ts'
import { asked, combination, type Sampled } from './sampled.ts'

export interface Site {
  db: Database
  scope: Scope
  plain: Plain
  /** The highest number of the log. */
  upTo: number
  sampled: readonly Sampled[]
  /** Pseudonyms of actors from the most to the least active: the 1st, 2nd, 100th, 4,000th. */
  actors: { top: string; second: string; medium: string; rare: string }
}

/** What is asked again and again, each time for something else. */
export interface Measurement {
  name: string
  /** Milliseconds, of the 95th percentile. */
  target: number
  ask: (draw: number) => Promise<unknown>
  /** The same in one plain statement; null where there is none. */
  plain: ((draw: number) => PromiseLike<unknown>) | null
}

const pageMs = 50
const keywordMs = 150
const countMs = 400
const dayMs = 86_400_000
const keys: FacetKey[] = ['actor', 'action', 'module', 'operation', 'outcome', 'channel', 'target_type']

export function measurementsOf(site: Site): Measurement[] {
  return [...pages(site), ...filters(site), ...keywords(site), ...sorts(site), ...counts(site)]
}

function pages(site: Site): Measurement[] {
  const deep = site.sampled
  return [
    page(site, 'first page', () => []),
    {
      name: 'page half way down',
      target: pageMs,
      ask: (draw) => {
        const after = deep[draw % deep.length]
        return list(site, { query: [] }, after && { after: { occurredAt: after.occurredAt, number: after.number } })
      },
      plain: (draw) => site.plain.page({ query: [], offset: site.upTo - (deep[draw % deep.length]?.number ?? 0) }),
    },
  ]
}

function filters(site: Site): Measurement[] {
  const { actors } = site
  const of = (name: string, text: (sampled: Sampled, draw: number) => string) =>
    page(site, name, (draw) => {
      const one = site.sampled[draw % site.sampled.length]
      return one ? asked(text(one, draw)) : []
    })
  return [
    of('actor, sampled', ({ actor }) => `actor:${actor}`),
    of('actor, rare', () => `actor:${actors.rare}`),
    of('actor, absent', (_, draw) => `actor:00000000000000${10 + draw}`),
    of('actor, by name', (_, draw) => `actor:"person ${100 + draw}"`),
    of('action, sampled', ({ action }) => `action:${action}`),
    of('action, only a year ago', () => `action:${planted.oldAction}`),
    of('action, in one burst', () => `action:${planted.burstAction}`),
    of('action, prefix', ({ module }) => `action:${module}.*`),
    of('module', ({ module }) => `module:${module}`),
    of('outcome denied', () => 'outcome:denied'),
    of('not success', () => '-outcome:success'),
    of('channel', ({ channel }) => `channel:${channel}`),
    of('target type', ({ targetType }) => `target_type:${targetType}`),
    of('target, by name', ({ targetId }) => `target:"thing ${targetId.slice(3)}"`),
    of('target id', ({ targetId }) => `target_id:${targetId}`),
    of('session', ({ session }) => `session:${session}`),
    of('correlation', ({ correlation }) => `correlation:${correlation}`),
    of('address, sampled', ({ ip }) => `ip:${ip}`),
    of('address, absent', (_, draw) => `ip:192.0.2.${draw}`),
    of('network', (_, draw) => `ip:${addressAt(draw * 300)}/24`),
    of('numbers', ({ number }) => `number:${number}..${number + 500}`),
    of('top actor & denied', () => `actor:${actors.top} outcome:denied`),
    of('second actor & failure', () => `actor:${actors.second} outcome:failure`),
    of('top actor & top action, none', () => `actor:${actors.top} action:${actionOf(1)}`),
    of('module & action of another, none', (_, draw) => `module:${moduleOf(1)} action:${actionOf(2 + (draw % 5))}`),
    ...Array.from({ length: 20 }, (_, index) =>
      page(site, `combination ${index + 1}`, (draw) => combination(index + 10 * draw, site.sampled)),
    ),
  ]
}

function keywords(site: Site): Measurement[] {
  const word = (name: string, text: (sampled: Sampled, draw: number) => string) => ({
    ...page(site, name, (draw) => {
      const one = site.sampled[draw % site.sampled.length]
      return one ? asked(text(one, draw)) : []
    }),
    target: keywordMs,
  })
  return [
    word('word in every event', () => 'usual'),
    word('word, sampled', (sampled) => sampled.word),
    word('word, rare', (_, draw) => `word${4000 + draw}`),
    word('word, absent', (_, draw) => `nowhere${draw}`),
    word('number of an order', ({ number }) => `"order ${number} was"`),
    word('e-mail address', (_, draw) => `person.${50 + draw * 11}@example.test`),
    word('word & failure', (sampled) => `${sampled.word} outcome:failure`),
    word('word & top actor', (sampled) => `${sampled.word} actor:${site.actors.top}`),
    word('common word & rare actor', () => `usual actor:${site.actors.rare}`),
    word('not a word', (sampled) => `-${sampled.word}`),
  ]
}

function sorts(site: Site): Measurement[] {
  const columns = { user: 'lower(actor_name)', module: 'lower(module)', action: 'lower(action)', ip: 'ip_address' }
  const recent = new Date(Date.now() - 30 * dayMs)
  return (['user', 'module', 'action', 'ip'] as const).flatMap((key) =>
    [null, recent].map((from) => ({
      name: `by ${key}, ${from ? '30 days' : '12 months'}`,
      // Not by time: it has to look at all.
      target: from ? countMs : 2000,
      ask: () => list(site, { query: [], from }, { sort: key }),
      plain: () => site.plain.page({ query: [], from, order: `${columns[key]}, occurred_at desc, number desc` }),
    })),
  )
}

function counts(site: Site): Measurement[] {
  const week = () => new Date(Date.now() - 7 * dayMs)
  const texts: [string, (draw: number) => string, boolean][] = [
    ['7 days', () => '', true],
    ['12 months', () => '', false],
    ['12 months, failures', () => 'outcome:failure', false],
    ['12 months, an actor', (draw) => `actor:${site.sampled[draw % site.sampled.length]?.actor}`, false],
    ['12 months, a module', (draw) => `module:${moduleOf(draw)}`, false],
    ['12 months, a word', (draw) => site.sampled[draw % site.sampled.length]?.word ?? '', false],
    ['12 months, rare actor & word', () => `actor:${site.actors.rare} usual`, false],
  ]
  return texts.flatMap(([name, text, isWeek]) => {
    const question = (draw: number): PlainQuestion => ({ query: asked(text(draw)), from: isWeek ? week() : null })
    return [
      {
        name: `count: ${name}`,
        target: 1000,
        ask: (draw: number) =>
          inside(site, (tx) => countEvents(tx, site.scope, { ...question(draw), upTo: site.upTo, cap: 10_000 })),
        plain: (draw: number) => site.plain.count(question(draw)),
      },
      {
        name: `lists: ${name}`,
        target: countMs,
        ask: (draw: number) => lists(site, question(draw)),
        plain: async (draw: number) => {
          for (const key of keys) await site.plain.facet(question(draw), key)
        },
      },
      {
        name: `bars: ${name}`,
        target: countMs,
        ask: (draw: number) => bars(site, question(draw)),
        plain: (draw: number) => site.plain.histogram(question(draw)),
      },
    ]
  })
}

/** Null when a single one of them was not counted. */
async function lists(site: Site, question: EventQuestion): Promise<unknown> {
  const asked = { ...question, upTo: site.upTo, keys, limit: 50 }
  const facets = await inside(site, (tx) => countFacets(tx, site.scope, asked))
  return Object.values(facets).includes(null) ? null : facets
}

function bars(site: Site, question: EventQuestion): Promise<unknown> {
  const oldest = new Date(Date.now() - 365 * dayMs)
  const range = { from: question.from ?? null, to: null }
  const bounds = bucketsOf(range, { zone: 'Asia/Kolkata', now: new Date(), oldest })?.bounds ?? []
  return inside(site, (tx) => countByTime(tx, site.scope, { ...question, upTo: site.upTo, bounds }))
}

function page(site: Site, name: string, query: (draw: number) => Query): Measurement {
  return {
    name,
    target: pageMs,
    ask: (draw) => list(site, { query: query(draw) }),
    plain: (draw) => site.plain.page({ query: query(draw) }),
  }
}

function list(
  site: Site,
  question: EventQuestion,
  rest: { sort?: Sort; after?: { occurredAt: Date; number: number } | undefined } = {},
): Promise<unknown> {
  return inside(site, (tx) => listEvents(tx, site.scope, { ...question, ...rest, upTo: site.upTo, limit: 21 }))
}

/** As the apps ask: with the planning, and the round trips of a transaction. */
function inside<T>(site: Site, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return transaction(site.db, work)
}
