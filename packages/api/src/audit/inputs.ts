import {
  eventFilterSchema,
  facetKeys,
  isTimeZone,
  pageSizeDefault,
  pageSizes,
  sortDefault,
  sorts,
} from '@daybook/core/query'
import { z } from 'zod'

const filter = eventFilterSchema.default({})
const sort = z.enum(sorts).default(sortDefault)
/** The browser's zone, for "today"; a zone chosen in the account wins. */
const zone = z
  .string()
  .max(60)
  .refine(isTimeZone, 'Not a time zone. Write an IANA name such as Europe/Berlin.')
  .optional()
/** A look at the log, as a page gave it: what is opened from it is not recorded again. */
const view = z.string().max(2000)
/** Where to read on, as a page gave it. */
const cursor = z.string().max(8000)

export const listInput = z.strictObject({
  filter,
  sort,
  size: z
    .number()
    .refine((size) => (pageSizes as readonly number[]).includes(size), `A page has ${pageSizes.join(', ')} events.`)
    .default(pageSizeDefault),
  cursor: cursor.nullish(),
  /** Sent along by tRPC's infinite queries. A log is read on in one direction only. */
  direction: z.literal('forward').optional(),
  /** False for a filter that changed within an open page: it is recorded once it has rested, not at every keystroke. */
  opening: z.boolean().default(true),
  zone,
})

export const newerInput = z.strictObject({ filter, sort, view, nextCursor: cursor.nullish(), zone })

export const eventInput = z.strictObject({ number: z.number().int().positive(), view: view.optional() })

export const countInput = z.strictObject({ filter, view: view.optional(), zone })

export const facetsInput = z.strictObject({
  ...countInput.shape,
  keys: z.array(z.enum(facetKeys)).min(1).max(facetKeys.length),
  /** Only values that hold this text. */
  find: z.string().max(100).optional(),
})
