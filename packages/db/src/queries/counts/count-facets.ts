import { type FacetKey, type Query, searchLine, withoutKey } from '@daybook/core/query'
import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '../../client.ts'
import type { CountedKind } from '../../schema/event-counts.ts'
import { events } from '../../schema/index.ts'
import type { Scope } from '../../scope.ts'
import type { EventQuestion } from '../conditions.ts'
import { deadlineIn, untilDeadline } from '../deadline.ts'
import type { Stretch } from '../stretches.ts'
import { type ActorName, namesAt, namesOf } from './actor-names.ts'
import { type CountLimits, countLimits, limitsWithin } from './count-limits.ts'
import { placeOf } from './count-range.ts'
import { coverOf } from './cover.ts'
import { countMatches, type Tally } from './newest-matches.ts'
import { isWholeLog, readyValues } from './ready-counts.ts'

export interface FacetValue {
  /** As the query language has it. */
  value: string
  count: number
  /** Of an actor, from their newest event. */
  actor?: ActorName
}

export interface Facet {
  /** Most frequent first. */
  values: FacetValue[]
  /** How many there are in all. */
  distinct: number
  /** Null when all events were counted; otherwise those since this instant. */
  since: Date | null
}

export type FacetCounts = Partial<Record<FacetKey, Facet | null>>

export interface FacetQuestion extends EventQuestion {
  upTo: number
  keys: readonly FacetKey[]
  /** Only values that hold this text; of actors, their names. */
  find?: string | undefined
  /** Values of a key at the most. */
  limit: number
}

/**
 * Which values each key has among the matches, without what is asked of that key itself: what else could be chosen. Null
 * for a key that the reader may not see, or that took too long.
 */
export async function countFacets(
  db: Executor,
  scope: Scope,
  question: FacetQuestion,
  limits: CountLimits = countLimits,
): Promise<FacetCounts> {
  const keys = question.keys.filter((key) => key !== 'ip' || scope.level === 'evidence')
  const nothing: FacetCounts = Object.fromEntries(question.keys.map((key) => [key, null]))
  const { left } = deadlineIn(limits.totalMs)
  const place = await placeOf(db, scope, question, limits)
  if (place === null) return nothing
  const { range, gap } = place
  if (range === null) {
    const empty = (): Facet => ({ values: [], distinct: 0, since: null })
    return { ...nothing, ...Object.fromEntries(keys.map((key) => [key, empty()])) }
  }

  const asked = { ...question, range, find: question.find && searchLine(question.find) }
  const isReady = isWholeLog(scope) && gap <= limits.gap
  const ready = isReady ? await readyFacets(db, scope, { ...asked, keys }, limitsWithin(limits, left())) : {}
  const groups = groupsOf(
    asked.query,
    keys.filter((key) => !ready[key]),
  )
  const matches = Math.ceil(limits.matches / groups.length)
  const share = { ...limits, matches, ms: limits.ms / groups.length }
  let facets: FacetCounts = { ...nothing, ...ready }
  for (const { query, keys: together } of groups) {
    facets = {
      ...facets,
      ...(await matchFacets(db, scope, { ...asked, query, keys: together }, limitsWithin(share, left()))),
    }
  }
  return facets
}

interface RangedQuestion extends FacetQuestion {
  range: Stretch
}

/** Keys of which the same is asked are counted together. */
function groupsOf(query: Query, keys: readonly FacetKey[]): { query: Query; keys: FacetKey[] }[] {
  const groups = new Map<string, { query: Query; keys: FacetKey[] }>()
  for (const key of keys) {
    const rest = withoutKey(query, key)
    const id = JSON.stringify(rest)
    const group = groups.get(id) ?? { query: rest, keys: [] }
    group.keys.push(key)
    groups.set(id, group)
  }
  return [...groups.values()]
}

