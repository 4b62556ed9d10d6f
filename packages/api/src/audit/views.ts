import type {
  ActorType,
  Area,
  Change,
  Channel,
  FileLine,
  Http,
  Json,
  JsonObject,
  Operation,
  Outcome,
  SentencePart,
} from '@daybook/core/model'

/** What a reader may see of an event: `log`, or `evidence` (log and the technical evidence). */
export type FieldLevel = 'log' | 'evidence'

/** A person of an event as every reader sees them: the key is a pseudonym, stable within the tenant. */
export interface PersonView {
  key: string
  type: ActorType
  name: string | null
  email: string | null
  username: string | null
  role: string | null
}

export interface TargetView {
  type: string
  name: string | null
  revision: string | null
  relation: string | null
}

/** One line of the log. */
export interface EventRow {
  number: number
  occurredAt: string
  sentence: SentencePart[]
  actor: PersonView
  onBehalfOf: PersonView | null
  assumedBy: PersonView | null
  operation: Operation
  operationWord: string | null
  module: string
  action: string
  target: TargetView | null
  description: string | null
  changeCount: number
  outcome: Outcome
  outcomeReason: string | null
  /** Null where the reader's level is `log`; inside, null is "not recorded". */
  evidence: { ip: string | null; country: string | null; targetId: string | null } | null
}

/** Everything about one event but its technical evidence. */
export interface EventDetail extends Omit<EventRow, 'changeCount' | 'target' | 'evidence'> {
  recordedAt: string
  claimedAt: string | null
  area: Area | null
  activityType: string | null
  targets: TargetView[]
  explanation: string | null
  reason: string | null
  purpose: string | null
  justification: string | null
  whyItMatters: string | null
  changes: Change[] | null
  snapshot: JsonObject | null
  details: JsonObject | null
  channel: Channel | null
  apiUsed: string | null
  provider: string | null
  expertMode: boolean | null
  bulkImport: FileLine | null
  cdr: FileLine | null
  batchId: string | null
  level: FieldLevel
}

/** The technical evidence of one event. Asking for it is recorded. */
export interface EventEvidence {
  number: number
  id: string
  leafHash: string
  actorId: string | null
  onBehalfOfId: string | null
  assumedById: string | null
  customerId: string | null
  targets: { type: string; name: string | null; id: string | null; url: string | null }[]
  ip: string | null
  forwardedFor: string | null
  userAgent: string | null
  country: string | null
  sessionId: string | null
  requestId: string | null
  correlationId: string | null
  http: Http | null
  policyDecision: Json
  metadata: JsonObject | null
}

export interface EventPage {
  rows: EventRow[]
  /** Opaque and signed; give it back to read on. Null on the last page. */
  nextCursor: string | null
  /** Exact up to 10,000; above that `capped`. Null on later pages: the first page's count stands. */
  count: { value: number; capped: boolean } | null
  level: FieldLevel
  /** Opaque and signed: this look at the log. Given with what is opened from it, so that it is recorded once. */
  view: string
}

export interface ActorCount {
  key: string
  name: string | null
  email: string | null
  type: ActorType
  count: number
}

export interface ActionCount {
  action: string
  count: number
}
