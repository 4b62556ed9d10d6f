import type { ExportedEvent } from '@daybook/api/exports'
import type { Change, Json } from '@daybook/core/model'
import { localTimes } from './local-time.ts'
import { safeCell, visible } from './safe-cell.ts'

export interface CsvColumn {
  name: string
  /** Null is an empty cell. */
  cell: (event: ExportedEvent) => string | null
}

type PersonOf = (event: ExportedEvent) => ExportedEvent['actor'] | null

/** The columns of a file, in order. Those of the technical evidence are there for the level that has them and no other. */
export function csvColumns({ zone, level }: { zone: string; level: 'log' | 'evidence' }): CsvColumn[] {
  const local = localTimes(zone)
  const time = (name: string, of: (event: ExportedEvent) => string | null): CsvColumn[] => [
    { name: `${name} (UTC)`, cell: of },
    { name: `${name} (${zone})`, cell: (event) => after(of(event), local) },
  ]
  const all: CsvColumn[] = [
    { name: 'Number', cell: (event) => String(event.number) },
    ...time('Time', (event) => event.occurredAt),
    text('What happened', (event) => event.sentence),
    text('Outcome', (event) => event.outcome),
    text('Outcome reason', (event) => event.outcomeReason),
    text('Operation', (event) => event.operationWord ?? event.operation),
    text('Module', (event) => event.module),
    text('Area', (event) => event.area),
    text('Action', (event) => event.action),
    text('Activity type', (event) => event.activityType),
    ...person('User', (event) => event.actor),
    ...person('On behalf of', (event) => event.onBehalfOf),
    ...person('Assumed by', (event) => event.assumedBy),
    text('Target type', (event) => event.targets[0]?.type ?? null),
    text('Target', (event) => event.targets[0]?.name ?? null),
    text('Target revision', (event) => event.targets[0]?.revision ?? null),
    json('Linked targets', (event) => (event.targets.length > 1 ? event.targets.slice(1) : null)),
    text('Description', (event) => event.description),
    text('Explanation', (event) => event.explanation),
    text('Reason', (event) => event.reason),
    text('Purpose', (event) => event.purpose),
    text('Justification', (event) => event.justification),
    text('Why it matters', (event) => event.whyItMatters),
    text('What changed', (event) => after(event.changes, changesText)),
    json('Changes', (event) => event.changes),
    json('Snapshot', (event) => event.snapshot),
    json('Details', (event) => event.details),
    text('Channel', (event) => event.channel),
    text('API used', (event) => event.apiUsed),
    text('Provider', (event) => event.provider),
    text('Expert mode', (event) => after(event.expertMode, (isExpert) => (isExpert ? 'Yes' : 'No'))),
    text('Bulk import file', (event) => event.bulkImport?.fileId ?? null),
    text('Bulk import line', (event) => after(event.bulkImport?.line ?? null, String)),
    text('CDR file', (event) => event.cdr?.fileId ?? null),
    text('CDR line', (event) => after(event.cdr?.line ?? null, String)),
    text('Batch', (event) => event.batchId),
    ...time('Recorded', (event) => event.recordedAt),
    { name: 'Claimed time (UTC)', cell: (event) => event.claimedAt },
  ]
  return level === 'evidence' ? [...all, ...evidenceColumns] : all
}

type Evidence = NonNullable<ExportedEvent['evidence']>

const evidenceColumns: CsvColumn[] = [
  evidence('Event id', ({ id }) => id),
  evidence('Leaf hash', ({ leafHash }) => leafHash),
  evidence('User id', ({ actorId }) => actorId),
  evidence('On behalf of id', ({ onBehalfOfId }) => onBehalfOfId),
  evidence('Assumed by id', ({ assumedById }) => assumedById),
  evidence('Customer id', ({ customerId }) => customerId),
  evidence('Target id', ({ targets }) => targets[0]?.id ?? null),
  evidence('Target address', ({ targets }) => targets[0]?.url ?? null),
  json('Linked target ids', (event) => linkedIds(event.evidence)),
  evidence('IP address', ({ ip }) => ip),
  evidence('Forwarded for', ({ forwardedFor }) => forwardedFor),
  evidence('User agent', ({ userAgent }) => userAgent),
  evidence('Country', ({ country }) => country),
  evidence('Session', ({ sessionId }) => sessionId),
  evidence('Request', ({ requestId }) => requestId),
  evidence('Correlation', ({ correlationId }) => correlationId),
  evidence('HTTP method', ({ http }) => http?.method ?? null),
  evidence('HTTP path', ({ http }) => http?.path ?? null),
  evidence('HTTP status', ({ http }) => after(http?.status ?? null, String)),
  json('Policy decision', (event) => event.evidence?.policyDecision ?? null),
  json('Metadata', (event) => event.evidence?.metadata ?? null),
]

/** What a file without the technical evidence leaves out, for its manifest. */
export const evidenceColumnNames = evidenceColumns.map(({ name }) => name)

function text(name: string, of: (event: ExportedEvent) => string | null): CsvColumn {
  return { name, cell: (event) => after(of(event), safeCell) }
}

function evidence(name: string, of: (evidence: Evidence) => string | null): CsvColumn {
  return text(name, (event) => (event.evidence ? of(event.evidence) : null))
}

/** Values as they are: read back as JSON, the cell gives them again. */
function json(name: string, of: (event: ExportedEvent) => unknown): CsvColumn {
  return {
    name,
    cell(event) {
      const value = of(event)
      return value === null || value === undefined ? null : safeCell(visible(JSON.stringify(value)))
    },
  }
}

function person(name: string, of: PersonOf): CsvColumn[] {
  return [
    text(name, (event) => of(event)?.name ?? null),
    text(`${name}: e-mail`, (event) => of(event)?.email ?? null),
    text(`${name}: username`, (event) => of(event)?.username ?? null),
    text(`${name}: role`, (event) => of(event)?.role ?? null),
    text(`${name}: kind`, (event) => of(event)?.type ?? null),
  ]
}

function linkedIds(evidence: Evidence | undefined) {
  const linked = evidence?.targets.slice(1) ?? []
  return linked.length > 0 ? linked : null
}

function changesText(changes: readonly Change[]): string {
  return changes.map(({ path, before, after }) => `${path}: ${valueText(before)} → ${valueText(after)}`).join('; ')
}

function valueText(value: Json | undefined): string {
  if (value === undefined || value === null) return '(none)'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function after<T>(value: T | null, then: (value: T) => string): string | null {
  return value === null ? null : then(value)
}
