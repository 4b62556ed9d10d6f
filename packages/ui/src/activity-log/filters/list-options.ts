import type { Facet } from '@daybook/api/shared'
import { type FacetKey, type Query, type QueryKey, queryKeys, valuesOf } from '@daybook/core/query'
import type { ReactNode } from 'react'

export interface ListedOption {
  value: string
  /** What is searched, and said. */
  text: string
  shown: ReactNode
  count?: number
}

/** Whether a value is asked for, left out, or neither. */
export type OptionState = 'in' | 'out' | 'none'

export function stateOf(query: Query, key: QueryKey, value: string): OptionState {
  if (valuesOf(query, key).includes(value)) return 'in'
  return valuesOf(query, key, true).includes(value) ? 'out' : 'none'
}

/** How many of a key's values are chosen or left out. */
export function activeValues(query: Query, key: QueryKey): number {
  return valuesOf(query, key).length + valuesOf(query, key, true).length
}

export interface ListQuestion {
  query: Query
  /** What was asked when the list was opened: its values come first. While it is open, nothing moves under the pointer. */
  opened: Query
  /** Null when there are no counts (yet). */
  facet: Facet | null
  /** The values that exist even where none was counted, in their own order. */
  known: readonly string[]
  /** Keep that order when the counts come; else the most frequent come first and what does not occur is left away. */
  steady: boolean
  /** What is looked for in the list. */
  find: string
  optionOf: (value: string, found?: Facet['values'][number]) => ListedOption
}

/**
 * The values of a list: chosen ones first, where they never disappear, then those that occur, or without counts those
 * that are known.
 */
export function listOptions(key: FacetKey, question: ListQuestion): ListedOption[] {
  const { query, opened, facet, known, steady, find, optionOf } = question
  const used = usedValues(query, key)
  const first = usedValues(opened, key)
  const found = new Map(facet?.values.map((value) => [value.value, value]))
  const base = steady || !facet ? known : [...found.keys()]
  const written = used.filter((value) => !base.includes(value) && !first.includes(value))
  const order = steady ? [...base, ...first, ...used] : [...written, ...first, ...base]
  const all = steady ? [...order, ...found.keys()] : order
  const needle = find.trim().toLowerCase()
  return [...new Set(all)]
    .map((value) => {
      const option = optionOf(value, found.get(value))
      if (!facet) return option
      const known = found.get(value)?.count
      // A list that was cut does not tell that the rest is nothing.
      return { ...option, count: known ?? (facet.distinct > facet.values.length ? undefined : 0) }
    })
    .filter(({ text, value }) => !needle || `${text} ${value}`.toLowerCase().includes(needle))
}

function usedValues(query: Query, key: QueryKey): string[] {
  return [...valuesOf(query, key), ...valuesOf(query, key, true)]
}

export interface WrittenValue {
  value: string
  /** What choosing it means: `Name contains “mar”`. */
  words: string
}

/** What somebody wrote into a list's search, as a value of its own. Null where it cannot be one. */
export function writtenValue(key: FacetKey, text: string): WrittenValue | null {
  const written = text.trim()
  if (written === '') return null
  switch (key) {
    case 'actor':
      return { value: written, words: `Anyone whose name contains “${written}”` }
    case 'action':
      return written.endsWith('*')
        ? { value: written, words: `All that begin with “${written.slice(0, -1)}”` }
        : { value: `${written}*`, words: `All that begin with “${written}”` }
    case 'ip': {
      const address = queryKeys.ip.read(written)
      return address === null
        ? null
        : { value: address, words: address.includes('/') ? `The network ${address}` : address }
    }
    case 'target_type':
    case 'module':
      return { value: written, words: `Exactly “${written}”` }
    case 'operation':
    case 'outcome':
    case 'channel':
      return null
  }
}
