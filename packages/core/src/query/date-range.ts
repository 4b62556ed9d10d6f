import { TZDate } from '@date-fns/tz'
import { addDays, startOfDay, startOfMonth, startOfWeek, subMonths } from 'date-fns'

export const rangePresets = [
  'today',
  'yesterday',
  'this_week',
  'last_7_days',
  'last_30_days',
  'this_month',
  'last_month',
  'custom',
] as const

export type RangePreset = (typeof rangePresets)[number]

export const rangeLabels: Record<RangePreset, string> = {
  today: 'Today',
  yesterday: 'Yesterday',
  this_week: 'This week',
  last_7_days: 'Last 7 days',
  last_30_days: 'Last 30 days',
  this_month: 'This month',
  last_month: 'Last month',
  custom: 'Custom',
}

export interface RangeQuestion {
  range?: RangePreset | undefined
  from?: string | undefined
  to?: string | undefined
}

export interface Reader {
  now: Date
  /** IANA name. */
  zone: string
  /** 0 is Sunday. */
  weekStartsOn?: 0 | 1 | 6
}

/** `from` is inclusive, `to` exclusive; null is open. */
export interface TimeRange {
  from: Date | null
  to: Date | null
}

/**
 * The instants a range means for this reader. Days are the reader's calendar days: one with a clock change has 23 or
 * 25 hours. "Last 7 days" are today and the six before.
 *
 * @throws RangeError when a custom bound is not one (`isRangeBound`).
 */
export function resolveRange(question: RangeQuestion, reader: Reader): TimeRange {
  const today = startOfDay(new TZDate(reader.now, reader.zone))
  const until = (from: Date, to: Date): TimeRange => ({ from: instant(from), to: instant(to) })
  const tomorrow = dayFrom(today, 1)

  switch (question.range) {
    case undefined:
    case 'custom':
      return { from: bound(question.from, reader.zone, 'from'), to: bound(question.to, reader.zone, 'to') }
    case 'today':
      return until(today, tomorrow)
    case 'yesterday':
      return until(dayFrom(today, -1), today)
    case 'this_week':
      return until(startOfWeek(today, { weekStartsOn: reader.weekStartsOn ?? 1 }), tomorrow)
    case 'last_7_days':
      return until(dayFrom(today, -6), tomorrow)
    case 'last_30_days':
      return until(dayFrom(today, -29), tomorrow)
    case 'this_month':
      return until(startOfMonth(today), tomorrow)
    case 'last_month':
      return until(startOfMonth(subMonths(today, 1)), startOfMonth(today))
  }
}

/** The start of another day: where clocks change at midnight, days start at one. */
function dayFrom(day: Date, days: number): Date {
  return startOfDay(addDays(day, days))
}

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/
const instantPattern = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/

function bound(text: string | undefined, zone: string, side: 'from' | 'to'): Date | null {
  if (text === undefined || text === '') return null
  if (!isRangeBound(text)) throw new RangeError(`“${text}” is not a date. ${rangeBoundHint}`)
  const date = datePattern.exec(text)
  if (!date) return new Date(text)
  const day = startOfDay(new TZDate(Number(date[1]), Number(date[2]) - 1, Number(date[3]), zone))
  return instant(side === 'from' ? day : dayFrom(day, 1))
}

export const rangeBoundHint = 'Write 2026-11-20, or 2026-11-20T09:30:00Z for an exact time.'

/** Whether a text can be a bound of a range: a day of the calendar, a time on one, or empty for none. */
export function isRangeBound(text: string): boolean {
  if (text === '' || isCalendarDay(text)) return true
  const day = instantPattern.exec(text)?.[1]
  return day !== undefined && isCalendarDay(day) && !Number.isNaN(new Date(text).getTime())
}

function isCalendarDay(text: string): boolean {
  const date = datePattern.exec(text)
  if (!date) return false
  const [year, month, day] = [Number(date[1]), Number(date[2]), Number(date[3])]
  // Date takes years below 100 for ones of the last century.
  return year >= 1000 && new Date(Date.UTC(year, month - 1, day)).toISOString().startsWith(text)
}

function instant(date: Date): Date {
  return new Date(date.getTime())
}

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
