import type { EventRow } from '@daybook/api/shared'
import type { Sort, SortKey } from '@daybook/core/query'
import { longDate, nearDay, zoneCity } from '../../time/words.ts'
import { columnLabels, type LogColumn } from '../view/columns.ts'
import { type Day, groupByDay } from './days.ts'
import { LogRow } from './log-row.tsx'
import { columnClass, type LogView } from './log-view.ts'
import { SortHeading } from './sort-heading.tsx'

export interface LogTableProps {
  rows: readonly EventRow[]
  view: LogView
  /** The place of the first row in the whole result. */
  firstRow: number
  busy: boolean
  expanded: ReadonlySet<number>
  fresh: ReadonlySet<number>
  /** The event in the side panel. */
  current: number | null
  sortHref: (sort: Sort) => string
}

/** The log as a book of days; in another order than that of time, as one list. */
export function LogTable({ rows, view, firstRow, busy, expanded, fresh, current, sortHref }: LogTableProps) {
  const byTime = view.sort === '-time' || view.sort === 'time'
  const days: Day[] = byTime ? groupByDay(rows, view.zone) : [{ key: 'all', date: null, rows: [...rows] }]
  let place = firstRow
  return (
    <div className="log" data-density={view.density} aria-busy={busy}>
      <table className="log-table">
        <caption className="sr-only">
          Events, {captionOf(view.sort)}. Times are in {view.zone}.
        </caption>
        <colgroup>
          {view.columns.map((column) => (
            <col key={column} className={`w-${columnClass(view, column)}`} />
          ))}
          <col className="w-c-more" />
        </colgroup>
        <thead>
          <tr className="log-head">
            {view.columns.map((column) => (
              <Heading key={column} column={column} view={view} sortHref={sortHref} />
            ))}
            <th scope="col" className="c-more">
              <span className="sr-only">View details</span>
            </th>
          </tr>
        </thead>
        {days.map((day) => (
          <tbody key={`${day.key} ${day.rows[0]?.number}`}>
            {byTime ? <DayHeading day={day} view={view} /> : null}
            {day.rows.map((row) => (
              <LogRow
                key={row.number}
                row={row}
                view={view}
                place={place++}
                dated={!byTime}
                expanded={expanded.has(row.number)}
                fresh={fresh.has(row.number)}
                current={current === row.number}
              />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

const orders: Record<SortKey, string> = {
  time: 'time',
  user: 'user',
  module: 'module',
  action: 'action',
  ip: 'IP address',
}

function captionOf(sort: Sort): string {
  if (sort === '-time') return 'newest first'
  if (sort === 'time') return 'oldest first'
  return `sorted by ${Object.entries(orders).find(([key]) => sort.endsWith(key))?.[1]}`
}

const sortOf: Partial<Record<LogColumn, SortKey>> = {
  time: 'time',
  user: 'user',
  module: 'module',
  action: 'action',
  ip: 'ip',
}

interface HeadingProps {
  column: LogColumn
  view: LogView
  sortHref: (sort: Sort) => string
}

function Heading({ column, view, sortHref }: HeadingProps) {
  const sortKey = sortOf[column]
  const className = columnClass(view, column)
  // Whoever may not see addresses must not learn their order either.
  if (!sortKey || (sortKey === 'ip' && view.level === 'log')) {
    return (
      <th scope="col" className={className} title={column === 'row' ? 'Row number in this result' : undefined}>
        <span>{columnLabels[column]}</span>
      </th>
    )
  }
  return (
    <SortHeading
      sort={view.sort}
      sortKey={sortKey}
      className={className}
      hrefOf={sortHref}
      {...(column === 'time' && { title: `Times are in ${view.zone}` })}
    >
      {columnLabels[column]}
      {column === 'time' ? <span className="font-normal text-muted-foreground"> {zoneCity(view.zone)}</span> : null}
    </SortHeading>
  )
}

function DayHeading({ day, view }: { day: Day; view: LogView }) {
  const near = day.date ? nearDay(day.date, view.now, view.zone) : null
  return (
    <tr className="log-day">
      <th scope="rowgroup" colSpan={view.columns.length + 1}>
        {near ? <span className="mr-2 text-foreground">{near}</span> : null}
        {day.date ? longDate(day.date) : 'Time not readable'}
      </th>
    </tr>
  )
}
