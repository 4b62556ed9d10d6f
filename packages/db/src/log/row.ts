import { pseudonymOf } from '@daybook/core/log'
import type { AuditEvent, FileLine, Http, Json, JsonObject, Person, Target } from '@daybook/core/model'
import { addressOf, evidenceWordsOf, searchTextOf } from '@daybook/core/query'
import type { events } from '../schema/index.ts'

export type EventRowColumns = typeof events.$inferSelect

/**
 * What each column holds: a field of the event, or a part of one, which the leaf commits to; `rest`, the fields without
 * a column; `derived`, computed from the event, which a verification computes again; `place`, where the event stands,
 * which the tree commits to; `salt`. A column that is not listed does not compile.
 */
export const fieldOfColumn = {
  tenantId: 'place',
  number: 'place',
  occurredAt: 'occurredAt',
  id: 'id',
  recordedAt: 'recordedAt',
  claimedAt: 'claimedAt',
  action: 'action',
  operation: 'operation',
  module: 'module',
  area: 'area',
  outcome: 'outcome',
  actorKey: 'derived',
  actorType: 'actor',
  actorId: 'actor',
  actorName: 'actor',
  actorEmail: 'actor',
  targetType: 'targets',
  targetId: 'targets',
  targetName: 'targets',
  sessionId: 'sessionId',
  requestId: 'requestId',
  correlationId: 'correlationId',
  channel: 'channel',
  ip: 'ip',
  ipAddress: 'derived',
  body: 'rest',
  search: 'derived',
  searchEvidence: 'derived',
  salt: 'salt',
} as const satisfies Record<keyof EventRowColumns, keyof AuditEvent | 'rest' | 'derived' | 'place' | 'salt'>

type ColumnOf<Kind> = {
  [Column in keyof typeof fieldOfColumn]: (typeof fieldOfColumn)[Column] extends Kind ? Column : never
}[keyof typeof fieldOfColumn]

/** The columns an event is rebuilt from. */
export type StoredEvent = Omit<EventRowColumns, ColumnOf<'derived' | 'place' | 'salt'>>

/** What `body` holds: the parts of an event that have no column of their own. A part that is null is left out. */
interface Body {
  actor?: { username?: string; role?: string }
  onBehalfOf?: Person
  assumedBy?: Person
  /** Of the primary target, whose type, id and name are columns. */
  target?: { revision?: string; relation?: string; url?: string }
  /** The linked targets. */
  linked?: Target[]
  http?: Http
  bulkImport?: FileLine
  cdr?: FileLine
  changes?: AuditEvent['changes']
}

const plainFields = [
  'operationWord',
  'activityType',
  'outcomeReason',
  'customerId',
  'description',
  'explanation',
  'reason',
  'purpose',
  'justification',
  'whyItMatters',
  'snapshot',
  'details',
  'policyDecision',
  'metadata',
  'forwardedFor',
  'userAgent',
  'country',
  'apiUsed',
  'provider',
  'expertMode',
  'batchId',
  'parentId',
] as const satisfies (keyof AuditEvent)[]

/**
 * An event as `append_events` takes it: snake_case columns as JSON, hashes and salt as hex. `fromRow` is its exact
 * inverse for every event that `normaliseEvent` makes.
 */
export function toRow(
  log: { tenantId: string; pseudonymKey: Uint8Array },
  event: AuditEvent,
  salt: Buffer,
  leafHash: Buffer,
): Record<string, Json> {
  const [primary] = event.targets
  return {
    tenant_id: log.tenantId,
    occurred_at: event.occurredAt,
    id: event.id,
    recorded_at: event.recordedAt,
    claimed_at: event.claimedAt,
    action: event.action,
    operation: event.operation,
    module: event.module,
    area: event.area,
    outcome: event.outcome,
    actor_key: pseudonymOf(event.actor, log.pseudonymKey),
    actor_type: event.actor.type,
    actor_id: event.actor.id,
    actor_name: event.actor.name,
    actor_email: event.actor.email,
    target_type: primary?.type ?? null,
    target_id: primary?.id ?? null,
    target_name: primary?.name ?? null,
    session_id: event.sessionId,
    request_id: event.requestId,
    correlation_id: event.correlationId,
    channel: event.channel,
    ip: event.ip,
    ip_address: addressOf(event.ip),
    body: bodyOf(event),
    search: searchTextOf(event),
    evidence_words: evidenceWordsOf(event),
    salt: salt.toString('hex'),
    leaf_hash: leafHash.toString('hex'),
  }
}

