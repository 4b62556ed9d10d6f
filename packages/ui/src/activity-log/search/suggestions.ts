import type { FieldLevel } from '@daybook/api/shared'
import { actorTypes, areas, channels, operations, outcomes } from '@daybook/core/model'
import { type FacetKey, facetKeys, isQueryKey, type QueryKey, queryKeyNames, queryKeys } from '@daybook/core/query'
import { type CaretToken, withPart } from './caret-token.ts'

export interface Suggestion {
  kind: 'key' | 'value' | 'recent'
  /** What is written when it is chosen. */
  insert: string
  /** Shown first, and searched by what is typed. */
  text: string
  /** Shown beside it. */
  note: string | null
  count: number | null
}

export interface CountedValue {
  value: string
  /** In words, where the value itself says little. */
  words: string | null
  count: number | null
}

const keysShown = 8
const valuesShown = 8

/** Keys that begin, or whose name in the lists begins, with what is typed; all of them when nothing is. */
export function keySuggestions({ part, key }: CaretToken, level: FieldLevel): Suggestion[] {
  if (key !== null) return []
  const typed = part.toLowerCase()
  return queryKeyNames
    .filter((name) => queryKeys[name].level === 'log' || level === 'evidence')
    .filter((name) => name.startsWith(typed) || (typed !== '' && queryKeys[name].label.toLowerCase().startsWith(typed)))
    .slice(0, typed === '' ? keysShown : queryKeyNames.length)
    .map((name) => ({ kind: 'key', insert: `${name}:`, text: `${name}:`, note: queryKeys[name].label, count: null }))
}

/** The values of the key that is being typed, most frequent first. */
export function valueSuggestions({ part }: CaretToken, values: readonly CountedValue[]): Suggestion[] {
  const typed = part.toLowerCase()
  return values
    .filter(({ value, words }) => `${value} ${words ?? ''}`.toLowerCase().includes(typed))
    .slice(0, valuesShown)
    .map(({ value, words, count }) => ({
      kind: 'value',
      insert: quotedIfNeeded(value),
      text: value,
      note: words === value ? null : words,
      count,
    }))
}

export function recentSuggestions(recent: readonly string[], text: string): Suggestion[] {
  const typed = text.trim().toLowerCase()
  return recent
    .filter((query) => query.toLowerCase().startsWith(typed) && query !== text.trim())
    .slice(0, typed === '' ? 5 : 3)
    .map((query) => ({ kind: 'recent', insert: query, text: query, note: null, count: null }))
}

/** The text after a suggestion is chosen. A finished value is followed by a space, a key by its values. */
export function applied(
  text: string,
  token: CaretToken,
  { kind, insert }: Suggestion,
): { text: string; caret: number } {
  if (kind === 'recent') return { text: insert, caret: insert.length }
  const next = withPart(text, token, insert)
  if (kind === 'key') return next
  const rest = next.text.slice(next.caret)
  const spaced = `${next.text.slice(0, next.caret)} ${rest.replace(/^[ ]/, '')}`
  return { text: spaced, caret: next.caret + 1 }
}

function quotedIfNeeded(value: string): string {
  return /[\s",]/.test(value) ? `"${value.replaceAll(/["\\]/g, (sign) => `\\${sign}`)}"` : value
}

const fixed: Partial<Record<QueryKey, readonly string[]>> = {
  operation: operations,
  outcome: outcomes,
  channel: channels,
  area: areas,
  actor_type: actorTypes,
  assumed: ['yes', 'no'],
}

/** The values a key can have by definition; none where the log decides. */
export function fixedValues(key: QueryKey): readonly string[] {
  return fixed[key] ?? []
}

/** The key whose values can be counted for a token; null for any other. */
export function countedKey(token: CaretToken, level: FieldLevel): FacetKey | null {
  const key = facetKeys.find((facet) => facet === token.key)
  return key && (level === 'evidence' || queryKeys[key].level === 'log') ? key : null
}

/** What a value of the token's key looks like, for keys without a list. */
export function hintOf(token: CaretToken, level: FieldLevel): string | null {
  if (token.key === null || !isQueryKey(token.key) || token.part !== '') return null
  const { hint, level: needed } = queryKeys[token.key]
  return needed === 'log' || level === 'evidence' ? hint : null
}
