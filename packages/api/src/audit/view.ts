import { createHash } from 'node:crypto'
import type { EventFilter, TimeRange } from '@daybook/core/query'
import { filterToSearch } from '@daybook/core/query'
import { z } from 'zod'
import type { Signer } from '../signer.ts'

const viewShape = z.object({
  tenantId: z.string(),
  sessionId: z.string(),
  /** Digest of the filter: other filters are another view. */
  filter: z.string(),
  /** The range as instants, so that "today" stays the day on which the view was opened. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** Highest number of the log when the view was opened. */
  upTo: z.number().int().nonnegative(),
})

/**
 * One look at a log, recorded when it was opened. Whoever presents it reads on without being recorded again; it works
 * for the session and tenant it was made for and for no other.
 */
export type View = z.infer<typeof viewShape>

const cursorShape = z.object({ view: viewShape, occurredAt: z.string(), number: z.number().int().positive() })

/** Where a page of a view ended. */
export type Cursor = z.infer<typeof cursorShape>

export function filterDigest(filter: EventFilter): string {
  return createHash('sha256').update(filterToSearch(filter).toString()).digest('base64url').slice(0, 22)
}

export function signView(signer: Signer, view: View): string {
  return signer.sign('audit.view', view)
}

export function signCursor(signer: Signer, cursor: Cursor): string {
  return signer.sign('audit.cursor', cursor)
}

interface Holder {
  tenantId: string
  sessionId: string
}

/** The view of a token, or null: not ours, or made for somebody else. */
export function readView(signer: Signer, token: string | undefined, holder: Holder): View | null {
  const view = token ? signer.read('audit.view', token, viewShape) : null
  return view && isHeldBy(view, holder) ? view : null
}

export function readCursor(signer: Signer, token: string, holder: Holder): Cursor | null {
  const cursor = signer.read('audit.cursor', token, cursorShape)
  return cursor && isHeldBy(cursor.view, holder) ? cursor : null
}

function isHeldBy(view: View, { tenantId, sessionId }: Holder): boolean {
  return view.tenantId === tenantId && view.sessionId === sessionId
}

export function rangeOf(view: View): TimeRange {
  return { from: view.from ? new Date(view.from) : null, to: view.to ? new Date(view.to) : null }
}
