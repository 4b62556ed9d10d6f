import { findAction } from './catalog/catalog.ts'
import { classify } from './derive.ts'
import { emptyEvent } from './empty-event.ts'
import type { AuditEvent, Channel, FileLine, Http, Target } from './event.ts'
import type { EventInput } from './event-input.ts'
import { assumerIn, detailsWith, personOf } from './people.ts'
import { contentOf } from './record-changes.ts'
import { redactEvent } from './redact/redact-event.ts'
import { settleTimes } from './settle-times.ts'
import { mendTexts } from './text.ts'

export interface NormaliseContext {
  /** The event's id when the input has none. */
  id: string
  recordedAt: Date
  /** Names whose values this tenant wants removed, beside those always removed. */
  secretKeys: readonly string[]
  /** The way in, when the input does not tell. */
  channel?: Channel | undefined
}

/**
 * The event an input means: texts mended, secrets removed, times settled, operation, module and area derived, states
 * turned into changes or a snapshot. An empty text counts as not known.
 */
export function normaliseEvent(input: EventInput, context: NormaliseContext): AuditEvent {
  const sent = mendTexts(input)
  const outcome = sent.outcome ?? 'success'
  const words = classify({ ...sent, outcome })
  const assumedBy = sent.assumedBy ? personOf(sent.assumedBy, 'staff') : assumerIn(sent.details)
  const targets = sent.targets ?? (sent.target ? [sent.target] : [])
  const { before = null, after = null, changes = null, snapshot = null } = sent

  const event: AuditEvent = {
    ...emptyEvent,
    ...textsOf(sent),
    id: sent.id ?? context.id,
    ...settleTimes(sent.occurredAt ? new Date(sent.occurredAt) : null, context.recordedAt),
    recordedAt: context.recordedAt.toISOString(),
    action: sent.action,
    ...words,
    outcome,
    actor: personOf(sent.actor),
    onBehalfOf: sent.onBehalfOf ? personOf(sent.onBehalfOf) : null,
    assumedBy,
    targets: targets.map((target) => targetOf(target, sent.action)),
    ...contentOf(words.operation, { before, after, changes, snapshot }),
    details: detailsWith(sent.details ?? null, assumedBy),
    http: httpOf(sent.http),
    policyDecision: sent.policyDecision ?? null,
    metadata: sent.metadata ?? null,
    channel: sent.channel ?? context.channel ?? null,
    expertMode: sent.expertMode ?? null,
    bulkImport: fileLineOf(sent.bulkImport),
    cdr: fileLineOf(sent.cdr),
  }
  return redactEvent(event, { secretKeys: [...context.secretKeys, ...(findAction(event.action)?.secret ?? [])] })
}

/** Texts that are called the same in what is sent and in what is kept. */
const textFields = [
  ...(['activityType', 'outcomeReason', 'customerId', 'apiUsed', 'provider', 'batchId', 'parentId'] as const),
  ...(['description', 'explanation', 'reason', 'purpose', 'justification', 'whyItMatters'] as const),
  ...(['ip', 'forwardedFor', 'userAgent', 'country', 'sessionId', 'requestId', 'correlationId'] as const),
] satisfies (keyof EventInput & keyof AuditEvent)[]

type Texts = Record<(typeof textFields)[number], string | null>

function textsOf(sent: EventInput): Texts {
  // Every key of the type is in the list it is made from.
  return Object.fromEntries(textFields.map((field) => [field, sent[field] || null])) as Texts
}

/** A target without a type is what the action's name is about. */
function targetOf(sent: NonNullable<EventInput['target']>, action: string): Target {
  const noun = action.includes('.') ? action.slice(0, action.indexOf('.')) : ''
  return {
    type: sent.type || noun || 'target',
    id: sent.id || null,
    name: sent.name || null,
    revision: sent.revision || null,
    relation: sent.relation || null,
    url: sent.url || null,
  }
}

function httpOf(sent: EventInput['http']): Http | null {
  return sent ? { method: sent.method || null, path: sent.path || null, status: sent.status ?? null } : null
}

function fileLineOf(sent: EventInput['cdr']): FileLine | null {
  return sent ? { fileId: sent.fileId, line: sent.line ?? null } : null
}
