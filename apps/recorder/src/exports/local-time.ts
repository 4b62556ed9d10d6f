/** Instants as ISO 8601 in one zone, with its offset at that moment: `2026-11-20T15:00:00.000+05:30`. */
export function localTimes(zone: string): (iso: string) => string {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  })
  const offsets = new Map<number, number>()

  /** Seconds. Asking costs; clocks change at quarters of an hour, where they do. */
  function offsetAt(time: number): number {
    const quarter = Math.floor(time / quarterMs)
    const known = offsets.get(quarter)
    if (known !== undefined) return known
    if (offsets.size >= keptMax) offsets.clear()
    const second = Math.floor(time / 1000) * 1000
    const parts = Object.fromEntries(format.formatToParts(second).map(({ type, value }) => [type, Number(value)]))
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts
    const offset = (Date.UTC(year, month - 1, day, hour, minute, parts.second ?? 0) - second) / 1000
    offsets.set(quarter, offset)
    return offset
  }

  return (iso) => {
    const time = Date.parse(iso)
    const offset = offsetAt(time)
    return new Date(time + offset * 1000).toISOString().slice(0, -1) + offsetText(offset)
  }
}

const quarterMs = 15 * 60_000
const keptMax = 10_000

function offsetText(offset: number): string {
  const total = Math.abs(offset)
  const parts = [Math.floor(total / 3600), Math.floor((total % 3600) / 60)]
  // Before standard time, towns had their own.
  if (total % 60 > 0) parts.push(total % 60)
  return (offset < 0 ? '-' : '+') + parts.map((part) => String(part).padStart(2, '0')).join(':')
}
