import type { EventRow, FieldLevel } from '@daybook/api/shared'
import { longDate, nearDay, zoneCity } from '../../time/words.ts'
import { type Day, groupByDay } from './days.ts'
import { LogRow } from './log-row.tsx'

export interface LogTableProps {
  rows: EventRow[]
  /** Signed: the look at the log that these rows belong to. */
  view: string
  level: FieldLevel
  zone: string
  now: Date
  busy: boolean
  expanded: ReadonlySet<number>
  onToggle: (number: number) => void
  hrefOf: (number: number) => string
  readers?: string | undefined
}

/** The log as a book of days. */
export function LogTable(props: LogTableProps) {
  const { rows, zone, now, busy } = props
  return (
    <div className="log" aria-busy={busy}>
      <table className="log-table">
        <caption className="sr-only">Events, newest first. Times are in {zone}.</caption>
        <thead>
          <tr className="log-head">
            <th scope="col" className="c-time" title={`Times are in ${zone}`}>
              Time <span className="font-normal text-muted-foreground">{zoneCity(zone)}</span>
            </th>
            <th scope="col" className="c-user">
              User
            </th>
            <th scope="col" className="c-operation">
              Operation
            </th>
            <th scope="col" className="c-module">
              Module
            </th>
            <th scope="col" className="c-action">
              Action
            </th>
            <th scope="col" className="c-target">
              Target
            </th>
            <th scope="col" className="c-text">
              Description
            </th>
            <th scope="col" className="c-outcome">
              Outcome
            </th>
            <th scope="col" className="c-ip">
              IP
            </th>
            <th scope="col" className="c-more">
              <span className="sr-only">View details</span>
            </th>
          </tr>
        </thead>
        {groupByDay(rows, zone).map((day) => (
          <tbody key={`${day.key} ${day.rows[0]?.number}`}>
            <DayHeading day={day} zone={zone} now={now} />
            {day.rows.map((row) => (
              <LogRow key={row.number} {...props} row={row} expanded={props.expanded.has(row.number)} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

function DayHeading({ day, zone, now }: { day: Day; zone: string; now: Date }) {
  const near = day.date ? nearDay(day.date, now, zone) : null
  return (
    <tr className="log-day">
      <th scope="rowgroup" colSpan={10}>
        {near ? <span className="mr-2 text-foreground">{near}</span> : null}
        {day.date ? longDate(day.date) : 'Time not readable'}
      </th>
    </tr>
  )
}
