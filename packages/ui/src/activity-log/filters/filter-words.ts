import {
  type EventFilter,
  queryOf,
  type RangePreset,
  rangeLabels,
  resolveRange,
  type TimeRange,
} from '@daybook/core/query'
import { briefDaySpan, clockTime, dayKey, daySpan, exactTime, offsetWords, shortDate } from '../../time/words.ts'
import { type ZonedTime, zonedTime } from '../../time/zoned.ts'
import { chipWords, type Names } from './chip-words.ts'

export interface Reader {
  zone: string
  now: Date
}

/** `Last 7 days`, `14–20 November 2026`, `Any time`: what stands on the date button. */
export function rangeWords(filter: EventFilter, reader: Reader): string {
  if (filter.range && filter.range !== 'custom') return rangeLabels[filter.range]
  return spanWords(filter, reader) ?? 'Any time'
}

/**
 * What a range covers, days with both ends included and times as they are; null when it is open on both sides or not
 * readable.
 */
export function spanWords(filter: EventFilter, reader: Reader): string | null {
  const range = rangeOf(filter, reader)
  if (!range || (!range.from && !range.to)) return null
  const first = range.from && zonedTime(range.from, reader.zone)
  const end = range.to && zonedTime(range.to, reader.zone)
  if (isWithinDay(range.from, reader.zone) || isWithinDay(range.to, reader.zone)) return timeSpan(first, end)
  const last = range.to && zonedTime(new Date(range.to.getTime() - 1), reader.zone)
  if (first && last) return daySpan(first, last)
  return first ? `since ${shortDate(first)}` : last && `until ${shortDate(last)}`
}

/** `14–20 Nov`: what a preset means today. */
export function presetWords(range: RangePreset, reader: Reader): string {
  const bounds = rangeOf({ range }, reader)
  if (!bounds?.from || !bounds.to) return ''
  return briefDaySpan(zonedTime(bounds.from, reader.zone), zonedTime(new Date(bounds.to.getTime() - 1), reader.zone))
}

/** Whether an instant is not the first of its day, whatever the clock says then: some days begin at one. */
function isWithinDay(instant: Date | null, zone: string): boolean {
  if (!instant) return false
  return dayKey(zonedTime(instant, zone)) === dayKey(zonedTime(new Date(instant.getTime() - 1), zone))
}

/** `20 Nov 2026, 09:00–12:00`, `20 Nov 2026, 09:00 – 21 Nov 2026, 03:00`; the offset where a clock change parts the two. */
export function timeSpan(first: ZonedTime | null, end: ZonedTime | null): string | null {
  if (!first) return end && `until ${shortDate(end)}, ${clock(end)}`
  if (!end) return `since ${shortDate(first)}, ${clock(first)}`
  const parted = first.offset !== end.offset
  const at = (time: ZonedTime) => clock(time) + (parted ? ` (${offsetWords(time.offset)})` : '')
  const start = `${shortDate(first)}, ${at(first)}`
  if (shortDate(first) === shortDate(end)) return `${start}${parted ? ' – ' : '–'}${at(end)}`
  if (!parted && isMidnightAfter(first, end)) return `${start}–24:00`
  return `${start} – ${shortDate(end)}, ${at(end)}`
}

/** Midnight at the end of a day belongs to it. */
function isMidnightAfter(first: ZonedTime, end: ZonedTime): boolean {
  if (end.hour + end.minute + end.second + end.millisecond > 0) return false
  const days = Date.UTC(end.year, end.month - 1, end.day) - Date.UTC(first.year, first.month - 1, first.day)
  return days === 86_400_000
}

function clock(time: ZonedTime): string {
  return time.second === 0 && time.millisecond === 0 ? clockTime(time) : exactTime(time)
}

export function rangeOf(filter: EventFilter, reader: Reader): TimeRange | null {
  try {
    return resolveRange(filter, reader)
  } catch {
    return null
  }
}

/** The first and last day of a range, `2026-11-20`; empty where it is open. */
export function daysOf(filter: EventFilter, reader: Reader): { from: string; to: string } {
  const range = rangeOf(filter, reader)
  const day = (instant: Date) => dayKey(zonedTime(instant, reader.zone))
  return {
    from: range?.from ? day(range.from) : '',
    to: range?.to ? day(new Date(range.to.getTime() - 1)) : '',
  }
}

export function isDated(filter: EventFilter): boolean {
  return Boolean((filter.range && filter.range !== 'custom') || filter.from || filter.to)
}

export function isFiltered(filter: EventFilter): boolean {
  return isDated(filter) || Boolean(filter.q) || filter.access === 'hide'
}

/** Everything asked for as one phrase: `Action user.created · not Outcome Success · “spring sale”`; null for nothing. */
export function questionWords(filter: EventFilter, names: Names): string | null {
  const parts = queryOf(filter).map((item) => chipWords(item, names).phrase)
  if (filter.access === 'hide') parts.push('without access events')
  return parts.length > 0 ? parts.join(' · ') : null
}

/** For the title of a page: what is asked, then when. Without either it is just the log. */
export function titleWords(filter: EventFilter, reader: Reader, names: Names = new Map()): string {
  const question = questionWords(filter, names)
  const range = isDated(filter) ? rangeWords(filter, reader) : null
  return [question, range, 'Activity log'].filter((part) => part !== null).join(' · ')
}
