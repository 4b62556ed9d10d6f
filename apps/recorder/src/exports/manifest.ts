import type { Person } from '@daybook/core/model'
import { type EventFilter, filterToSearch, parseQuery, type Query, queryKeys, rangeLabels } from '@daybook/core/query'
import type { ExportRow, LogTarget } from '@daybook/db'
import { evidenceColumnNames } from './csv-columns.ts'
import type { EventFormat } from './format-events.ts'

export interface ManifestFacts {
  row: ExportRow
  log: LogTarget
  person: Person
  format: EventFormat
  finishedAt: Date
  file: { name: string; bytes: number; sha256: string; rows: number }
}

/** What an archive says of itself: enough to ask for the same again, and to recognise what has been changed since. */
export function manifestOf({ row, log, person, format, finishedAt, file }: ManifestFacts): string {
  // Stored by `exports.create`, from a filter.
  const filter = row.filter as EventFilter
  const manifest = {
    what: 'Activity log',
    organisation: { name: log.name, slug: log.slug, log: log.origin },
    requestedBy: { name: person.name, email: person.email },
    filter: {
      query: filter.q ?? '',
      words: filterWords(filter),
      address: filterToSearch(filter).toString(),
    },
    range: { from: row.rangeFrom?.toISOString() ?? null, to: row.rangeTo?.toISOString() ?? null },
    zone: row.zone,
    events: { count: file.rows, upToNumber: row.upTo, order: 'newest first' },
    fields: {
      level: row.level,
      columns: format.columns,
      leftOut: row.level === 'evidence' ? [] : evidenceColumnNames,
    },
    requestedAt: row.requestedAt.toISOString(),
    writtenAt: finishedAt.toISOString(),
    files: [{ name: file.name, bytes: file.bytes, sha256: file.sha256 }],
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}

/** A filter for people: `Last 7 days. Outcome: failure or denied. Without looks at the log.` */
export function filterWords(filter: EventFilter): string {
  const { range, from, to, access, q } = filter
  const times =
    range && range !== 'custom'
      ? [rangeLabels[range]]
      : [...(from ? [`From ${from}`] : []), ...(to ? [`Up to ${to}`] : [])]
  const parts = [
    ...(times.length > 0 ? times : ['Any time']),
    ...parseQuery(q ?? '').query.map(itemWords),
    ...(access === 'hide' ? ['Without looks at the log'] : []),
  ]
  return parts.map((part) => `${part}.`).join(' ')
}

function itemWords(item: Query[number]): string {
  if (item.kind === 'word') return `${item.not ? 'Without' : 'With'} the text “${item.text}”`
  return `${queryKeys[item.key].label}: ${item.not ? 'not ' : ''}${item.values.join(' or ')}`
}
