import type { QueryKey } from './query-keys.ts'
import { type Query, queryValuesMax, readValue } from './query-text.ts'

/** The values asked for (or, with `not`, asked to be left out) under a key. */
export function valuesOf(query: Query, key: QueryKey, not = false): readonly string[] {
  const term = query.find((item) => item.kind === 'term' && item.key === key && item.not === not)
  return term?.kind === 'term' ? term.values : []
}

/**
 * The query with exactly these values under a key, in the place of those it had. None takes the term out, and what is no
 * value of the key counts as none.
 */
export function withValues(query: Query, key: QueryKey, values: readonly string[], not = false): Query {
  const read = values.map((value) => readValue(key, value)).filter((value) => value !== null)
  const kept = [...new Set(read)].slice(0, queryValuesMax)
  const isTerm = (item: Query[number]) => item.kind === 'term' && item.key === key && item.not === not
  if (kept.length === 0) return query.filter((item) => !isTerm(item))
  const term = { kind: 'term', key, not, values: kept } as const
  return query.some(isTerm) ? query.map((item) => (isTerm(item) ? term : item)) : [...query, term]
}

/** The query that also asks for a value; one that was left out no longer is. */
export function including(query: Query, key: QueryKey, value: string): Query {
  const without = withValues(
    query,
    key,
    valuesOf(query, key, true).filter((other) => other !== value),
    true,
  )
  return withValues(without, key, [...valuesOf(without, key), value])
}

/** The query that leaves a value out; one that was asked for no longer is. */
export function excluding(query: Query, key: QueryKey, value: string): Query {
  const without = withValues(
    query,
    key,
    valuesOf(query, key).filter((other) => other !== value),
  )
  return withValues(without, key, [...valuesOf(without, key, true), value], true)
}

/** The query without anything under a key. */
export function withoutKey(query: Query, key: QueryKey): Query {
  return query.filter((item) => item.kind !== 'term' || item.key !== key)
}
