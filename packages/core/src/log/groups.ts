import type { AuditEvent, Json, Person, Target } from '../model/index.ts'

/**
 * The nine disclosures of an event. All nine are always present, even when empty, so that a withheld one does not tell
 * whether there was anything to withhold. Names are part of the leaf format: changing one needs a new envelope version.
 */
export const groups = ['people', 'ids', 'origin', 'targets', 'content', 'why', 'technical', 'import', 'time'] as const

export type Group = (typeof groups)[number]

/**
 * Which group, or the envelope itself, commits to each field of an event. A field that is not listed does not compile;
 * `tuple` fields are split between two groups by `disclose`.
 */
export const groupOfField = {
  id: 'envelope',
  recordedAt: 'envelope',
  action: 'envelope',
  operation: 'envelope',
  module: 'envelope',
  area: 'envelope',
  outcome: 'envelope',
  occurredAt: 'time',
  claimedAt: 'time',
  actor: ['people', 'ids'],
  onBehalfOf: ['people', 'ids'],
  assumedBy: ['people', 'ids'],
  customerId: 'ids',
  targets: ['targets', 'ids'],
  sessionId: 'ids',
  requestId: 'ids',
  correlationId: 'ids',
  ip: 'origin',
  forwardedFor: 'origin',
  userAgent: 'origin',
  country: 'origin',
  changes: 'content',
  snapshot: 'content',
  details: 'content',
  operationWord: 'why',
  activityType: 'why',
  outcomeReason: 'why',
  description: 'why',
  explanation: 'why',
  reason: 'why',
  purpose: 'why',
  justification: 'why',
  whyItMatters: 'why',
  http: 'technical',
  policyDecision: 'technical',
  metadata: 'technical',
  channel: 'import',
  apiUsed: 'import',
  provider: 'import',
  expertMode: 'import',
  bulkImport: 'import',
  cdr: 'import',
  batchId: 'import',
  parentId: 'import',
} as const satisfies Record<keyof AuditEvent, Group | 'envelope' | readonly [Group, Group]>

/** The value each group commits to. Plain JSON: what is unknown is null, never left out. */
export function disclose(event: AuditEvent): Record<Group, Json> {
  return {
    people: {
      actor: names(event.actor),
      onBehalfOf: event.onBehalfOf && names(event.onBehalfOf),
      assumedBy: event.assumedBy && names(event.assumedBy),
    },
    ids: {
      actor: identity(event.actor),
      onBehalfOf: event.onBehalfOf && identity(event.onBehalfOf),
      assumedBy: event.assumedBy && identity(event.assumedBy),
      customerId: event.customerId,
      targets: event.targets.map(({ id, url }) => ({ id, url })),
      sessionId: event.sessionId,
      requestId: event.requestId,
      correlationId: event.correlationId,
    },
    origin: {
      ip: event.ip,
      forwardedFor: event.forwardedFor,
      userAgent: event.userAgent,
      country: event.country,
    },
    targets: event.targets.map(targetNames),
    content: {
      changes: event.changes?.map((change) => ({ ...change })) ?? null,
      snapshot: event.snapshot,
      details: event.details,
    },
    why: {
      operationWord: event.operationWord,
      activityType: event.activityType,
      outcomeReason: event.outcomeReason,
      description: event.description,
      explanation: event.explanation,
      reason: event.reason,
      purpose: event.purpose,
      justification: event.justification,
      whyItMatters: event.whyItMatters,
    },
    technical: {
      http: event.http && { ...event.http },
      policyDecision: event.policyDecision,
      metadata: event.metadata,
    },
    import: {
      channel: event.channel,
      apiUsed: event.apiUsed,
      provider: event.provider,
      expertMode: event.expertMode,
      bulkImport: event.bulkImport && { ...event.bulkImport },
      cdr: event.cdr && { ...event.cdr },
      batchId: event.batchId,
      parentId: event.parentId,
    },
    time: { occurredAt: event.occurredAt, claimedAt: event.claimedAt },
  }
}

function names({ email, username, name, role }: Person): Json {
  return { email, username, name, role }
}

function identity({ type, id }: Person): Json {
  return { type, id }
}

function targetNames({ type, name, revision, relation }: Target): Json {
  return { type, name, revision, relation }
}
