import type { EndReason, SessionMethod, SessionStatus } from '@daybook/db'

/** A session as its reader may see it. What belongs to the evidence is null for readers of level `log`. */
export interface SessionView {
  /** Public id. Evidence. */
  id: string | null
  user: { id: string | null; name: string; email: string }
  /** Evidence; null also where it was not recorded. */
  ip: string | null
  userAgent: string | null
  method: SessionMethod | null
  /** ISO 8601, like all times here. */
  createdAt: string
  /** Exact to a minute. */
  lastActiveAt: string
  /** The absolute limit. */
  expiresAt: string
  status: SessionStatus
  ended: SessionEnd | null
  /** The one that this was asked in. */
  current: boolean
  /** Of whoever asks. */
  own: boolean
}

export interface SessionEnd {
  at: string
  reason: EndReason
  /** Null when nobody did, such as when it expired, or where whoever did is not known here. */
  by: { name: string; self: boolean } | null
  note: string | null
}

export interface SessionPage {
  rows: SessionView[]
  /** Null when there are no more. */
  nextCursor: string | null
  /** Exact up to 10,000. */
  count: { value: number; capped: boolean }
  level: 'log' | 'evidence'
  /** Who asks, by the id of `user`. Evidence. */
  self: string | null
}

/** What a revocation came to. */
export interface Revocation {
  revoked: number
  /** Had ended before, each told in a sentence. */
  already: string[]
}
