import { type AuditEvent, actionMatches, areas } from '@daybook/core/model'
import { evidencePrefixes, evidenceWordsOf, searchTerms, searchTextOf } from '@daybook/core/query'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, transaction } from '../client.ts'
import { append } from '../log/append.ts'
import type { LogTarget } from '../log/log-target.ts'
import { makeScope, type Scope, type ScopeParts } from '../scope.ts'
import {
  createOrganisation,
  createTestDatabase,
  exampleEvent,
  randomOf,
  readLog,
  type TestDatabase,
} from '../testing/index.ts'
import type { EventQuestion } from './conditions.ts'
import { countEvents, type FoundEvent, findEvent, lastNumber, listEvents } from './events.ts'
import { countActions, countActors } from './facets.ts'
import { randomEvent, randomQuestion } from './random-log.fixture.ts'

const size = 2000
const seed = 20_261_120

/** An event as a plain evaluation of a question needs it: with what a database derives from it. */
interface Known {
  number: number
  actorKey: string
  event: AuditEvent
  text: string
  words: readonly string[]
}

let database: TestDatabase
let db: Database
let log: LogTarget
let other: LogTarget
let known: Known[]

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.as('portal')
  log = await createOrganisation(database.owner)
  other = await createOrganisation(database.owner)
  const random = randomOf(seed)
  for (let done = 0; done < size; done += 250) {
    const batch = Array.from({ length: 250 }, () => randomEvent(random))
    // The neighbour has the same words, people and moments.
    const neighbours = batch.slice(0, 60).map((event) => ({ log: other, event }))
    const entries = [
      ...batch.map((event) => ({ log, event: { ...event, recordedAt: new Date().toISOString() } })),
      ...neighbours,
    ]
    await transaction(db, (tx) => append(tx, entries))
  }
  const keys = await database.sql<{ number: string; key: string }[]>`
    select number, actor_key as key from events where tenant_id = ${log.tenantId}`
  const keyOf = new Map(keys.map(({ number, key }) => [Number(number), key]))
  known = (await readLog(db, log)).map(({ number, event }) => ({
    ...{ number, event, actorKey: keyOf.get(number) ?? '' },
    ...{ text: searchTextOf(event), words: evidenceWordsOf(event) },
  }))
}, 60_000)
afterAll(() => database.close())

function scopeOf(parts: Partial<ScopeParts> = {}): Scope {
  return makeScope({ tenantIds: [log.tenantId], level: 'log', ...parts })
}

/** Whether an event is in scope and asked for: the same question, answered without a database. */
function matcher(scope: Scope, question: EventQuestion): (known: Known) => boolean {
  const terms = searchTerms(question.text ?? '').map((term) => ({
    term,
    prefixes: scope.level === 'evidence' ? evidencePrefixes(term) : [],
  }))
  const among = (values: readonly string[] | undefined, value: string) =>
    !values || values.length === 0 || values.includes(value)
  return ({ event, actorKey, text, words }) => {
    const at = new Date(event.occurredAt).getTime()
    const within = ({ from, to }: { from?: Date | null; to?: Date | null }) =>
      (!from || at >= from.getTime()) && (!to || at < to.getTime())
    const isAny = (actions: readonly string[]) => actions.some((action) => actionMatches(event.action, action))
    const isInEvidence = (prefixes: readonly string[]) =>
      prefixes.length > 0 && prefixes.every((prefix) => words.some((word) => word.startsWith(prefix)))
    return (
      within(scope) &&
      within(question) &&
      (!scope.areas || (event.area !== null && scope.areas.includes(event.area))) &&
      (!scope.ownActorIds || (event.actor.id !== null && scope.ownActorIds.includes(event.actor.id))) &&
      (!question.area || event.area === question.area) &&
      among(question.modules, event.module) &&
      (!question.actions?.length || isAny(question.actions)) &&
      among(question.operations, event.operation) &&
      among(question.actorKeys, actorKey) &&
      among(question.outcomes, event.outcome) &&
      !(question.hideAccess && isAny(['audit_log.accessed', 'audit_log.evidence_opened'])) &&
      terms.every(({ term, prefixes }) => text.includes(term) || isInEvidence(prefixes))
    )
  }
}

function newestFirst(one: Known, two: Known): number {
  return two.event.occurredAt.localeCompare(one.event.occurredAt) || two.number - one.number
}

/** So small that a log of this size is searched in every way a log of millions is. */
const limits = { probe: 40, found: 12, stretchMin: 3_600_000 }

/** All pages of a view, one after the other. */
async function readAll(scope: Scope, question: EventQuestion & { upTo: number; limit: number }): Promise<FoundEvent[]> {
  const all: FoundEvent[] = []
  for (;;) {
    const last = all.at(-1)
    const after = last && { occurredAt: new Date(last.event.occurredAt), number: last.number }
    const page = await transaction(db, (tx) => listEvents(tx, scope, { ...question, after }, limits))
    expect(page.length).toBeLessThanOrEqual(question.limit)
    all.push(...page)
    if (page.length < question.limit) return all
  }
}

