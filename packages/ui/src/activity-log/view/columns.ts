/** The columns of the log, in their own order. `text` is the sentence: it names the row and is always there. */
export const logColumns = [
  'row',
  'time',
  'user',
  'operation',
  'module',
  'action',
  'target',
  'text',
  'outcome',
  'ip',
] as const
export type LogColumn = (typeof logColumns)[number]

export const columnsDefault: readonly LogColumn[] = logColumns.filter((column) => column !== 'row')

export const columnLabels: Record<LogColumn, string> = {
  row: '#',
  time: 'Time',
  user: 'User',
  operation: 'Operation',
  module: 'Module',
  action: 'Action',
  target: 'Target',
  text: 'Description',
  outcome: 'Outcome',
  ip: 'IP',
}

export const densities = ['comfortable', 'compact'] as const
export type Density = (typeof densities)[number]
export const densityDefault: Density = 'comfortable'

export function isDensity(text: string): text is Density {
  return densities.some((density) => density === text)
}

function isColumn(text: string): text is LogColumn {
  return logColumns.some((column) => column === text)
}

/** Columns as an address or a cookie names them; what is unknown is left out. Null when nothing is left. */
export function readColumns(names: readonly string[]): LogColumn[] | null {
  const known = [...new Set(names.filter(isColumn))]
  if (known.length === 0) return null
  return known.includes('text') ? known : withColumn(known, 'text', true)
}

export function sameColumns(one: readonly LogColumn[], other: readonly LogColumn[]): boolean {
  return one.join() === other.join()
}

/** With or without one of them. One that comes back stands behind its nearest neighbour of the usual order. */
export function withColumn(columns: readonly LogColumn[], column: LogColumn, on: boolean): LogColumn[] {
  const others = columns.filter((other) => other !== column)
  if (!on) return column === 'text' ? [...columns] : others
  const before = logColumns.slice(0, logColumns.indexOf(column)).findLast((other) => others.includes(other))
  const place = before ? others.indexOf(before) + 1 : 0
  return [...others.slice(0, place), column, ...others.slice(place)]
}

/** One of them a place further on (1) or back (-1). */
export function movedColumn(columns: readonly LogColumn[], column: LogColumn, by: 1 | -1): LogColumn[] {
  const from = columns.indexOf(column)
  const to = from + by
  const neighbour = columns[to]
  if (from === -1 || neighbour === undefined) return [...columns]
  const moved = [...columns]
  moved[from] = neighbour
  moved[to] = column
  return moved
}

export const columnsCookie = 'daybook_columns'

/** What a request remembers of the reader's choice; the defaults where it remembers nothing usable. */
export function columnsFromCookie(header: string | null): { columns: LogColumn[]; density: Density } {
  const value = /(?:^|;\s*)daybook_columns=([a-z.~]+)/.exec(header ?? '')?.[1] ?? ''
  const [names = '', density = ''] = value.split('~')
  return {
    columns: readColumns(names.split('.')) ?? [...columnsDefault],
    density: isDensity(density) ? density : densityDefault,
  }
}

export function columnsToCookie(columns: readonly LogColumn[], density: Density): string {
  return `${columns.join('.')}~${density}`
}

/** How wide a column is at least, its gap included, and the one with the details. In rem. */
const widths: Record<LogColumn | 'more', number> = {
  row: 3,
  time: 7,
  user: 9.75,
  operation: 8,
  module: 7.25,
  action: 10,
  target: 9.25,
  text: 12,
  outcome: 5.5,
  ip: 7.75,
  more: 4,
}

/** Which go first when there is little room. */
const importance: readonly LogColumn[] = [
  'text',
  'time',
  'row',
  'operation',
  'user',
  'outcome',
  'target',
  'ip',
  'action',
  'module',
]

/** The stylesheet's steps, in rem: every third width from 17 to 89. One is taken a little early, at the cost of the sentence. */
function stepFor(width: number): number {
  return 17 + Math.floor((Math.min(width, 89) - 17) / 3) * 3
}

/**
 * From which width of the table (rem) each of these columns has room, so that the less important give way to the
 * others. The stylesheet knows the steps as `.from-62`; 0 is always.
 */
export function roomFor(columns: readonly LogColumn[]): Map<LogColumn, number> {
  const room = new Map<LogColumn, number>()
  let total = widths.more
  for (const column of importance.filter((candidate) => columns.includes(candidate))) {
    total += widths[column]
    room.set(column, column === 'text' || column === 'time' ? 0 : stepFor(total))
  }
  return room
}
