import type { ActorCount } from '@daybook/api/shared'
import { areaLabels, describeOperation, moduleLabel } from '@daybook/core/model'
import { type EventFilter, type RangePreset, rangeLabels, resolveRange, type TimeRange } from '@daybook/core/query'
import { briefDaySpan, daySpan, shortDate } from '../time/words.ts'
import { type ZonedTime, zonedTime } from '../time/zoned.ts'
import { outcomeWords } from './outcome-mark.tsx'
import { personName } from './person.tsx'

export interface FilterWord {
  label: string
  value: string
  /** The filter without it. */
  without: EventFilter
}

interface Reader {
  zone: string
  now: Date
}

/** `Last 7 days`, `14–20 November 2026`, `Any time`: what stands on the date button. */
export function rangeWords(filter: EventFilter, reader: Reader): string {
  if (filter.range && filter.range !== 'custom') return rangeLabels[filter.range]
  return spanWords(filter, reader) ?? 'Any time'
}

/** The days a range covers, both ends included; null when it is open on both sides or not readable. */
export function spanWords(filter: EventFilter, reader: Reader): string | null {
  const [first, last] = endsOf(filter, reader)
  if (first && last) return daySpan(first, last)
  if (first) return `since ${shortDate(first)}`
  return last ? `until ${shortDate(last)}` : null
}

/** `14–20 Nov`: what a preset means today. */
export function presetWords(range: RangePreset, reader: Reader): string {
  const [first, last] = endsOf({ range }, reader)
  return first && last ? briefDaySpan(first, last) : ''
}

function endsOf(filter: EventFilter, reader: Reader): [ZonedTime | null, ZonedTime | null] {
  const range = rangeOf(filter, reader)
  const first = range?.from ? zonedTime(range.from, reader.zone) : null
  const last = range?.to ? zonedTime(new Date(range.to.getTime() - 1), reader.zone) : null
  return [first, last]
}

function rangeOf(filter: EventFilter, reader: Reader): TimeRange | null {
  try {
    return resolveRange(filter, reader)
  } catch {
    return null
  }
}

/** Every active part of the filter but the area and the switch, which show themselves. */
export function filterWords(filter: EventFilter, reader: Reader, actors: readonly ActorCount[]): FilterWord[] {
  const words: FilterWord[] = []
  const { range, from, to, ...rest } = filter
  if (range || from || to) words.push({ label: 'Date', value: rangeWords(filter, reader), without: rest })
  if (filter.q) words.push({ label: 'Keyword', value: filter.q, without: { ...filter, q: undefined } })

  const each = <Key extends 'actor' | 'operation' | 'action' | 'module' | 'outcome'>(
    key: Key,
    label: string,
    wordOf: (value: NonNullable<EventFilter[Key]>[number]) => string,
  ) => {
    for (const value of filter[key] ?? []) {
      const others = (filter[key] ?? []).filter((other) => other !== value)
      words.push({ label, value: wordOf(value), without: { ...filter, [key]: others.length > 0 ? others : undefined } })
    }
  }
  each('actor', 'User', (key) => actorWords(key, actors))
  each('operation', 'Operation', (operation) => describeOperation(operation).label)
  each('action', 'Action', (action) => action)
  each('module', 'Module', moduleLabel)
  each('outcome', 'Outcome', (outcome) => outcomeWords[outcome])
  return words
}

function actorWords(key: string, actors: readonly ActorCount[]): string {
  const actor = actors.find((candidate) => candidate.key === key)
  return actor ? personName(actor) : `unknown (${key.slice(0, 6)}…)`
}

export function isFiltered(filter: EventFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined && value !== 'show')
}

export function areaWords(filter: EventFilter): string | null {
  return filter.area ? areaLabels[filter.area] : null
}