function tally<K>(items: readonly K[]): Map<K, number> {
  const counts = new Map<K, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}

const scopes: [string, Partial<ScopeParts>][] = [
  ['of the whole log', {}],
  ['of some areas', { areas: ['settings', 'security', 'billing'] }],
  ['of some days', { from: new Date(Date.now() - 90 * 86_400_000), to: new Date(Date.now() - 86_400_000) }],
  ['of one person', { ownActorIds: ['u-1', `u'"\\%_`] }],
  ['of one person, some areas and some days', { ownActorIds: ['u-2', 'u-10'], areas: [...areas], from: new Date(0) }],
]

test.each(scopes)('random questions in a scope %s are answered as by looking at each event', async (_, parts) => {
  const index = scopes.findIndex(([, candidate]) => candidate === parts)
  const random = randomOf(seed + index)
  const keys = [...new Set(known.map(({ actorKey }) => actorKey))]
  const [first = '', ...rest] = keys
  let answered = 0
  for (let step = 0; step < 40; step++) {
    const question = randomQuestion(random, [first, ...rest])
    const upTo = random.chance(0.3) ? random.below(size) : size
    for (const level of ['log', 'evidence'] as const) {
      const scope = scopeOf({ ...parts, level })
      const matches = matcher(scope, question)
      const expected = known.filter((one) => one.number <= upTo && matches(one)).toSorted(newestFirst)
      const context = JSON.stringify({ seed: seed + index, step, level, upTo, question })
      if (expected.length > 0) answered++

      const limit = 1 + Math.ceil(expected.length / (1 + random.below(3)))
      const found = await readAll(scope, { ...question, upTo, limit })
      expect([context, found.map(({ number }) => number)]).toEqual([context, expected.map(({ number }) => number)])
      expect(new Set(found.map(({ tenantId }) => tenantId)).size).toBeLessThanOrEqual(1)

      if (step % 2 > 0) continue

      const cap = random.chance(0.5) ? size : random.below(expected.length + 2)
      const counted = await countEvents(db, scope, { ...question, upTo, cap })
      expect([context, counted]).toEqual([
        context,
        { value: Math.min(expected.length, cap), capped: expected.length > cap },
      ])
      if (step % 4 > 0) continue

      expect(found.map(({ event }) => event)).toEqual(expected.map(({ event }) => event))
      const actors = await countActors(db, scope, { ...question, upTo, limit: size })
      const newest = new Map(
        expected.toSorted((a, b) => a.number - b.number).map((one) => [one.actorKey, one.event.actor]),
      )
      expect(new Map(actors.map(({ key, count }) => [key, count]))).toEqual(
        tally(expected.map(({ actorKey }) => actorKey)),
      )
      for (const { key, type, name, email } of actors) expect(newest.get(key)).toMatchObject({ type, name, email })
      const actions = await countActions(db, scope, { ...question, upTo, limit: size })
      expect(new Map(actions.map(({ action, count }) => [action, count]))).toEqual(
        tally(expected.map(({ event }) => event.action)),
      )
    }
  }
  // Questions without answers would prove nothing.
  expect(answered).toBeGreaterThan(20)
})

test('facets are most frequent first, and no more than asked for', async () => {
  const counts = (await countActors(db, scopeOf(), { upTo: size, limit: 5 })).map(({ count }) => count)
  expect(counts).toHaveLength(5)
  expect(counts).toEqual(counts.toSorted((a, b) => b - a))
  expect(counts[0]).toBe(Math.max(...tally(known.map(({ actorKey }) => actorKey)).values()))
  expect(await countActions(db, scopeOf(), { upTo: size, limit: 3 })).toHaveLength(3)
})

test('a scope without areas, or without people, contains nothing', async () => {
  for (const parts of [{ areas: [] }, { ownActorIds: [] }]) {
    expect(await listEvents(db, scopeOf(parts), { upTo: size, limit: 10 })).toEqual([])
    expect(await countEvents(db, scopeOf(parts), { upTo: size, cap: 10 })).toEqual({ value: 0, capped: false })
    expect(await findEvent(db, scopeOf(parts), 1)).toBeNull()
  }
})

test('dates beyond the calendar ask for all or for nothing', async () => {
  const all = { value: size, capped: false }
  const none = { value: 0, capped: false }
  const [past, future] = [new Date(-8.64e15), new Date(8.64e15)]
  const [year0, year10000] = [new Date('0000-01-01T00:00:00Z'), new Date(Date.UTC(10_000, 0, 1))]
  for (const [range, expected] of [
    [{ from: past, to: future }, all],
    [{ from: year0, to: year10000 }, all],
    [{ from: future }, none],
    [{ to: past }, none],
    [{ to: year0 }, none],
    [{ from: year10000 }, none],
    [{ from: new Date(Date.UTC(9999, 11, 31)) }, none],
    [{ to: new Date(Date.UTC(9999, 11, 31)) }, all],
  ] as const) {
    expect(await countEvents(db, scopeOf(), { ...range, upTo: size, cap: size })).toEqual(expected)
    expect(await countEvents(db, scopeOf(range), { upTo: size, cap: size })).toEqual(expected)
  }
  // An instant that is none widens nothing.
  const broken = { upTo: size, cap: size, from: new Date(Number.NaN) }
  await expect(countEvents(db, scopeOf(), broken)).rejects.toThrow(RangeError)
  await expect(countEvents(db, scopeOf({ to: new Date(Number.NaN) }), { upTo: size, cap: size })).rejects.toThrow(
    RangeError,
  )
})

