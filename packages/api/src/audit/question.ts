import { type EventFilter, parseQuery, queryKeys, resolveRange, type TimeRange } from '@daybook/core/query'
import type { EventQuestion, Scope } from '@daybook/db'
import { refusal } from '../errors.ts'

/**
 * What a filter asks of the log.
 *
 * @throws RefusalError when it asks for what the reader may not see: any answer would tell of it.
 */
export function questionOf(filter: EventFilter, range: TimeRange, { level }: Pick<Scope, 'level'>): EventQuestion {
  const { query } = parseQuery(filter.q ?? '')
  for (const item of query) {
    if (item.kind === 'term' && level === 'log' && queryKeys[item.key].level === 'evidence')
      throw refusal('BAD_REQUEST', `${queryKeys[item.key].label} (${item.key}:) is not available to your role.`)
  }
  return { ...range, query, hideAccess: filter.access === 'hide' }
}

/** @throws RefusalError when a typed date is not one. */
export function rangeFor(filter: EventFilter, reader: { now: Date; zone: string }): TimeRange {
  try {
    return resolveRange(filter, reader)
  } catch (error) {
    if (error instanceof RangeError) throw refusal('BAD_REQUEST', error.message)
    throw error
  }
}
