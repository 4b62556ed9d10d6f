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
import type { FacetKey } from '@daybook/core/query'

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
  /** The page before this one; null on the first page. */
  previousCursor: string | null
  /** Exact up to 10,000; above that `capped`. Null on later pages (the first page's count stands) and if it took too long. */
  count: { value: number; capped: boolean } | null
  level: FieldLevel
  /** Opaque and signed: this look at the log. Given with what is opened from it, so that it is recorded once. */
  view: string
  /** The highest number of the view: `audit.newer` asks for what is above it. */
  upTo: number
  /**
   * Set when the search was stopped for taking too long: it has come back to this instant. `rows` are those found so
   * far, and `nextCursor` searches on from there.
   */
  searchedTo: string | null
}

/** What arrived after a view was opened. Asking is not recorded: the look is. */
export interface NewerEvents {
  /** At most 100, by ascending number. */
  rows: EventRow[]
  /** More of them wait: ask again with the new `upTo`. */
  more: boolean
  upTo: number
  /** The same look, now reaching up to `upTo`. */
  view: string
  /** The given `nextCursor`, now of the new view, so that late events further down are not missed. */
  nextCursor: string | null
}

export interface FacetValue {
  /** As the query language has it. */
  value: string
  count: number
  /** Of an actor, from their newest event. */
  actor?: { type: ActorType; name: string | null; email: string | null }
}

/** The values of one key among the events of a view, its own filter aside, most frequent first. */
export interface Facet {
  values: FacetValue[]
  /** How many values there are in all; `values` holds at most 50. */
  distinct: number
  /** Null when all events of the view were counted; else only those since this instant were. */
  since: string | null
}

/** By key; null where a key is not available to the reader, or took too long to count. */
export type Facets = Partial<Record<FacetKey, Facet | null>>

export interface HistogramBucket {
  /** Inclusive, ISO 8601. */
  from: string
  /** Exclusive. */
  to: string
  success: number
  failure: number
  denied: number
}

export interface Histogram {
  unit: 'minute' | 'quarter' | 'hour' | 'day' | 'week' | 'month'
  /** How many units a bucket has (`3` and `hour`). */
  step: number
  /** At most 60, oldest first, in the reader's zone; empty ones included. */
  buckets: HistogramBucket[]
  /** As in `Facet`: what lies before was not counted. */
  since: string | null
}

/** Events that have something in common with one event. */
export interface RelatedEvents {
  by: 'parent' | 'children' | 'request' | 'session' | 'batch' | 'correlation' | 'target'
  /** The query that shows them all, in the query language; null where the reader cannot ask for it. */
  query: string | null
  /** The nearest in time, at most 10, newest first, without the event itself. */
  rows: EventRow[]
  more: boolean
}

export interface SavedView {
  id: string
  name: string
  /** The query part of the log's address. */
  search: string
  shared: boolean
  /** Whether the reader made it, and may change it. */
  own: boolean
  ownerName: string
}

/** What an export would hold. */
export interface ExportPreview {
  /** Exact up to 10,000; above that `capped`. Null if counting took too long. */
  count: { value: number; capped: boolean } | null
  level: FieldLevel
  /** IANA name: of the local times in the file, and of the date in its name. */
  zone: string
  fileName: string
}

export interface ExportView {
  id: string
  requestedBy: string
  own: boolean
  format: 'csv' | 'ndjson'
  fileName: string
  /** The query part of the address that shows the same events. */
  search: string
  status: 'queued' | 'running' | 'ready' | 'failed' | 'cancelled' | 'expired'
  /** Somebody has asked it to stop, which takes a moment. */
  cancelling: boolean
  /** Whether its file holds the technical evidence. */
  level: FieldLevel
  /** Null while the events are not counted, and where there are too many to count. */
  total: number | null
  written: number
  bytes: number | null
  /** Hexadecimal. */
  sha256: string | null
  failure: string | null
  requestedAt: string
  finishedAt: string | null
  expiresAt: string | null
  downloads: number
}

/** For the BFF's list of actors. */
export interface ActorCount {
  key: string
  name: string | null
  email: string | null
  type: ActorType
  count: number
}
