import { exactTime, offsetWords, preciseTime, shortDate } from './words.ts'
import { useZone } from './zone-context.tsx'
import { zonedTime } from './zoned.ts'

const momentPattern = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/

/** Whether a text is an instant with its zone, as machines write it. */
export function isMoment(text: string): boolean {
  return momentPattern.test(text) && !Number.isNaN(new Date(text).getTime())
}

/** Such a text in the reader's zone; as it was sent in its title. */
export function ZonedMoment({ at }: { at: string }) {
  const time = zonedTime(new Date(at), useZone())
  const clock = time.millisecond === 0 ? exactTime(time) : preciseTime(time)
  return (
    <time dateTime={at} title={at} className="tabular-nums">
      {shortDate(time)}, {clock} <span className="text-muted-foreground">{offsetWords(time.offset)}</span>
    </time>
  )
}
