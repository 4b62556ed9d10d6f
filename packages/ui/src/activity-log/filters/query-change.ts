import {
  type Query,
  type QueryKey,
  type QueryTerm,
  type QueryWord,
  valuesOf,
  withoutKey,
  withValues,
} from '@daybook/core/query'

/** The query that asks for this value and no other of its key. */
export function onlyValue(query: Query, key: QueryKey, value: string): Query {
  const kept = query.filter((item) => item.kind !== 'term' || item.key !== key || !item.not)
  return withValues(kept, key, [value])
}

/** The query with or without one value of a key. */
export function toggledValue(query: Query, key: QueryKey, value: string, on: boolean, not = false): Query {
  const values = valuesOf(query, key, not)
  if (!on) {
    return withValues(
      query,
      key,
      values.filter((other) => other !== value),
      not,
    )
  }
  const opposite = valuesOf(query, key, !not).filter((other) => other !== value)
  return withValues(withValues(query, key, opposite, !not), key, [...values, value], not)
}

export function withWord(query: Query, text: string): Query {
  const word: QueryWord = { kind: 'word', text: text.trim(), not: false }
  const known = query.some((item) => item.kind === 'word' && item.text === word.text && !item.not)
  return word.text === '' || known ? query : [...query, word]
}

/** The query without one of its items. */
export function withoutItem(query: Query, item: QueryTerm | QueryWord): Query {
  return query.filter((other) => other !== item)
}

/** The query with exactly this under a key, whatever stood there. */
export function replacedKey(query: Query, key: QueryKey, value: string | null): Query {
  return value === null ? withoutKey(query, key) : onlyValue(query, key, value)
}
