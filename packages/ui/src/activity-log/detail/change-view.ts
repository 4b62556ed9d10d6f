import type { Change, Json, JsonObject, Operation } from '@daybook/core/model'

export interface Field {
  path: string
  value: Json
}

/** What stands over the two values of a change. */
export interface Sides {
  before: string
  after: string
}

/** How an event's values are told: all of them at its birth and its end, only what changed in between. */
export type ChangeView =
  | { kind: 'values'; title: string; struck: boolean; fields: Field[] }
  | { kind: 'changes'; title: string; sides: Sides; changes: Change[] }

interface Source {
  operation: Operation
  changes: Change[] | null
  snapshot: JsonObject | null
}

export function changeViews({ operation, changes, snapshot }: Source): ChangeView[] {
  const views: ChangeView[] = []
  const whole = snapshot ? Object.entries(snapshot).map(([path, value]) => ({ path, value })) : []
  const list = changes ?? []

  if (operation === 'create' && (whole.length > 0 || list.length > 0) && list.every((change) => !hasBefore(change))) {
    const fields = whole.length > 0 ? whole : list.map(({ path, after = null }) => ({ path, value: after }))
    return [{ kind: 'values', title: 'Values at creation', struck: false, fields }]
  }
  if (operation === 'delete' && (whole.length > 0 || list.length > 0) && list.every((change) => !hasAfter(change))) {
    const fields = whole.length > 0 ? whole : list.map(({ path, before = null }) => ({ path, value: before }))
    return [{ kind: 'values', title: 'Values at deletion', struck: true, fields }]
  }
  if (list.length > 0)
    views.push({ kind: 'changes', ...(headings[operation] ?? { title: 'Changes', sides }), changes: list })
  if (whole.length > 0) views.push({ kind: 'values', title: 'Values', struck: false, fields: whole })
  return views
}

const sides: Sides = { before: 'Before', after: 'After' }

/** Operations that are not a change of fields to those who do them say what they are. */
const headings: Partial<Record<Operation, { title: string; sides: Sides }>> = {
  transfer: { title: 'Handed over', sides: { before: 'From', after: 'To' } },
  assign: { title: 'Assigned', sides },
  unassign: { title: 'Taken away', sides },
  activate: { title: 'Switched on', sides },
  deactivate: { title: 'Switched off', sides },
}

/** So many changes are read as a list; more of them are gathered under the first word of their paths. */
export const listedChangesMax = 200

/** Changes under the top-level fields they belong to, in the order in which those come first. */
export function changesByField(changes: readonly Change[]): [string, Change[]][] {
  const groups = new Map<string, Change[]>()
  for (const change of changes) {
    const field = fieldWords(change.path)[0] ?? change.path
    const group = groups.get(field)
    if (group) group.push(change)
    else groups.set(field, [change])
  }
  return [...groups]
}

export function hasBefore(change: Change): boolean {
  return change.before !== undefined
}

export function hasAfter(change: Change): boolean {
  return change.after !== undefined
}

/**
 * `pacing.max_lines` → Pacing, Max lines; `members[u_42].role` → Members, u_42, Role. What names a member is kept as it
 * is.
 */
export function fieldWords(path: string): string[] {
  const words: string[] = []
  for (const match of path.matchAll(/\[([^\]]*)\]|[^.[\]]+/g)) {
    words.push(match[1] === undefined ? fieldWord(match[0]) : match[1])
  }
  return words.length > 0 ? words : [path]
}

/** `max_lines`, `maxLines` → `Max lines`; anything with other signs in it stays as it came. */
export function fieldWord(key: string): string {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(key)) return key
  const words = key
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[\s_]+/)
    .filter((word) => word !== '')
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
    .map((word) => acronyms.get(word) ?? word)
  const text = words.join(' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const acronyms = new Map(
  'ACL AI API CDR CRM CSV DID DNS HTTP ID IP IVR JSON MFA PIN SIP SLA SMS SSO TLS TTL URL UTC UUID VPN'
    .split(' ')
    .map((word) => [word.toLowerCase(), word]),
)
