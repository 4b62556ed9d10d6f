import {
  type EventFilter,
  eventFilterSchema,
  isTimeZone,
  pageSizeDefault,
  pageSizes,
  resolveRange,
  type TimeRange,
} from '@daybook/core/query'
import type { EventQuestion } from '@daybook/db'
import { z } from 'zod'
import { refusal } from '../errors.ts'

const zone = z
  .string()
  .max(60)
  .refine(isTimeZone, 'Not a time zone. Write an IANA name such as Europe/Berlin.')
  .optional()
const view = z.string().max(2000).optional()

export const listInput = z.strictObject({
  filter: eventFilterSchema.default({}),
  size: z
    .number()
    .refine((size) => (pageSizes as readonly number[]).includes(size), `A page has ${pageSizes.join(', ')} events.`)
    .default(pageSizeDefault),
  /** Where to read on, as a page gave it. */
  cursor: z.string().max(2000).nullish(),
  /** Sent along by tRPC's infinite queries. A log is read on in one direction only. */
  direction: z.literal('forward').optional(),
  /** The browser's zone, for "today"; a zone chosen in the account wins. */
  zone,
})

export const eventInput = z.strictObject({ number: z.number().int().positive(), view })

export const facetInput = z.strictObject({ filter: eventFilterSchema.default({}), view, zone })

/** @throws RefusalError when a typed date is not one. */
export function rangeFor(filter: EventFilter, reader: { now: Date; zone: string }): TimeRange {
  try {
    return resolveRange(filter, reader)
  } catch (error) {
    if (error instanceof RangeError) throw refusal('BAD_REQUEST', error.message)
    throw error
  }
}

export function questionOf(filter: EventFilter, range: TimeRange): EventQuestion {
  return {
    ...range,
    area: filter.area,
    modules: filter.module,
    actions: filter.action,
    operations: filter.operation,
    actorKeys: filter.actor,
    outcomes: filter.outcome,
    text: filter.q,
    hideAccess: filter.access === 'hide',
  }
}
