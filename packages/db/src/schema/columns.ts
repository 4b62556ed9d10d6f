import { customType, timestamp } from 'drizzle-orm/pg-core'

/** An instant, UTC, to the millisecond: what JSON, JavaScript and our leaves carry without loss. */
export function instant(name: string) {
  return timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })
}

export const bytea = customType<{ data: Buffer }>({
  dataType() {
    return 'bytea'
  },
})

export const inet = customType<{ data: string }>({
  dataType() {
    return 'inet'
  },
})

export const tsvector = customType<{ data: string }>({
  dataType() {
    return 'tsvector'
  },
})
