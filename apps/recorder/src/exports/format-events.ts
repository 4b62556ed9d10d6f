import type { ExportedEvent } from '@daybook/api/exports'
import { csvColumns } from './csv-columns.ts'

/** How events become the text of a file. */
export interface EventFormat {
  /** Of the file in the archive. */
  extension: 'csv' | 'ndjson'
  /** What each event is told by. */
  columns: string[]
  /** What stands before the first event. */
  head: string
  /** One record for each event. */
  records: (events: readonly ExportedEvent[]) => string
}

export interface FormatOptions {
  format: 'csv' | 'ndjson'
  zone: string
  level: 'log' | 'evidence'
}

export function formatOf({ format, ...options }: FormatOptions): EventFormat {
  return format === 'csv' ? csvFormat(options) : ndjsonFormat
}

const byteOrderMark = '\uFEFF'

/**
 * RFC 4180 with every cell in quotes, so that nothing in a cell can end it: then doubling quotes is all there is to it.
 * The mark at the beginning tells spreadsheets UTF-8.
 */
function csvFormat(options: Omit<FormatOptions, 'format'>): EventFormat {
  const columns = csvColumns(options)
  const names = columns.map(({ name }) => name)
  const record = (event: ExportedEvent) => columns.map(({ cell }) => quoted(cell(event))).join(',')
  return {
    extension: 'csv',
    columns: names,
    head: `${byteOrderMark}${names.map(quoted).join(',')}\r\n`,
    records: (events) => events.map((event) => `${record(event)}\r\n`).join(''),
  }
}

function quoted(cell: string | null): string {
  return cell === null ? '""' : `"${cell.replaceAll('"', '""')}"`
}

/** One event a line, values exactly as they are kept. */
const ndjsonFormat: EventFormat = {
  extension: 'ndjson',
  columns: [],
  head: '',
  records: (events) => events.map((event) => `${JSON.stringify(event)}\n`).join(''),
}
