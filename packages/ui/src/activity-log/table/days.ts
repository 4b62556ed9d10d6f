import type { EventRow } from '@daybook/api/shared'
import { dayKey } from '../../time/words.ts'
import { type ZonedTime, zonedTime } from '../../time/zoned.ts'

export interface Day {
  key: string
  /** Null for events whose time cannot be read. */
  date: ZonedTime | null
  rows: EventRow[]
}

/** Rows under the calendar days of a zone, in the order they come in: a day may return when the order is another. */
export function groupByDay(rows: readonly EventRow[], zone: string): Day[] {
  const days: Day[] = []
  for (const row of rows) {
    const instant = new Date(row.occurredAt)
    const date = Number.isNaN(instant.getTime()) ? null : zonedTime(instant, zone)
    const key = date ? dayKey(date) : 'unknown'
    const last = days.at(-1)
    if (last?.key === key) last.rows.push(row)
    else days.push({ key, date, rows: [row] })
  }
  return days
}
