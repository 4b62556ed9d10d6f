import type { Change } from './change.ts'
import { diffList } from './diff-list.ts'
import { isJsonObject, type Json, type JsonObject } from './json.ts'
import { joinKey } from './path.ts'

/**
 * What changed between two states of a record: only the fields that differ, each with its value before and after.
 *
 * Members of a list are matched by what identifies them (`id`, `key`, `uuid`, `slug`, `name` or `email`, the first that
 * all have and no two share), and named by it: `members[u_42].role`. Their order does not count. Objects without
 * identity are named by their position in the new list, those that are gone by the one in the old list. Any other list
 * (of texts, of numbers) is one field: its order may mean something.
 */
export function diffRecords(before: JsonObject, after: JsonObject): Change[] {
  return diffObject('', before, after)
}

function diffObject(path: string, before: JsonObject, after: JsonObject): Change[] {
  const changes: Change[] = []
  for (const [key, value] of Object.entries(before)) {
    const member = joinKey(path, key)
    const now = Object.hasOwn(after, key) ? after[key] : undefined
    changes.push(...(now === undefined ? [{ path: member, before: value }] : diffValue(member, value, now)))
  }
  for (const [key, value] of Object.entries(after)) {
    if (!Object.hasOwn(before, key)) changes.push({ path: joinKey(path, key), after: value })
  }
  return changes
}

function diffValue(path: string, before: Json, after: Json): Change[] {
  if (isJsonObject(before) && isJsonObject(after)) return diffObject(path, before, after)
  if (Array.isArray(before) && Array.isArray(after)) return diffList({ path, before, after }, diffObject)
  return before === after ? [] : [{ path, before, after }]
}
