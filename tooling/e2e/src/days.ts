/** Days as the browser of these tests has them, and as addresses and pages write them. */
const zone = 'Europe/Berlin'

export type Day = `${number}-${string}-${string}`

/** The day so many days ago. */
export function daysAgo(count: number): Day {
  return addDays(new Intl.DateTimeFormat('sv', { timeZone: zone }).format(new Date()) as Day, -count)
}

/** A month that is over: what other tests do meanwhile changes none of its numbers. */
export function lastMonth(): { first: Day; last: Day; days: number; day: (day: number) => Day } {
  const last = addDays(`${daysAgo(0).slice(0, 8)}01` as Day, -1)
  const day = (number: number) => `${last.slice(0, 8)}${String(number).padStart(2, '0')}` as Day
  return { first: day(1), last, days: Number(last.slice(8)), day }
}

/** `Monday, 5 October 2026` */
export function inWords(day: Day): string {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(new Date(day))
  return `${part({ weekday: 'long' })}, ${part({ day: 'numeric', month: 'long', year: 'numeric' })}`
}

/** The last day on which clocks changed, how long it was, and when it began. */
export function clockChange(): { day: Day; hours: number; start: Date } {
  for (let ago = 1; ago < 400; ago += 1) {
    const day = daysAgo(ago)
    const [start, end] = [startOf(day), startOf(addDays(day, 1))]
    const hours = (end.getTime() - start.getTime()) / 3_600_000
    if (hours !== 24) return { day, hours, start }
  }
  throw new Error(`no clocks change in ${zone}`)
}

function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10) as Day
}

/** Clocks there are one or two hours ahead of UTC. */
function startOf(day: Day): Date {
  const hour = new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' })
  const candidates = [1, 2].map((ahead) => new Date(Date.parse(day) - ahead * 3_600_000))
  return candidates.find((instant) => Number(hour.format(instant)) === 0) ?? new Date(day)
}
