import { pseudonymOf } from '@daybook/core/log'
import { describeEvent, type Person } from '@daybook/core/model'
import type { FoundEvent, LogTarget, Scope } from '@daybook/db'
import type { EventDetail, EventEvidence, EventRow, PersonView } from './views.ts'

/**
 * What a reader sees of an event, for every output there is. A field above the reader's level is not looked at here,
 * so that it can appear nowhere.
 */
export interface Presentation {
  log: LogTarget
  level: Scope['level']
  /** The pseudonym of a person of this log, for whoever presents many events and remembers them. */
  keyOf?: (person: Person) => string
}

export function presentRow({ number, event }: FoundEvent, { log, level }: Presentation): EventRow {
  const [target] = event.targets
  return {
    ...common({ number, event }, { log, level }),
    target: target ? withoutId(target) : null,
    changeCount: event.changes?.length ?? 0,
    evidence: level === 'evidence' ? { ip: event.ip, country: event.country, targetId: target?.id ?? null } : null,
  }
}

export function presentDetail({ number, event }: FoundEvent, presentation: Presentation): EventDetail {
  // Not by spreading: with so many fields that takes ten times as long, which an export does for each event.
  return Object.assign(common({ number, event }, presentation), {
    recordedAt: event.recordedAt,
    claimedAt: event.claimedAt,
    area: event.area,
    activityType: event.activityType,
    targets: event.targets.map(withoutId),
    explanation: event.explanation,
    reason: event.reason,
    purpose: event.purpose,
    justification: event.justification,
    whyItMatters: event.whyItMatters,
    changes: event.changes,
    snapshot: event.snapshot,
    details: event.details,
    channel: event.channel,
    apiUsed: event.apiUsed,
    provider: event.provider,
    expertMode: event.expertMode,
    bulkImport: event.bulkImport,
    cdr: event.cdr,
    batchId: event.batchId,
    level: presentation.level,
  })
}

/** Only for readers of level `evidence`: the caller has asked. */
export function presentEvidence({ number, event, leafHash }: FoundEvent & { leafHash: string }): EventEvidence {
  return {
    number,
    id: event.id,
    leafHash,
    actorId: event.actor.id,
    onBehalfOfId: event.onBehalfOf?.id ?? null,
    assumedById: event.assumedBy?.id ?? null,
    customerId: event.customerId,
    targets: event.targets.map(({ type, name, id, url }) => ({ type, name, id, url })),
    ip: event.ip,
    forwardedFor: event.forwardedFor,
    userAgent: event.userAgent,
    country: event.country,
    sessionId: event.sessionId,
    requestId: event.requestId,
    correlationId: event.correlationId,
    http: event.http,
    policyDecision: event.policyDecision,
    metadata: event.metadata,
  }
}

function common({ number, event }: Pick<FoundEvent, 'number' | 'event'>, { log, level, keyOf }: Presentation) {
  return {
    number,
    occurredAt: event.occurredAt,
    sentence: describeEvent(event, { showIds: level === 'evidence' }),
    actor: personView(event.actor, log, keyOf),
    onBehalfOf: event.onBehalfOf && personView(event.onBehalfOf, log, keyOf),
    assumedBy: event.assumedBy && personView(event.assumedBy, log, keyOf),
    operation: event.operation,
    operationWord: event.operationWord,
    module: event.module,
    action: event.action,
    description: event.description,
    outcome: event.outcome,
    outcomeReason: event.outcomeReason,
  }
}

function personView(person: Person, log: LogTarget, keyOf: Presentation['keyOf']): PersonView {
  const { type, name, email, username, role } = person
  const key = keyOf ? keyOf(person) : pseudonymOf(person, log.pseudonymKey)
  return { key, type, name, email, username, role }
}

function withoutId({
  type,
  name,
  revision,
  relation,
}: {
  type: string
  name: string | null
  revision: string | null
  relation: string | null
}) {
  return { type, name, revision, relation }
}
