import { dayKey, exactTime, lagWords, offsetWords, preciseTime, relativeWords, shortDate } from './words.ts'
import { zonedTime } from './zoned.ts'

export interface MomentProps {
  /** ISO 8601. */
  at: string
  zone: string
  now?: Date
}

function readAt(at: string): Date | null {
  const instant = new Date(at)
  return Number.isNaN(instant.getTime()) ? null : instant
}

/** What a pointer finds on any time: the same instant in UTC, and how long ago. */
function aside(instant: Date, now?: Date): string {
  const utc = zonedTime(instant, 'UTC')
  const words = `${shortDate(utc)}, ${preciseTime(utc)} UTC`
  return now ? `${words} · ${relativeWords(instant, now)}` : words
}

/** `14:03:22`; without `dated` the date is kept only for those who do not see the day's heading (and for copies). */
export function TimeOfDay({ at, zone, now, dated = false }: MomentProps & { dated?: boolean }) {
  const instant = readAt(at)
  if (!instant) return <span>{at}</span>
  const time = zonedTime(instant, zone)
  return (
    <time dateTime={at} title={aside(instant, now)}>
      {dated ? <span className="block">{shortDate(time)}</span> : <span className="sr-only">{shortDate(time)}, </span>}
      {exactTime(time)}
    </time>
  )
}

/** To the millisecond, in the reader's zone and in UTC. */
export function ExactMoment({ at, zone, now }: MomentProps) {
  const instant = readAt(at)
  if (!instant) return <span>{at}</span>
  const time = zonedTime(instant, zone)
  const utc = zonedTime(instant, 'UTC')
  return (
    <span className="tabular-nums">
      <time dateTime={at} title={aside(instant, now)}>
        {shortDate(time)}, {preciseTime(time)}
      </time>{' '}
      <span className="text-muted-foreground">
        {time.offset === 0 ? 'UTC' : `${offsetWords(time.offset)} · ${preciseTime(utc)} UTC`}
        {now ? ` · ${relativeWords(instant, now)}` : null}
      </span>
    </span>
  )
}

/** `14:03:22.123 · 0.8 s later`: when something came in, against when it happened. */
export function LaterMoment({ at, after, zone }: { at: string; after: string; zone: string }) {
  const instant = readAt(at)
  const start = readAt(after)
  if (!instant || !start) return <span>{at}</span>
  const time = zonedTime(instant, zone)
  return (
    <span className="tabular-nums">
      <time dateTime={at} title={aside(instant)}>
        {dayKey(time) === dayKey(zonedTime(start, zone)) ? '' : `${shortDate(time)}, `}
        {preciseTime(time)}
      </time>{' '}
      <span className="text-muted-foreground">· {lagWords(instant.getTime() - start.getTime())}</span>
    </span>
  )
}

/** `4 min ago` */
export function Relative({ at, now }: { at: string; now: Date }) {
  const instant = readAt(at)
  return instant ? <time dateTime={at}>{relativeWords(instant, now)}</time> : null
}
