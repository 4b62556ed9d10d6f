/** Somebody in an event, as they were when it happened. */
export interface Person {
  /** `user` unless told otherwise. */
  type?: 'user' | 'staff' | 'partner' | 'api_key' | 'service' | 'system' | 'anonymous'
  id?: string | number
  email?: string
  username?: string
  name?: string
  role?: string
}

/** What something was done to. */
export interface Target {
  /** The noun of the action unless told otherwise: `campaign.updated` was done to a `campaign`. */
  type?: string
  id?: string | number
  name?: string
  revision?: string | number
  /** What it has to do with the event, where it is not the primary target. */
  relation?: string
  /** http or https. */
  url?: string
}

export interface Change {
  path: string
  before?: unknown
  after?: unknown
}

export interface FileLine {
  fileId: string | number
  line?: number
}

/**
 * One thing that somebody did. Only `action` and `actor` are needed. What stands under a name like `password` or `token`
 * is removed by the recorder before anything is stored.
 */
export interface DaybookEvent {
  /** A UUID; a new one by default. The same id is never recorded twice. */
  id?: string
  /** Only with a key that works for several tenants, and only the tenant the client was made for. */
  tenant?: string
  /** When it happened; the time of the call by default. */
  occurredAt?: Date | string

  /** `noun.past_tense`: `campaign.updated`. */
  action: string
  operation?: string
  module?: string
  area?: string
  activityType?: string
  /** `success` unless told otherwise. */
  outcome?: 'success' | 'failure' | 'denied'
  outcomeReason?: string

  actor: Person
  onBehalfOf?: Person
  assumedBy?: Person
  customerId?: string | number

  /** One target, or several; not both. */
  target?: Target
  targets?: readonly Target[]

  /** Before and after, of which Daybook keeps what differs; or the changes themselves; not both. */
  before?: object
  after?: object
  changes?: readonly Change[]
  snapshot?: object
  details?: object

  description?: string
  explanation?: string
  reason?: string
  purpose?: string
  justification?: string
  whyItMatters?: string

  http?: { method?: string; path?: string; status?: number }
  policyDecision?: unknown
  metadata?: object

  ip?: string
  forwardedFor?: string
  userAgent?: string
  country?: string
  sessionId?: string | number
  requestId?: string | number
  correlationId?: string | number

  /** `sdk` unless told otherwise. */
  channel?: 'ui' | 'api' | 'job' | 'import' | 'provider' | 'sdk'
  apiUsed?: string
  provider?: string
  expertMode?: boolean
  bulkImport?: FileLine
  cdr?: FileLine
  batchId?: string | number
  parentId?: string | number
}

/** Proof that an event is in the log: its number there, its id, and the hash that commits to its content. */
export interface Receipt {
  number: number
  id: string
  /** SHA-256, hexadecimal. */
  leafHash: string
}
