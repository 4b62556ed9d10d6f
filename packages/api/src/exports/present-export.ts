import type { PersonPrincipal } from '@daybook/auth'
import { sentenceText } from '@daybook/core/model'
import { type EventFilter, filterToSearch } from '@daybook/core/query'
import type { ExportRow, FoundEvent } from '@daybook/db'
import { type Presentation, presentDetail, presentEvidence } from '../audit/present.ts'
import type { EventDetail, EventEvidence, ExportView } from '../audit/views.ts'

/** An export as somebody sees it in the list. */
export function exportView(row: ExportRow, { userId }: Pick<PersonPrincipal, 'userId'>): ExportView {
  return {
    id: row.id,
    requestedBy: row.userName,
    own: row.userId === userId,
    format: row.format,
    fileName: row.fileName,
    // Stored by `exports.create`, from a filter.
    search: filterToSearch(row.filter as EventFilter).toString(),
    status: row.status,
    cancelling: row.cancelRequestedAt !== null && (row.status === 'queued' || row.status === 'running'),
    level: row.level,
    total: row.total,
    written: row.written,
    bytes: row.bytes,
    sha256: row.sha256?.toString('hex') ?? null,
    failure: row.failure,
    requestedAt: row.requestedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    downloads: row.downloads,
  }
}

/** One event as a file holds it. Without `evidence` where the reader's level is `log`. */
export interface ExportedEvent extends Omit<EventDetail, 'sentence'> {
  sentence: string
  evidence?: Omit<EventEvidence, 'number'>
}

/** What the page shows of an event, by the page's own rule, in one piece: nothing can be in a file that the page withholds. */
export function presentExported(found: FoundEvent & { leafHash: string }, presentation: Presentation): ExportedEvent {
  const detail = presentDetail(found, presentation)
  const shown = { ...detail, sentence: sentenceText(detail.sentence) }
  if (presentation.level !== 'evidence') return shown
  const { number: _number, ...evidence } = presentEvidence(found)
  return { ...shown, evidence }
}
