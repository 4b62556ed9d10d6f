import type { AuditEvent, Person, Target } from '../event.ts'
import { isWebAddress } from '../web-address.ts'
import { type RedactOptions, redact, redactChanges, redactRecord, redactText } from './redact.ts'

/** Words and times of our own: nothing a source wrote. */
const ownWords: ReadonlySet<string> = new Set([
  'occurredAt',
  'recordedAt',
  'claimedAt',
  'operation',
  'area',
  'outcome',
  'channel',
])

/** The event without secrets in any of its texts and JSON. */
export function redactEvent(event: AuditEvent, options: RedactOptions): AuditEvent {
  const clean = <T extends object>(part: T) => redactTexts(part, options)
  const person = (someone: Person | null) => someone && clean(someone)
  return {
    ...clean(event),
    actor: clean(event.actor),
    onBehalfOf: person(event.onBehalfOf),
    assumedBy: person(event.assumedBy),
    targets: event.targets.map((target) => redactTarget(target, options)),
    changes: event.changes && redactChanges(event.changes, options),
    snapshot: event.snapshot && redactRecord(event.snapshot, options),
    details: event.details && redactRecord(event.details, options),
    http: event.http && clean(event.http),
    policyDecision: redact(event.policyDecision, options),
    metadata: event.metadata && redactRecord(event.metadata, options),
    bulkImport: event.bulkImport && clean(event.bulkImport),
    cdr: event.cdr && clean(event.cdr),
  }
}

/** The texts directly in a part of an event; what lies deeper is left to the caller. */
function redactTexts<T extends object>(part: T, options: RedactOptions): T {
  const clean: Record<string, string> = {}
  for (const [field, value] of Object.entries(part)) {
    if (typeof value !== 'string' || ownWords.has(field)) continue
    const text = redactText(value, options)
    if (text !== value) clean[field] = text
  }
  return Object.keys(clean).length > 0 ? { ...part, ...clean } : part
}

function redactTarget(target: Target, options: RedactOptions): Target {
  const clean = redactTexts(target, options)
  return { ...clean, url: clean.url !== null && isWebAddress(clean.url) ? clean.url : null }
}
