import type { ExportedEvent } from '@daybook/api/exports'
import { stringify } from 'csv-stringify/sync'
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

// RFC 4180, every cell in quotes: what a cell holds cannot end it. The mark at the beginning tells spreadsheets UTF-8.
const csvOptions = { quoted: true, quoted_empty: true, record_delimiter: '\r\n' } as const
const byteOrderMark = '\uFEFF'

function csvFormat(options: Omit<FormatOptions, 'format'>): EventFormat {
  const columns = csvColumns(options)
  const names = columns.map(({ name }) => name)
  return {
    extension: 'csv',
    columns: names,
    head: byteOrderMark + stringify([names], csvOptions),
    records: (events) =>
      stringify(
        events.map((event) => columns.map(({ cell }) => cell(event) ?? '')),
        csvOptions,
      ),
  }
}

/** One event a line, values exactly as they are kept. */
const ndjsonFormat: EventFormat = {
  extension: 'ndjson',
  columns: [],
  head: '',
  records: (events) => events.map((event) => `${JSON.stringify(event)}\n`).join(''),
}
