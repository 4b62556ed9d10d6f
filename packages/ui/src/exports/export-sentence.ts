import type { ExportView } from '@daybook/api/shared'
import {
  type EventFilter,
  filterFromSearch,
  filterToSearch,
  type QueryTerm,
  type QueryWord,
  queryOf,
} from '@daybook/core/query'
import { chipWords, listed, type Names } from '../activity-log/filters/chip-words.ts'
import { isDated, type Reader, rangeOf, rangeWords, spanWords } from '../activity-log/filters/filter-words.ts'

/**
 * Which events a file holds, as a sentence: `Events whose Outcome is Failed or Denied, and whose text contains “spring
 * sale”.` What others wrote is shown with what is hidden in it.
 */
export function questionSentence(filter: EventFilter, names: Names = new Map()): string {
  const parts = queryOf(filter).map((item) => condition(item, names))
  const looks = filter.access === 'hide' ? ', without looks at the log' : ''
  if (parts.length === 0) return looks ? `Every event${looks}.` : 'Every event.'
  return `Events whose ${joined(parts)}${looks}.`
}

function condition(item: QueryTerm | QueryWord, names: Names): string {
  const { label, values } = chipWords(item, names)
  if (label === null) return `text ${item.not ? 'does not contain' : 'contains'} ${listed(values)}`
  return `${label} is ${item.not ? 'not ' : ''}${listed(values)}`
}

function joined(parts: readonly string[]): string {
  return parts.length > 1 ? `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1)}` : (parts[0] ?? '')
}

/** `Last 7 days (14–20 November 2026)`, `14–20 November 2026`, `Any time`. */
export function rangePhrase(filter: EventFilter, reader: Reader): string {
  const range = rangeWords(filter, reader)
  const span = filter.range && filter.range !== 'custom' ? spanWords(filter, reader) : null
  return span ? `${range} (${span})` : range
}

export interface ExportedView {
  question: string
  /** Null when there is no limit to it. */
  range: string | null
  /** The query part of the address that shows these events. */
  search: string
}

/**
 * What an export holds, in words and as an address. Its days are those that its range meant when it was asked for: "Last
 * 7 days" are others by now.
 */
export function exportedView(
  { search, requestedAt }: Pick<ExportView, 'search' | 'requestedAt'>,
  zone: string,
): ExportedView {
  const { filter } = filterFromSearch(new URLSearchParams(search))
  const reader = { zone, now: new Date(requestedAt) }
  return {
    question: questionSentence(filter).replace(/\.$/, ''),
    range: isDated(filter) ? rangePhrase(filter, reader) : null,
    search: String(filterToSearch(settled(filter, reader))),
  }
}

function settled(filter: EventFilter, reader: Reader): EventFilter {
  const { range, ...rest } = filter
  const bounds = range && range !== 'custom' ? rangeOf(filter, reader) : null
  if (!bounds) return filter
  return { ...rest, from: bounds.from?.toISOString(), to: bounds.to?.toISOString() }
}
