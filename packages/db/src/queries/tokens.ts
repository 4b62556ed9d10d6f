import { evidencePrefixes, networkBlocks, type QueryTerm, searchLine } from '@daybook/core/query'
import { and, or, type SQL, sql } from 'drizzle-orm'
import { events } from '../schema/index.ts'
import type { Scope } from '../scope.ts'
import type { EventQuestion } from './conditions.ts'
import { actorsOf, batchOf, isAssumed, keyOf, parentOf, readable } from './term-conditions.ts'
import { inEvidence, inNames, isSearchable } from './word-conditions.ts'

/** The kinds of tokens. The indexes are built of these numbers: a new kind is a new number and a migration. */
const kinds = {
  tenant: 0,
  actor: 1,
  action: 2,
  module: 3,
  operation: 4,
  outcome: 5,
  area: 6,
  actor_type: 7,
  target_type: 8,
  channel: 9,
  assumed: 10,
  ip: 11,
  network: 12,
  namespace: 13,
  target_id: 20,
  session: 21,
  request: 22,
  correlation: 23,
  batch: 24,
  parent: 25,
} as const

/** Fields that name few events each, and so have an index of their own, in order of time. */
const identifiers = {
  target_id: sql`${events.targetId}`,
  session: sql`${events.sessionId}`,
  request: sql`${events.requestId}`,
  correlation: sql`${events.correlationId}`,
  batch: batchOf,
  parent: parentOf,
}

export type Identifier = keyof typeof identifiers

/** A trigram index knows nothing of shorter words. */
const indexedTermLength = 3
const networksMax = 256

const tokensOfEvent = sql`event_tokens(${events.tenantId}, ${events.actorKey}, ${events.actorType}, ${events.action}, ${events.module}, ${events.operation}, ${events.outcome}, ${events.area}, ${events.targetType}, ${events.channel}, ${isAssumed}, ${events.ipAddress})`

/**
 * The part of a question that an index can look up, or null where there is none: what is asked for, never what is to be
 * left out. It selects too much where two values share a token, so the question's own conditions always stand beside it.
 */
export function tokenCondition(
  tenantId: string,
  question: Pick<EventQuestion, 'query'>,
  scope?: Pick<Scope, 'areas'>,
): SQL | null {
  const asked = question.query.filter((item) => !item.not)
  const terms = asked.filter((item) => item.kind === 'term')

  // A session or a request is a handful of events: nothing else needs to be looked up beside it.
  for (const key of ['request', 'correlation', 'session', 'batch', 'target_id'] as const) {
    const term = terms.find((item) => item.key === key)
    const values = term ? readable(term) : []
    if (values.length > 0) return or(...values.map((value) => identifierCondition(tenantId, key, value))) ?? null
  }

  const tokens = terms.map((term) => termTokens(tenantId, term)).filter((condition) => condition !== null)
  if (scope?.areas && scope.areas.length > 0)
    tokens.push(anyOf(scope.areas.map((area) => token(tenantId, 'area', area))))
  const texts = terms.map(termTexts).filter((condition) => condition !== null)
  if (tokens.length > 0) return and(...tokens, ...texts) ?? null

  // Texts alone would be looked for in every tenant's events.
  const isWord = asked.some((item) => item.kind === 'word' && isIndexed(item.text))
  return isWord || texts.length > 0 ? (and(tenantToken(tenantId), ...texts) ?? null) : null
}

/** The events of a tenant that have this identifier, or share its token: compare the field itself as well. */
export function identifierCondition(tenantId: string, kind: Identifier, value: string): SQL {
  const field = identifiers[kind]
  // The second part is what the index is restricted to.
  return sql`(${eventToken(events.tenantId, kind, field)} = ${token(tenantId, kind, value)} and ${field} is not null)`
}

/** Events with a target of this type, and of a name that has this one in it: a superset of those with just this target. */
export function namedTargetCondition(tenantId: string, type: string, name: string): SQL {
  const ofType = anyOf([token(tenantId, 'target_type', type)])
  // The beginning of it is enough: the text has no more than that of a very long name.
  const beginning = name.slice(0, 100).replace(/[\uD800-\uDBFF]$/, '')
  return (isSearchable(beginning) && and(ofType, inNames('target', [beginning]))) || ofType
}