/** The keys of which nothing but a range is asked, from the ready counts. */
async function readyFacets(
  db: Executor,
  scope: Scope,
  question: RangedQuestion,
  limits: CountLimits,
): Promise<FacetCounts> {
  const { query, upTo, range, find, limit, hideAccess = false } = question
  const [tenantId] = scope.tenantIds
  const kinds = question.keys.filter(isCounted).filter((key) => withoutKey(query, key).length === 0)
  if (kinds.length === 0) return {}
  const segments = coverOf(range, ['month', 'day']).map((segment) => ({ ...segment, bucket: 0 }))
  const found = await untilDeadline(db, deadlineIn(limits.readyMs), async (tx) => {
    const rows = await readyValues(tx, { tenantId, upTo, hideAccess, segments }, { kinds, limit, find })
    const actors = rows.filter(({ kind }) => kind === 'actor').map(({ value }) => value)
    return { rows, names: await namesOf(tx, { tenantId, keys: actors, upTo }) }
  })
  if (found === null) return {}
  return Object.fromEntries(
    kinds.map((kind) => {
      const rows = found.rows.filter((row) => row.kind === kind)
      if (kind !== 'actor') return [kind, facetOf(rows, { find, limit, since: null })]
      const values = rows.map(({ value, count }) => facetValue(value, count, found.names))
      return [kind, { values, distinct: rows[0]?.distinct ?? 0, since: null }]
    }),
  )
}

/** The keys of which more is asked, from the newest matches. */
async function matchFacets(
  db: Executor,
  scope: Scope,
  question: RangedQuestion,
  limits: CountLimits,
): Promise<FacetCounts> {
  const { keys, find, limit } = question
  const by = Object.fromEntries(keys.map((key) => [key, expressionOf[key]]))
  const counted = await countMatches(db, scope, question, by, limits)
  if (counted === null) return {}
  const { tallies, since } = counted
  const facets: FacetCounts = {}
  for (const key of keys) {
    const tally = tallies[key] ?? new Map<string, Tally>()
    const rows = [...tally].map(([value, { count }]) => ({ value, count }))
    facets[key] =
      key === 'actor'
        ? await actorFacet(db, scope, tally, { find, limit, since, ms: limits.readyMs })
        : facetOf(rows, { find, limit, since })
  }
  return facets
}

interface Shown {
  find: string | undefined
  limit: number
  since: Date | null
}

async function actorFacet(
  db: Executor,
  scope: Scope,
  tally: Map<string, Tally>,
  shown: Shown & { ms: number },
): Promise<Facet | null> {
  const { find, limit, since, ms } = shown
  const ranked = [...tally].map(([value, { count, last }]) => ({ value, count, last })).sort(mostFirst)
  const named = find ? ranked : ranked.slice(0, limit)
  const newest = named.map(({ value, last }) => ({ key: value, number: last }))
  const { tenantIds } = scope
  const names = await untilDeadline(db, deadlineIn(ms), (tx) => namesAt(tx, { tenantIds, newest, holding: find }))
  if (names === null) return null
  const held = find ? ranked.filter(({ value }) => names.has(value)) : ranked
  const values = held.slice(0, limit).map(({ value, count }) => facetValue(value, count, names))
  return { values, distinct: held.length, since }
}

function facetOf(rows: readonly { value: string; count: number; distinct?: number }[], shown: Shown): Facet {
  const { find, limit, since } = shown
  const held = find ? rows.filter(({ value }) => textOf(value).includes(textOf(find))) : rows
  const values = [...held].sort(mostFirst).slice(0, limit)
  return {
    values: values.map(({ value, count }) => ({ value, count })),
    distinct: find ? held.length : (rows[0]?.distinct ?? rows.length),
    since,
  }
}

/** What is looked through for a text: people write `user created` and mean `user.created`. */
function textOf(value: string): string {
  return searchLine(value).replaceAll(/[._]/g, ' ')
}

function facetValue(value: string, count: number, names: ReadonlyMap<string, ActorName>): FacetValue {
  const actor = names.get(value)
  return { value, count, ...(actor && { actor }) }
}

function mostFirst(one: { value: string; count: number }, other: { value: string; count: number }): number {
  return other.count - one.count || (one.value < other.value ? -1 : 1)
}

function isCounted(key: FacetKey): key is CountedKind {
  return key !== 'ip'
}

const expressionOf: Record<FacetKey, SQL> = {
  actor: sql`${events.actorKey}`,
  action: sql`${events.action}`,
  module: sql`${events.module}`,
  operation: sql`${events.operation}`,
  outcome: sql`${events.outcome}`,
  channel: sql`${events.channel}`,
  target_type: sql`${events.targetType}`,
  ip: sql`host(${events.ipAddress})`,
}
