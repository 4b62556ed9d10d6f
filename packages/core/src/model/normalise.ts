import { secretKeysOf } from './catalog/catalog.ts'
import { classify } from './derive.ts'
import type { AuditEvent, Channel, FileLine, Http, Target } from './event.ts'
import type { EventInput } from './event-input.ts'
import { assumerIn, detailsWith, personOf } from './people.ts'
import { contentOf } from './record-changes.ts'
import { redactText } from './redact/redact.ts'
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
  // A module is written in lower case, which would hide the shape of a key in it.
  const secretKeys = secretKeysOf(sent.action, context.secretKeys)
  const [action, module] = [redactText(sent.action, { secretKeys }), redactText(sent.module ?? '', { secretKeys })]
  const words = classify({ action, module, outcome, operation: sent.operation, area: sent.area })
  const assumedBy = sent.assumedBy ? personOf(sent.assumedBy, 'staff') : assumerIn(sent.details)
  const targets = sent.targets ?? (sent.target ? [sent.target] : [])
  const { before = null, after = null, changes = null, snapshot = null } = sent

  const times = settleTimes(sent.occurredAt ? new Date(sent.occurredAt) : null, context.recordedAt)
  const content = contentOf(words.operation, { before, after, changes, snapshot })

  // Every field by its name, in one literal: spreading parts into it takes longer than all the rest together.
  const event: AuditEvent = {
    id: sent.id ?? context.id,
    occurredAt: times.occurredAt,
    recordedAt: context.recordedAt.toISOString(),
    claimedAt: times.claimedAt,
    action,
    operation: words.operation,
    operationWord: words.operationWord,
    module: words.module,
    area: words.area,
    activityType: sent.activityType || null,
    outcome,
    outcomeReason: sent.outcomeReason || null,
    actor: personOf(sent.actor),
    onBehalfOf: sent.onBehalfOf ? personOf(sent.onBehalfOf) : null,
    assumedBy,
    customerId: sent.customerId || null,
    targets: targets.map((target) => targetOf(target, action)),
    description: sent.description || null,
    explanation: sent.explanation || null,
    reason: sent.reason || null,
    purpose: sent.purpose || null,
    justification: sent.justification || null,
    whyItMatters: sent.whyItMatters || null,
    changes: content.changes,
    snapshot: content.snapshot,
    details: detailsWith(sent.details ?? null, assumedBy),
    http: httpOf(sent.http),
    policyDecision: sent.policyDecision ?? null,
    metadata: sent.metadata ?? null,
    ip: sent.ip || null,
    forwardedFor: sent.forwardedFor || null,
    userAgent: sent.userAgent || null,
    country: sent.country || null,
    sessionId: sent.sessionId || null,
    requestId: sent.requestId || null,
    correlationId: sent.correlationId || null,
    channel: sent.channel ?? context.channel ?? null,
    apiUsed: sent.apiUsed || null,
    provider: sent.provider || null,
    expertMode: sent.expertMode ?? null,
    bulkImport: fileLineOf(sent.bulkImport),
    cdr: fileLineOf(sent.cdr),
    batchId: sent.batchId || null,
    parentId: sent.parentId || null,
  }
  return redactEvent(event, { secretKeys })
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
