import { useNow } from '../time/use-now.ts'
import { clockTime, offsetWords, zoneCity } from '../time/words.ts'
import { zonedTime } from '../time/zoned.ts'

/** The present in the reader's zone: what every other time on the page is to be compared with. */
export function Clock({ zone, now: serverNow }: { zone: string; now: string }) {
  const now = useNow(serverNow, 10)
  const time = zonedTime(now, zone)
  return (
    <span
      className="hidden items-baseline gap-1.5 text-muted-foreground text-table tabular-nums md:flex"
      title={`Times are shown in ${zone} (${offsetWords(time.offset)})`}
    >
      <span className="font-medium text-foreground">{clockTime(time)}</span>
      {zoneCity(zone)}
    </span>
  )
}
