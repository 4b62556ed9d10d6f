import type { Facet, Facets } from '@daybook/api/shared'
import {
  type EventFilter,
  type FacetKey,
  facetKeys,
  type Query,
  type QueryKey,
  queryKeys,
  queryOf,
  valuesOf,
  withoutKey,
  withQuery,
} from '@daybook/core/query'
import { visibleText } from '../../text/hidden-characters.ts'
import { listed, type Names, valueWords } from '../filters/chip-words.ts'
import { withoutItem } from '../filters/query-change.ts'

/** A wider question, and how many events answer it as far as that was counted. */
export interface WayOut {
  label: string
  filter: EventFilter
  /** Null: not counted. */
  count: { value: number; atLeast: boolean } | null
}

/** What every event has: the counts of its values are those of the events. */
const always: readonly FacetKey[] = ['actor', 'action', 'module', 'operation', 'outcome']

/** The keys of a query whose values can be counted. */
export function countedKeys(filter: EventFilter): FacetKey[] {
  const query = queryOf(filter)
  return facetKeys.filter((key) => query.some((item) => item.kind === 'term' && item.key === key))
}

/**
 * What could be taken out of a filter that nothing matches. What is known not to help is left away; what helps most
 * comes first, and what was not counted after it.
 */
export function waysOut(filter: EventFilter, facets: Facets | null, names: Names): WayOut[] {
  const query = queryOf(filter)
  const ways: WayOut[] = []
  const seen = new Set<string>()
  for (const item of query) {
    if (item.kind === 'word') {
      const label = `${item.not ? 'With' : 'Without'} “${visibleText(item.text, 60)}”`
      ways.push({ label, filter: withQuery(filter, withoutItem(query, item)), count: null })
    } else if (!seen.has(item.key)) {
      seen.add(item.key)
      const key = facetKeys.find((facet) => facet === item.key)
      ways.push({
        label: labelOf(query, item.key, names),
        filter: withQuery(filter, withoutKey(query, item.key)),
        count: key ? countOf(key, facets?.[key] ?? null) : null,
      })
    }
  }
  return ways
    .filter(({ count }) => count === null || count.value > 0)
    .sort((one, other) => (other.count?.value ?? -1) - (one.count?.value ?? -1))
}

/** A key's own filter is not part of its counts: together they are the events without it. */
function countOf(key: FacetKey, facet: Facet | null): WayOut['count'] {
  if (!facet) return null
  const value = facet.values.reduce((sum, { count }) => sum + count, 0)
  const whole = always.includes(key) && facet.since === null && facet.distinct <= facet.values.length
  if (value === 0 && !whole) return null
  return { value, atLeast: !whole }
}

/** `Without Action a.*`; where something was only left out, `With Outcome Success`. */
function labelOf(query: Query, key: QueryKey, names: Names): string {
  const words = (not: boolean) => listed(valuesOf(query, key, not).map((value) => valueWords(key, value, names)))
  const [asked, leftOut] = [words(false), words(true)]
  const { label } = queryKeys[key]
  if (asked === '') return `With ${label} ${leftOut}`
  return `Without ${label} ${asked}${leftOut === '' ? '' : `, and with ${leftOut}`}`
}
