import { createHash } from 'node:crypto'
import { type EventFilter, filterToSearch, isSort, type Sort, type TimeRange } from '@daybook/core/query'
import type { SortPosition } from '@daybook/db'
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
  /** Highest number that the view shows. */
  upTo: z.number().int().nonnegative(),
  /** The event of a look that was still to rest (`isOnRecord`); null where it was recorded when it was opened. */
  look: z.uuid().nullable().default(null),
})

/**
 * One look at a log, on record. Whoever presents it reads on without being recorded again; it works
 * for the session and tenant it was made for and for no other.
 */
export type View = z.infer<typeof viewShape>

/** A view as it is handed out: with its filter as it stands in the address; null where that is too long to carry. */
const tokenShape = viewShape.extend({ asked: z.string().nullable().default(null) })
const askedMax = 600

/** The place of an event in a sorted log: milliseconds, number, and the value it is sorted by where that is not time. */
const placeShape = z.tuple([z.number().int(), z.number().int().positive(), z.string().nullable()])
type Place = z.infer<typeof placeShape>

const cursorShape = z.object({
  view: viewShape,
  sort: z.string().refine(isSort),
  /** The page begins after this place; null for the first page. */
  after: placeShape.nullable(),
  /** Where the pages before it began, so that there is a way back. */
  trail: z.array(placeShape.nullable()),
})

/** Where a page of a view begins. */
export type Cursor = z.infer<typeof cursorShape>

/** Pages one can go back, before the way back leads to the first. */
const trailMax = 20

export function filterDigest(filter: EventFilter): string {
  return createHash('sha256').update(filterToSearch(filter).toString()).digest('base64url').slice(0, 22)
}

export function signView(signer: Signer, view: View, filter: EventFilter): string {
  const asked = filterToSearch(filter).toString()
  return signer.sign('audit.view', { ...view, asked: asked.length <= askedMax ? asked : null })
}

/** Characters of a cursor that has a way back. It stands in an address, and names can be long. */
const cursorMax = 6000

/** With as much of the way back as fits. */
function signCursor(signer: Signer, { trail, ...cursor }: Cursor): string {
  const token = signer.sign('audit.cursor', { ...cursor, trail })
  return token.length > cursorMax && trail.length > 0 ? signCursor(signer, { ...cursor, trail: trail.slice(1) }) : token
}

/** The cursor of the first page of a view: what stands in for it when none was given. */
export function firstPage(view: View, sort: Sort): Cursor {
  return { view, sort, after: null, trail: [] }
}

export function nextPage(signer: Signer, current: Cursor, position: SortPosition): string {
  const trail = [...current.trail, current.after].slice(-trailMax)
  return signCursor(signer, { ...current, after: placeOf(position), trail })
}

/** Null where the page is the first. */
export function previousPage(signer: Signer, current: Cursor): string | null {
  if (current.after === null) return null
  const after = current.trail.at(-1) ?? null
  return signCursor(signer, { ...current, after, trail: current.trail.slice(0, -1) })
}

/** The same page of the same look, which now reaches further. */
export function extendPage(signer: Signer, cursor: Cursor, upTo: number): string {
  return signCursor(signer, { ...cursor, view: { ...cursor.view, upTo } })
}

export function positionOf({ after }: Cursor): SortPosition | undefined {
  if (after === null) return undefined
  const [at, number, key] = after
  return { occurredAt: new Date(at), number, key }
}

function placeOf({ occurredAt, number, key }: SortPosition): Place {
  return [occurredAt.getTime(), number, key ?? null]
}

interface Holder {
  tenantId: string
  sessionId: string
}

/** The view of a token, or null: not ours, or made for somebody else. */
export function readView(
  signer: Signer,
  token: string | undefined,
  holder: Holder,
): (View & { asked: string | null }) | null {
  const view = token ? signer.read('audit.view', token, tokenShape) : null
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
