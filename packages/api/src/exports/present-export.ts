import type { PersonPrincipal } from '@daybook/auth'
import { pseudonymOf } from '@daybook/core/log'
import { type Person, sentenceText } from '@daybook/core/model'
import { filterToSearch } from '@daybook/core/query'
import type { ExportRow, FoundEvent, LogTarget, Scope } from '@daybook/db'
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
    search: filterToSearch(row.filter).toString(),
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
  const shown: ExportedEvent = Object.assign(detail, { sentence: sentenceText(detail.sentence) })
  if (presentation.level === 'evidence') {
    const { number: _number, ...evidence } = presentEvidence(found)
    shown.evidence = evidence
  }
  return shown
}

const keysKept = 5000

/** For all events of one file: a log has few people, and making out a pseudonym is what an event costs most. */
export function presentationOf(log: LogTarget, level: Scope['level']): Presentation {
  const kept = new Map<string, string>()
  const keyOf = (person: Person) => {
    const { type, id, email, username, name } = person
    const identity = JSON.stringify([type, id, email, username, name])
    const known = kept.get(identity)
    if (known !== undefined) return known
    if (kept.size >= keysKept) kept.clear()
    const key = pseudonymOf(person, log.pseudonymKey)
    kept.set(identity, key)
    return key
  }
  return { log, level, keyOf }
}
