import { Visible } from '../../text/visible.tsx'
import { clockTime, offsetWords, shortDate } from '../../time/words.ts'
import { zonedTime } from '../../time/zoned.ts'

interface PrintHeaderProps {
  title: string
  /** Whose log it is. */
  organisation: string | undefined
  zone: string
  now: Date
  /** What was asked, line by line. */
  lines?: readonly string[]
}

/** On paper only: what this is, whose, of which days, and when it was printed. */
export function PrintHeader({ title, organisation, zone, now, lines = [] }: PrintHeaderProps) {
  const time = zonedTime(now, zone)
  return (
    <div className="print-header">
      <p className="print-title">
        {organisation ? (
          <>
            <Visible text={organisation} /> ·{' '}
          </>
        ) : null}
        {title}
      </p>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p>
        Times in {zone.replaceAll('_', ' ')} · printed {shortDate(time)}, {clockTime(time)} ({offsetWords(time.offset)})
        from Daybook
      </p>
    </div>
  )
}