export function fromRow(row: StoredEvent): AuditEvent {
  // The body was written by `bodyOf` from a typed event and cannot be changed since.
  const body = row.body as Body & Partial<Pick<AuditEvent, (typeof plainFields)[number]>>
  const targets: Target[] = []
  if (row.targetType !== null) {
    const { revision = null, relation = null, url = null } = body.target ?? {}
    targets.push({ type: row.targetType, id: row.targetId, name: row.targetName, revision, relation, url })
  }
  targets.push(...(body.linked ?? []))

  return {
    id: row.id,
    occurredAt: row.occurredAt.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
    claimedAt: row.claimedAt?.toISOString() ?? null,
    action: row.action,
    operation: row.operation,
    operationWord: body.operationWord ?? null,
    module: row.module,
    area: row.area,
    activityType: body.activityType ?? null,
    outcome: row.outcome,
    outcomeReason: body.outcomeReason ?? null,
    actor: {
      type: row.actorType,
      id: row.actorId,
      email: row.actorEmail,
      username: body.actor?.username ?? null,
      name: row.actorName,
      role: body.actor?.role ?? null,
    },
    onBehalfOf: body.onBehalfOf ?? null,
    assumedBy: body.assumedBy ?? null,
    customerId: body.customerId ?? null,
    targets,
    description: body.description ?? null,
    explanation: body.explanation ?? null,
    reason: body.reason ?? null,
    purpose: body.purpose ?? null,
    justification: body.justification ?? null,
    whyItMatters: body.whyItMatters ?? null,
    changes: body.changes ?? null,
    snapshot: body.snapshot ?? null,
    details: body.details ?? null,
    http: body.http ?? null,
    policyDecision: body.policyDecision ?? null,
    metadata: body.metadata ?? null,
    ip: row.ip,
    forwardedFor: body.forwardedFor ?? null,
    userAgent: body.userAgent ?? null,
    country: body.country ?? null,
    sessionId: row.sessionId,
    requestId: row.requestId,
    correlationId: row.correlationId,
    channel: row.channel,
    apiUsed: body.apiUsed ?? null,
    provider: body.provider ?? null,
    expertMode: body.expertMode ?? null,
    bulkImport: body.bulkImport ?? null,
    cdr: body.cdr ?? null,
    batchId: body.batchId ?? null,
    parentId: body.parentId ?? null,
  }
}

function bodyOf(event: AuditEvent): JsonObject {
  const body: JsonObject = {}
  for (const field of plainFields) if (event[field] !== null) body[field] = event[field]

  const { username, role } = event.actor
  const actor = present({ username, role })
  if (actor) body.actor = actor
  if (event.onBehalfOf) body.onBehalfOf = { ...event.onBehalfOf }
  if (event.assumedBy) body.assumedBy = { ...event.assumedBy }

  const [primary, ...linked] = event.targets
  const target = primary && present({ revision: primary.revision, relation: primary.relation, url: primary.url })
  if (target) body.target = target
  if (linked.length > 0) body.linked = linked.map((item) => ({ ...item }))

  if (event.http) body.http = { ...event.http }
  if (event.bulkImport) body.bulkImport = { ...event.bulkImport }
  if (event.cdr) body.cdr = { ...event.cdr }
  if (event.changes) body.changes = event.changes.map((change) => ({ ...change }))
  return body
}

function present(fields: Record<string, string | null>): JsonObject | null {
  const kept = Object.entries(fields).filter(([, value]) => value !== null)
  return kept.length > 0 ? Object.fromEntries(kept) : null
}
