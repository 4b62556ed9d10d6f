import { z } from 'zod'
import { isRangeBound, rangeBoundHint, rangePresets } from './date-range.ts'
import type { EventFilter } from './filter.ts'
import { queryLengthMax } from './query-text.ts'

const rangeBound = z.string().max(40).refine(isRangeBound, `This is not a date. ${rangeBoundHint}`)

/** A filter as it comes over the wire. Apart from `filter.ts`, which browsers load without a validator. */
export const eventFilterSchema = z.strictObject({
  range: z.enum(rangePresets).optional(),
  from: rangeBound.optional(),
  to: rangeBound.optional(),
  q: z.string().max(queryLengthMax).optional(),
  access: z.enum(['show', 'hide']).optional(),
}) satisfies z.ZodType<EventFilter>
