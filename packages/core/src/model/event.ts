import type { Area } from './areas.ts'
import type { Change } from './change.ts'
import type { Json, JsonObject } from './json.ts'
import type { Operation } from './operations.ts'

export const actorTypes = ['user', 'staff', 'partner', 'api_key', 'service', 'system', 'anonymous'] as const
export type ActorType = (typeof actorTypes)[number]

export const outcomes = ['success', 'failure', 'denied'] as const
export type Outcome = (typeof outcomes)[number]

export const channels = ['ui', 'api', 'job', 'import', 'provider', 'sdk'] as const
export type Channel = (typeof channels)[number]

/** Somebody in an event, as they were when it happened. */
export interface Person {
  type: ActorType
  id: string | null
  email: string | null
  username: string | null
  name: string | null
  role: string | null
}

/** What an event was done to. The first of an event's targets is the primary one; the rest are linked. */
export interface Target {
  type: string
  id: string | null
  name: string | null
  revision: string | null
  relation: string | null
  /** http or https only. */
  url: string | null
}

export interface Http {
  method: string | null
  path: string | null
  status: number | null
}

/** A line of a file that caused the event. */
export interface FileLine {
  fileId: string
  line: number | null
}

/**
 * An event, complete and normalised: secrets removed, texts clean, times as `YYYY-MM-DDTHH:MM:SS.mmmZ`. What is not
 * known is null. This is what is hashed, stored and read back; `number` and `leafHash` are given by the log.
 */
export interface AuditEvent {
  id: string
  /** When it happened, as its source says. UTC, milliseconds. */
  occurredAt: string
  /** When we received it. UTC, milliseconds. */
  recordedAt: string
  /** What the source claimed, if that lay more than five minutes ahead of us (`occurredAt` is then `recordedAt`). */
  claimedAt: string | null

  action: string
  operation: Operation
  /** The source's own word where `operation` is `other`. */
  operationWord: string | null
  module: string
  area: Area | null
  activityType: string | null
  outcome: Outcome
  outcomeReason: string | null

  actor: Person
  onBehalfOf: Person | null
  assumedBy: Person | null
  customerId: string | null

  targets: Target[]

  description: string | null
  explanation: string | null
  reason: string | null
  purpose: string | null
  justification: string | null
  whyItMatters: string | null

  changes: Change[] | null
  snapshot: JsonObject | null
  details: JsonObject | null

  http: Http | null
  policyDecision: Json
  metadata: JsonObject | null

  /** As text: some systems report a service name here. */
  ip: string | null
  forwardedFor: string | null
  userAgent: string | null
  country: string | null
  sessionId: string | null
  requestId: string | null
  correlationId: string | null

  channel: Channel | null
  apiUsed: string | null
  provider: string | null
  expertMode: boolean | null
  bulkImport: FileLine | null
  cdr: FileLine | null
  batchId: string | null
  parentId: string | null
}

/** An event with its place in a log. */
export interface LoggedEvent extends AuditEvent {
  tenantId: string
  /** Gap-free, from 1, in the order of commits. Leaf index + 1. */
  number: number
  /** SHA-256, hex. */
  leafHash: string
}
