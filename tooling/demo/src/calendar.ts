/** Days are counted from 1970-01-01, minutes from local midnight, instants in milliseconds. */
export const dayMs = 86_400_000
export const minuteMs = 60_000

export type Country = 'DE' | 'PT' | 'US' | 'IN' | 'AU' | 'NO' | 'IE' | 'CA'

/** A place where people work: its clock, its holidays. */
export interface Clock {
  /** IANA name. */
  zone: string
  country: Country
}

export function dayOf(instant: Date): number {
  return Math.floor(instant.getTime() / dayMs)
}

/** The instant at which a clock on the wall of this zone shows that minute of that day. */
export function localInstant(zone: string, day: number, minutes: number): number {
  return day * dayMs + (minutes - offsetMinutes(zone, day)) * minuteMs
}

const offsets = new Map<string, number>()
const formats = new Map<string, Intl.DateTimeFormat>()

/** Minutes east of UTC at noon of that day; the night of a clock change is an hour off, which nobody will miss. */
export function offsetMinutes(zone: string, day: number): number {
  const key = `${zone} ${day}`
  const known = offsets.get(key)
  if (known !== undefined) return known

  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  formats.set(zone, format)
  const name = format.formatToParts(day * dayMs + dayMs / 2).find((part) => part.type === 'timeZoneName')?.value ?? ''
  const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})/.exec(name) ?? []
  const offset = (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0))
  offsets.set(key, offset)
  return offset
}

/** 0 is Sunday. */
export function weekdayOf(day: number): number {
  return (day + 4) % 7
}

export function isWeekend(day: number): boolean {
  return weekdayOf(day) === 0 || weekdayOf(day) === 6
}

export function dateText(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** Neither a weekend nor a holiday of the country. */
export function isWorkday(country: Country, day: number): boolean {
  return !isWeekend(day) && !isHoliday(country, day)
}

/** Month and day of the holidays that stay, and days after Easter Sunday of those that move. */
const holidays: Record<Country, { fixed: string[]; easter: number[] }> = {
  DE: { fixed: ['01-01', '05-01', '10-03', '12-25', '12-26'], easter: [-2, 1, 39, 50] },
  PT: {
    fixed: ['01-01', '04-25', '05-01', '06-10', '08-15', '10-05', '11-01', '12-01', '12-08', '12-25'],
    easter: [-2],
  },
  US: { fixed: ['01-01', '06-19', '07-04', '11-11', '12-25'], easter: [] },
  IN: { fixed: ['01-26', '08-15', '10-02', '12-25'], easter: [-2] },
  AU: { fixed: ['01-01', '01-26', '04-25', '12-25', '12-26'], easter: [-2, 1] },
  NO: { fixed: ['01-01', '05-01', '05-17', '12-25', '12-26'], easter: [-3, -2, 1, 39, 50] },
  IE: { fixed: ['01-01', '03-17', '12-25', '12-26'], easter: [1] },
  CA: { fixed: ['01-01', '07-01', '12-25', '12-26'], easter: [-2] },
}

export function isHoliday(country: Country, day: number): boolean {
  const date = dateText(day)
  const { fixed, easter } = holidays[country]
  if (fixed.includes(date.slice(5))) return true
  if (country === 'US' && isThanksgiving(day)) return true
  return easter.includes(day - easterSunday(Number(date.slice(0, 4))))
}

/** The fourth Thursday of November. */
function isThanksgiving(day: number): boolean {
  const date = new Date(day * dayMs)
  return weekdayOf(day) === 4 && date.getUTCMonth() === 10 && Math.ceil(date.getUTCDate() / 7) === 4
}

/** Day of the Gregorian Easter (the anonymous computus of 1876). */
function easterSunday(year: number): number {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const rest = year % 100
  const correction = century - Math.floor((century + 8) / 25)
  const epact = (19 * golden + century - Math.floor(century / 4) - Math.floor((correction + 1) / 3) + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const count = epact + weekday - 7 * late + 114
  return Date.UTC(year, Math.floor(count / 31) - 1, (count % 31) + 1) / dayMs
}
