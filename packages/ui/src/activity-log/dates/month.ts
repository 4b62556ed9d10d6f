/** A day of the calendar, `2026-11-20`: no time, no zone. */
export type Day = string

const dayMs = 86_400_000

function read(day: Day): Date {
  return new Date(`${day}T00:00:00Z`)
}

function write(date: Date): Day {
  return date.toISOString().slice(0, 10)
}

export function isDay(text: string | undefined): text is Day {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = read(text)
  return !Number.isNaN(date.getTime()) && write(date) === text
}

export function daysAfter(day: Day, days: number): Day {
  return write(new Date(read(day).getTime() + days * dayMs))
}

/** The same day so many months on, or the last one of a month that is too short. */
export function monthsAfter(day: Day, months: number): Day {
  const date = read(day)
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return write(new Date(first.getTime() + (Math.min(date.getUTCDate(), last) - 1) * dayMs))
}

export function firstOfMonth(day: Day): Day {
  return `${day.slice(0, 8)}01`
}

/** Since Monday, 0 to 6. */
export function weekdayOf(day: Day): number {
  return (read(day).getUTCDay() + 6) % 7
}

/** The weeks that show a month, from Monday, with the days of its neighbours that they hold. */
export function weeksOf(day: Day): Day[][] {
  const first = firstOfMonth(day)
  const start = daysAfter(first, -weekdayOf(first))
  const weeks: Day[][] = []
  for (let at = start; at.slice(0, 7) <= first.slice(0, 7); at = daysAfter(at, 7))
    weeks.push(Array.from({ length: 7 }, (_, index) => daysAfter(at, index)))
  return weeks
}

/** Where a key leads from a day; null for keys that lead nowhere. */
export function dayAfterKey(day: Day, key: string, shift: boolean): Day | null {
  switch (key) {
    case 'ArrowLeft':
      return daysAfter(day, -1)
    case 'ArrowRight':
      return daysAfter(day, 1)
    case 'ArrowUp':
      return daysAfter(day, -7)
    case 'ArrowDown':
      return daysAfter(day, 7)
    case 'Home':
      return daysAfter(day, -weekdayOf(day))
    case 'End':
      return daysAfter(day, 6 - weekdayOf(day))
    case 'PageUp':
      return monthsAfter(day, shift ? -12 : -1)
    case 'PageDown':
      return monthsAfter(day, shift ? 12 : 1)
    default:
      return null
  }
}

export interface DayRange {
  from: string
  to: string
}

/** What picking a day makes of a range: the first begins it, a later one ends it, the next begins anew. */
export function pickedRange({ from, to }: DayRange, day: Day): DayRange {
  if (!isDay(from) || to !== '' || day < from) return { from: day, to: '' }
  return { from, to: day }
}

export function isWithin({ from, to }: DayRange, day: Day): boolean {
  if (!isDay(from)) return day === to
  return day >= from && day <= (isDay(to) ? to : from)
}