test('an event is found by its number in its own log alone, and only in scope', async () => {
  for (const { number, event } of known.slice(0, 40)) {
    const found = await findEvent(db, scopeOf(), number)
    expect(found).toMatchObject({ tenantId: log.tenantId, number, event })
    expect(found?.leafHash).toMatch(/^[0-9a-f]{64}$/)

    const inArea = await findEvent(db, scopeOf({ areas: ['calls'] }), number)
    expect(inArea !== null).toBe(event.area === 'calls')
    const own = await findEvent(db, scopeOf({ ownActorIds: ['u-1'] }), number)
    expect(own !== null).toBe(event.actor.id === 'u-1')
    const later = await findEvent(db, scopeOf({ from: new Date(new Date(event.occurredAt).getTime() + 1) }), number)
    expect(later).toBeNull()
  }
  for (const absent of [size + 1, 0, -1, 1.5, 2 ** 60, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(await findEvent(db, scopeOf(), absent)).toBeNull()
  }
})

test('in a scope of several logs, a number is that of the first', async () => {
  const scope = scopeOf({ tenantIds: [other.tenantId, log.tenantId] })
  expect(await findEvent(db, scope, 1)).toMatchObject({ tenantId: other.tenantId, number: 1 })
  // The neighbour has fewer: its numbers end where those of the first go on.
  const end = await lastNumber(db, scope)
  expect(end).toBe(480)
  expect(await findEvent(db, scope, end + 1)).toBeNull()
})

test('a view stays as it was opened while events arrive, before and behind the page that is read', async () => {
  const tenant = await createOrganisation(database.owner)
  const scope = makeScope({ tenantIds: [tenant.tenantId], level: 'log' })
  const recorder = database.as('recorder')
  const add = (count: number) =>
    transaction(recorder, (tx) =>
      append(
        tx,
        Array.from({ length: count }, (_, index) => ({
          log: tenant,
          event: exampleEvent({ occurredAt: new Date(Date.now() - (index % 7) * 3_600_000).toISOString() }),
        })),
      ),
    )
  await add(60)
  const upTo = await lastNumber(db, scope)
  expect(upTo).toBe(60)
  const expected = (await listEvents(db, scope, { upTo, limit: 100 })).map(({ number }) => number)

  const seen: FoundEvent[] = []
  while (seen.length < 60) {
    const last = seen.at(-1)
    const after = last && { occurredAt: new Date(last.event.occurredAt), number: last.number }
    const page = await listEvents(db, scope, { upTo, limit: 9, after })
    expect(page.length).toBeGreaterThan(0)
    seen.push(...page)
    await add(9)
    expect(await countEvents(db, scope, { upTo, cap: 1000 })).toEqual({ value: 60, capped: false })
  }
  expect(seen.map(({ number }) => number)).toEqual(expected)
  expect(await lastNumber(db, scope)).toBeGreaterThan(60)
})

test('what is evidence is found by readers of evidence alone, wherever it stands', async () => {
  const tenant = await createOrganisation(database.owner)
  const word = 'xylophone77'
  const person = { type: 'user', id: word, email: null, username: null, name: null, role: null } as const
  const hidden = exampleEvent({
    ...{ actor: person, onBehalfOf: person, assumedBy: person, customerId: word },
    targets: [{ type: 'campaign', id: word, name: null, revision: null, relation: null, url: `https://${word}.test` }],
    ...{ http: { method: word, path: `/${word}`, status: 200 }, policyDecision: [word], metadata: { [word]: word } },
    ...{ ip: word, forwardedFor: word, userAgent: word, country: word },
    ...{ sessionId: word, requestId: word, correlationId: word },
  })
  const shown = exampleEvent({ description: `a ${word}` })
  await transaction(db, (tx) =>
    append(
      tx,
      [hidden, shown].map((event) => ({ log: tenant, event })),
    ),
  )
  for (const text of [word, word.slice(0, 5), word.slice(2, 9), word.toUpperCase(), `"${word}"`]) {
    const question = { text, upTo: 10, limit: 10 }
    const numbers = async (level: 'log' | 'evidence') => {
      const found = await listEvents(db, makeScope({ tenantIds: [tenant.tenantId], level }), question)
      return new Set(found.map(({ number }) => number))
    }
    expect(await numbers('log')).toEqual(new Set([2]))
    // Evidence is known by the beginnings of its words.
    const isBeginning = word.startsWith(text.replaceAll('"', '').toLowerCase())
    expect(await numbers('evidence')).toEqual(new Set(isBeginning ? [1, 2] : [2]))
  }
})
