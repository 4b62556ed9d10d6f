import { clockTime, exactTime, nearDay, relativeWords, shortDate } from '../time/words.ts'
import { zonedTime } from '../time/zoned.ts'

/** `Today, 14:03`, `3 Nov 2026, 14:03`; in UTC and how long ago for a pointer. */
export function NearMoment({ at, zone, now }: { at: string; zone: string; now: Date }) {
  const instant = new Date(at)
  const time = zonedTime(instant, zone)
  const utc = zonedTime(instant, 'UTC')
  const aside = `${shortDate(utc)}, ${exactTime(utc)} UTC · ${relativeWords(instant, now)}`
  return (
    <time dateTime={at} title={aside} className="tabular-nums">
      {nearDay(time, now, zone) ?? shortDate(time)}, {clockTime(time)}
    </time>
  )
}
