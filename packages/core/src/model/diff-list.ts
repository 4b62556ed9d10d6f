import canonicalize from 'canonicalize'
import { create } from 'jsondiffpatch'
import type { Change } from './change.ts'
import { isJsonObject, type Json, type JsonObject } from './json.ts'
import { joinMember } from './path.ts'

export interface TwoLists {
  path: string
  before: Json[]
  after: Json[]
}

type DiffObject = (path: string, before: JsonObject, after: JsonObject) => Change[]

/** How two states of a list differ; `diffRecords` tells how its members are matched and named. */
export function diffList(lists: TwoLists, diffObject: DiffObject): Change[] {
  const { path, before, after } = lists
  if (textOf(before) === textOf(after)) return []
  if (before.every(isJsonObject) && after.every(isJsonObject)) {
    const identity = identityOf(before, after)
    if (identity !== null) return diffIdentified({ path, before, after, identity }, diffObject)
    // Aligning takes time and memory by the product of the lengths.
    if (before.length <= 200 && after.length <= 200) return diffPlaced({ path, before, after }, diffObject)
  }
  return [{ path, before, after }]
}

function textOf(value: Json): string {
  return canonicalize(value) ?? 'null'
}

const identityKeys = ['id', 'key', 'uuid', 'slug', 'name', 'email'] as const

/** The first key by which the members of either list can be told apart. */
function identityOf(before: JsonObject[], after: JsonObject[]): string | null {
  return identityKeys.find((key) => isUnique(before, key) && isUnique(after, key)) ?? null
}

function isUnique(members: JsonObject[], key: string): boolean {
  const names = members.map((member) => nameOf(member, key))
  return !names.includes(null) && new Set(names).size === names.length
}

function nameOf(member: JsonObject, key: string): string | null {
  const name = Object.hasOwn(member, key) ? member[key] : null
  return (typeof name === 'string' && name !== '') || typeof name === 'number' ? String(name) : null
}

interface ObjectLists {
  path: string
  before: JsonObject[]
  after: JsonObject[]
}

function diffIdentified(
  { path, before, after, identity }: ObjectLists & { identity: string },
  diffObject: DiffObject,
): Change[] {
  const named = (members: JsonObject[]) => new Map(members.map((member) => [nameOf(member, identity) ?? '', member]))
  const [old, now] = [named(before), named(after)]
  const kept = [...old].flatMap(([name, member]) => {
    const current = now.get(name)
    const memberPath = joinMember(path, name)
    return current ? diffObject(memberPath, member, current) : [{ path: memberPath, before: member }]
  })
  const added = [...now].filter(([name]) => !old.has(name))
  return [...kept, ...added.map(([name, member]) => ({ path: joinMember(path, name), after: member }))]
}

/** Members are aligned as texts: equal ones are equal texts, and no key of theirs can confuse the library. */
const aligner = create({ arrays: { detectMove: false } })

/** Between two members that stayed, those that went and those that came are taken for altered, one by one. */
function diffPlaced({ path, before, after }: ObjectLists, diffObject: DiffObject): Change[] {
  const places = new Set(Object.keys(aligner.diff(before.map(textOf), after.map(textOf)) ?? {}))
  const changes: Change[] = []
  let [old, now] = [0, 0]
  while (old < before.length || now < after.length) {
    const isGone = places.has(`_${old}`)
    const isNew = places.has(String(now))
    const [member, current] = [before[old], after[now]]
    if (isGone && isNew && member && current) changes.push(...diffObject(joinMember(path, now), member, current))
    else if (isGone && member) changes.push({ path: joinMember(path, old), before: member })
    else if (isNew && current) changes.push({ path: joinMember(path, now), after: current })
    if (isGone || !isNew) old += 1
    if (isNew || !isGone) now += 1
  }
  return changes
}
