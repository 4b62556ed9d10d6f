import type { FieldLevel } from '@daybook/api/shared'
import { isQueryKey } from '@daybook/core/query'
import { valueWords } from '../filters/chip-words.ts'
import { type LogView, useFacet } from '../filters/use-facet.ts'
import { personName } from '../person.tsx'
import type { CaretToken } from './caret-token.ts'
import {
  type CountedValue,
  countedKey,
  fixedValues,
  keySuggestions,
  recentSuggestions,
  type Suggestion,
  valueSuggestions,
} from './suggestions.ts'

export interface SuggestionGroup {
  label: string
  items: Suggestion[]
}

interface Question {
  text: string
  token: CaretToken
  level: FieldLevel
  recent: readonly string[]
  log: LogView
  open: boolean
}

/** What could be meant, in groups: values of the key being typed, else what was asked lately, then keys. */
export function useSuggestions({ text, token, level, recent, log, open }: Question): SuggestionGroup[] {
  const counted = countedKey(token, level)
  // One hook, always in its place; where nothing is counted it asks nothing.
  const { facet } = useFacet(counted ?? 'actor', log, token.part, open && counted !== null)
  if (!open) return []

  if (token.key !== null) {
    if (!isQueryKey(token.key)) return []
    const key = token.key
    const found: CountedValue[] = (facet?.values ?? []).map(({ value, count, actor }) => ({
      value: actor ? (actor.email ?? actor.name ?? value) : value,
      words: actor ? personName(actor) : valueWords(key, value, log.names),
      count,
    }))
    const others = fixedValues(key)
      .filter((value) => !found.some((one) => one.value === value))
      .map((value) => ({ value, words: valueWords(key, value, log.names), count: null }))
    return grouped([['Values', valueSuggestions(token, [...found, ...others])]])
  }
  return grouped([
    ['Recent searches', recentSuggestions(recent, text)],
    ['Search by', keySuggestions(token, level)],
  ])
}

function grouped(groups: [string, Suggestion[]][]): SuggestionGroup[] {
  return groups.filter(([, items]) => items.length > 0).map(([label, items]) => ({ label, items }))
}
