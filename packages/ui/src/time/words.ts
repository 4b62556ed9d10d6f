import { type ZonedTime, zonedTime } from './zoned.ts'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

const two = (value: number) => String(value).padStart(2, '0')

function monthName(month: number): string {
  return months[month - 1] ?? String(month)
}

/** `20 Nov 2026` */
export function shortDate(time: ZonedTime): string {
  return `${time.day} ${monthName(time.month).slice(0, 3)} ${time.year}`
}

/** `Friday, 20 November 2026` */
export function longDate(time: ZonedTime): string {
  return `${weekdays[time.weekday]}, ${time.day} ${monthName(time.month)} ${time.year}`
}

/** `November 2026` */
export function monthYear(time: ZonedTime): string {
  return `${monthName(time.month)} ${time.year}`
}

/** `14:03` */
export function clockTime(time: ZonedTime): string {
  return `${two(time.hour)}:${two(time.minute)}`
}

/** `14:03:22` */
export function exactTime(time: ZonedTime): string {
  return `${clockTime(time)}:${two(time.second)}`
}

/** `14:03:22.123` */
export function preciseTime(time: ZonedTime): string {
  return `${exactTime(time)}.${String(time.millisecond).padStart(3, '0')}`
}

/** `2026-11-20`, to tell days apart. */
export function dayKey(time: ZonedTime): string {
  return `${String(time.year).padStart(4, '0')}-${two(time.month)}-${two(time.day)}`
}

/** `UTC+1`, `UTC+5:30`, `UTC` */
export function offsetWords(offset: number): string {
  if (offset === 0) return 'UTC'
  const minutes = Math.abs(offset)
  const rest = minutes % 60
  return `UTC${offset < 0 ? '−' : '+'}${Math.floor(minutes / 60)}${rest === 0 ? '' : `:${two(rest)}`}`
}

/** `America/Argentina/Buenos_Aires` → `Buenos Aires` */
export function zoneCity(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

/** `just now`, `4 min ago`, `3 h ago`, `5 days ago`; a time ahead of us reads `in 4 min`. */
export function relativeWords(instant: Date, now: Date): string {
  const seconds = Math.round((now.getTime() - instant.getTime()) / 1000)
  const distance = Math.abs(seconds)
  if (distance < 45) return 'just now'
  const words = distanceWords(distance)
  return seconds < 0 ? `in ${words}` : `${words} ago`
}

function distanceWords(seconds: number): string {
  if (seconds < 3570) return `${Math.max(1, Math.round(seconds / 60))} min`
  if (seconds < 84_600) return `${Math.round(seconds / 3600)} h`
  return plural(Math.round(seconds / 86_400), 'day')
}

/** How long after: `0.8 s later`, `3 h later`; `0.8 s earlier` where clocks disagree. */
export function lagWords(milliseconds: number): string {
  const distance = Math.abs(milliseconds)
  const words =
    distance < 59_500
      ? `${Number((distance / 1000).toFixed(distance < 9950 ? 1 : 0))} s`
      : distanceWords(distance / 1000)
  return `${words} ${milliseconds < 0 ? 'earlier' : 'later'}`
}

export function plural(count: number, noun: string): string {
  return `${countWords(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** `1,204` */
export function countWords(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}

/** `Today`, `Yesterday`, or null. */
export function nearDay(time: ZonedTime, now: Date, zone: string): string | null {
  const today = zonedTime(now, zone)
  const days = Date.UTC(today.year, today.month - 1, today.day) - Date.UTC(time.year, time.month - 1, time.day)
  if (days === 0) return 'Today'
  return days === 86_400_000 ? 'Yesterday' : null
}

/** Two days, both inclusive: `20 November 2026`, `14–20 November 2026`, `30 October – 2 November 2026`. */
export function daySpan(first: ZonedTime, last: ZonedTime): string {
  const end = `${last.day} ${monthName(last.month)} ${last.year}`
  if (dayKey(first) === dayKey(last)) return end
  if (first.year !== last.year) return `${first.day} ${monthName(first.month)} ${first.year} – ${end}`
  if (first.month !== last.month) return `${first.day} ${monthName(first.month)} – ${end}`
  return `${first.day}–${end}`
}

/** The same beside a choice, where the year is plain: `14–20 Nov`, `30 Oct – 2 Nov`. */
export function briefDaySpan(first: ZonedTime, last: ZonedTime): string {
  const brief = (time: ZonedTime) => `${time.day} ${monthName(time.month).slice(0, 3)}`
  if (dayKey(first) === dayKey(last)) return brief(last)
  return first.month === last.month ? `${first.day}–${brief(last)}` : `${brief(first)} – ${brief(last)}`
}
