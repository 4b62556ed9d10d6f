import { isJsonObject, type Json } from '@daybook/core/model'

export interface ArrayDelta {
  added: Json[]
  removed: Json[]
  /** Members of the same identity with other content. */
  changed: { before: Json; after: Json }[]
  kept: number
  /** The same members, in another order. */
  reordered: boolean
}

/** Two lists compared by who is in them, not by position. */
export function arrayDelta(before: readonly Json[], after: readonly Json[]): ArrayDelta {
  const waiting = new Map<string, Json[]>()
  for (const member of before) {
    const key = identityOf(member)
    waiting.set(key, [...(waiting.get(key) ?? []), member])
  }
  const delta: ArrayDelta = { added: [], removed: [], changed: [], kept: 0, reordered: false }
  for (const member of after) {
    const earlier = waiting.get(identityOf(member))?.shift()
    if (earlier === undefined) delta.added.push(member)
    else if (JSON.stringify(earlier) === JSON.stringify(member)) delta.kept += 1
    else delta.changed.push({ before: earlier, after: member })
  }
  for (const rest of waiting.values()) delta.removed.push(...rest)
  delta.reordered = delta.added.length + delta.removed.length + delta.changed.length === 0
  return delta
}

const identities = ['id', 'uuid', 'key', 'email', 'name'] as const

/** What a member is known by; a value without identity is its own. */
function identityOf(member: Json): string {
  if (isJsonObject(member)) {
    for (const name of identities) {
      const value = member[name]
      if (typeof value === 'string' || typeof value === 'number') return `${name}:${value}`
    }
  }
  return JSON.stringify(member)
}