/** What of a term is in the search index as tokens. */
function termTokens(tenantId: string, term: QueryTerm): SQL | null {
  const values = readable(term)
  if (values.length === 0) return null
  const all = (kind: keyof typeof kinds) => anyOf(values.map((value) => token(tenantId, kind, value)))
  switch (term.key) {
    case 'operation':
    case 'module':
    case 'area':
    case 'target_type':
    case 'channel':
      return all(term.key)
    // What nearly all events have is no token.
    case 'outcome':
      return values.includes('success') ? null : all('outcome')
    case 'actor_type':
      return values.includes('user') ? null : all('actor_type')
    case 'assumed':
      return values.includes('no') ? null : anyOf([token(tenantId, 'assumed', '')])
    case 'action':
      return actionTokens(tenantId, values)
    case 'actor':
      return actorTokens(tenantId, values)
    case 'ip':
      return networkTokens(tenantId, values)
    // Looked up by the texts of the index, by an index of their own, or not at all.
    case 'target':
    case 'country':
    case 'target_id':
    case 'session':
    case 'request':
    case 'correlation':
    case 'batch':
    case 'number':
      return null
  }
}

/** Of a pattern that begins with a whole segment (`campaign.*`) the segment is a token; other patterns have none. */
function actionTokens(tenantId: string, actions: readonly string[]): SQL | null {
  const tokens = actions.map((action) => {
    if (!action.endsWith('*')) return token(tenantId, 'action', keyOf(action))
    if (!/[._]/.test(action)) return null
    return token(tenantId, 'namespace', sql`split_part(${keyOf(action)}, '_', 1)`)
  })
  const known = tokens.filter((each) => each !== null)
  return known.length === tokens.length ? anyOf(known) : null
}

function networkTokens(tenantId: string, networks: readonly string[]): SQL | null {
  const blocks = networks.map((network) => networkBlocks(network, networksMax))
  const known = blocks.filter((each) => each !== null).flat()
  if (blocks.includes(null) || known.length > networksMax) return null
  return anyOf(
    known.map((block) =>
      block.includes('/')
        ? token(tenantId, 'network', sql`text(${block}::cidr)`)
        : token(tenantId, 'ip', sql`host(${block}::inet)`),
    ),
  )
}

/** Keys are tokens; where names stand beside them, those are looked up in the texts. */
function actorTokens(tenantId: string, values: readonly string[]): SQL | null {
  const { keys, names } = actorsOf(values)
  if (keys.length === 0) return null
  const tokens = anyOf(keys.map((key) => token(tenantId, 'actor', key)))
  const searchable = names.filter(isSearchable)
  if (searchable.length === 0) return tokens
  if (!searchable.every(isIndexed)) return null
  return or(tokens, and(tenantToken(tenantId), inNames('actor', searchable))) ?? null
}

/** Of a term without tokens: what the texts in the index narrow it down to. */
function termTexts(term: QueryTerm): SQL | null {
  const values = readable(term)
  if (term.key === 'country') {
    const words = values.map((value) => inEvidence(evidencePrefixes(value).filter((word) => word.length > 1)))
    return words.includes(undefined) ? null : (or(...words) ?? null)
  }
  const names = values.filter(isSearchable)
  const isNamed = term.key === 'target' || (term.key === 'actor' && actorsOf(values).keys.length === 0)
  return isNamed && names.every(isIndexed) ? (inNames(term.key === 'target' ? 'target' : 'actor', names) ?? null) : null
}

/** Whether a trigram index can look for it. */
function isIndexed(text: string): boolean {
  return isSearchable(text) && searchLine(text).length >= indexedTermLength
}

function tenantToken(tenantId: string): SQL {
  return anyOf([token(tenantId, 'tenant', '')])
}

function token(tenantId: string, kind: keyof typeof kinds, value: string | SQL): SQL {
  return eventToken(sql`${tenantId}::uuid`, kind, value)
}

function eventToken(tenantId: SQL | typeof events.tenantId, kind: keyof typeof kinds, value: string | SQL): SQL {
  // As a literal: the index knows the expression by it.
  return sql`event_token(${tenantId}, ${sql.raw(String(kinds[kind]))}, ${value})`
}

function anyOf(tokens: readonly SQL[]): SQL {
  const list = sql`array[${sql.join([...tokens], sql`, `)}]`
  return tokens.length === 1 ? sql`${tokensOfEvent} @> ${list}` : sql`${tokensOfEvent} && ${list}`
}
