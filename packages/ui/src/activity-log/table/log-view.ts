import type { EventRow, FieldLevel } from '@daybook/api/shared'
import type { Sort } from '@daybook/core/query'
import type { Density, LogColumn } from '../view/columns.ts'

/** What all rows of a table have in common. */
export interface LogView {
  columns: readonly LogColumn[]
  /** From which width of the table a column has room (`roomFor`). */
  room: ReadonlyMap<LogColumn, number>
  density: Density
  sort: Sort
  /** IANA name of the zone that times are shown in. */
  zone: string
  now: Date
  level: FieldLevel
  /** Signed: the look at the log that these rows belong to. */
  look: string
  /** Who may see what is restricted for this reader, in words. */
  readers: string | undefined
  /** The same page with the event beside it. */
  panelOpen: boolean
  panelHref: (number: number) => string
  /** The event's own page. */
  pageHref: (number: number) => string
  /** Turns a row's part in place open or closed. */
  onToggle: (number: number) => void
  onOpen: (row: EventRow) => void
}

/** The classes of a column's cells: what it is, and from which width it has room. */
export function columnClass(view: Pick<LogView, 'room'>, column: LogColumn): string {
  return `c-${column} from-${view.room.get(column) ?? 0}`
}
