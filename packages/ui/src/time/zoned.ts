/**
 * Wall-clock readings of an instant in an IANA zone. Only numbers are asked of `Intl`: names of months and days are
 * ours, because the texts of two engines differ and the server's page must equal the browser's first one.
 */
export interface ZonedTime {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  millisecond: number
  /** 0 is Sunday. */
  weekday: number
  /** Minutes east of UTC. */
  offset: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formats.set(zone, format)
  return format
}

/** @throws RangeError when the zone is unknown or the instant is not a date. */
export function zonedTime(instant: Date, zone: string): ZonedTime {
  const read: Record<string, number> = {}
  for (const part of formatOf(zone).formatToParts(instant)) read[part.type] = Number(part.value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = read
  const millisecond = ((instant.getTime() % 1000) + 1000) % 1000
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, millisecond)
  const offset = Math.round((wall - instant.getTime()) / 60_000)
  return { year, month, day, hour, minute, second, millisecond, offset, weekday: new Date(wall).getUTCDay() }
}
