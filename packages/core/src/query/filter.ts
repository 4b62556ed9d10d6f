import { z } from 'zod'
import { areas } from '../model/areas.ts'
import { outcomes } from '../model/event.ts'
import { operations } from '../model/operations.ts'
import { isRangeBound, rangeBoundHint, rangePresets } from './date-range.ts'

export const pageSizes = [10, 20, 25, 50, 100] as const
export const pageSizeDefault = 20

/** Values of one key at once. */
const valuesMax = 50

const list = <T extends z.ZodType>(item: T) => z.array(item).max(valuesMax).optional()
const rangeBound = z.string().max(40).refine(isRangeBound, `This is not a date. ${rangeBoundHint}`)

/**
 * Which events a reader asks for. Values of one key are alternatives, keys are combined. `actor` holds actor keys (the
 * pseudonyms of `audit.actors`), never raw identifiers, so that every role can filter by person. Times are ISO 8601
 * instants or calendar dates in the reader's zone; `to` is exclusive as an instant, inclusive as a date.
 */
export const eventFilterSchema = z.strictObject({
  range: z.enum(rangePresets).optional(),
  from: rangeBound.optional(),
  to: rangeBound.optional(),
  area: z.enum(areas).optional(),
  module: list(z.string().max(100)),
  action: list(z.string().max(200)),
  operation: list(z.enum(operations)),
  actor: list(z.string().regex(/^[0-9a-f]{16}$/, 'An actor is 16 hexadecimal digits, as the list of actors gives it.')),
  outcome: list(z.enum(outcomes)),
  q: z.string().max(500).optional(),
  /** The looks at the log itself are shown unless this is `hide`. */
  access: z.enum(['show', 'hide']).optional(),
})

export type EventFilter = z.infer<typeof eventFilterSchema>

const single = ['range', 'from', 'to', 'area', 'q', 'access'] as const
const several = ['module', 'action', 'operation', 'actor', 'outcome'] as const

export interface FilterProblem {
  key: string
  message: string
}

/**
 * Reads a filter from a URL. A part that cannot be used is left out and named in `problems`, so that a mistyped or aged
 * link still shows the rest. An empty value counts as absent (that is what an untouched form field sends).
 */
export function filterFromSearch(search: URLSearchParams): { filter: EventFilter; problems: FilterProblem[] } {
  const filter: Record<string, unknown> = {}
  const problems: FilterProblem[] = []
  const shape = eventFilterSchema.shape

  for (const key of single) {
    const value = search.get(key)?.trim()
    if (!value) continue
    const parsed = shape[key].safeParse(value)
    if (parsed.success) filter[key] = parsed.data
    else problems.push(notAValue(key, value))
  }
  for (const key of several) {
    const kept = new Set<unknown>()
    for (const value of search.getAll(key)) {
      if (value === '') continue
      const parsed = shape[key].safeParse([value])
      if (!parsed.success) problems.push(notAValue(key, value))
      for (const item of parsed.data ?? []) kept.add(item)
    }
    if (kept.size > valuesMax) problems.push({ key, message: `Only the first ${valuesMax} values of ${key} are used.` })
    if (kept.size > 0) filter[key] = [...kept].slice(0, valuesMax)
  }
  return { filter: eventFilterSchema.parse(filter), problems }
}

function notAValue(key: string, value: string): FilterProblem {
  const shown = value.length > 80 ? `${value.slice(0, 79)}…` : value
  return { key, message: `“${shown}” is not a value of ${key}.` }
}

/** The shortest URL that says the same; reading it back gives an equal filter. Keys in a fixed order. */
export function filterToSearch(filter: EventFilter): URLSearchParams {
  const search = new URLSearchParams()
  for (const key of single) {
    const value = filter[key]
    if (value !== undefined && value !== '' && !(key === 'access' && value === 'show')) search.set(key, value)
  }
  for (const key of several) for (const value of filter[key] ?? []) search.append(key, value)
  return search
}
