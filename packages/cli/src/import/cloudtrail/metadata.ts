import { isJsonObject, type Json, type JsonObject, jsonDepthMax, jsonKeysMax, measureJson } from '@daybook/core/model'

/** What an event may weigh as JSON, and a margin for what recording adds to it. */
const eventBytesMax = 256 * 1024 - 4 * 1024
const keysMargin = 4

interface Room {
  bytes: number
  keys: number
}

/** Top level of the record: event, metadata, then the record's own fields. */
const levelsAbove = 2

/**
 * A record as the metadata of its event: whole, unless the event would be more than an event may be. Then the heaviest
 * parts give way to a line that says what stood there, and `importNote` says that the record is not whole.
 */
export function metadataFor(record: JsonObject, event: object): JsonObject {
  const room = { bytes: eventBytesMax - bytesOf(event), keys: jsonKeysMax - keysMargin - measureJson(event).keys }
  const flat = flattened(record, jsonDepthMax - levelsAbove)
  if (flat === record && fits(record, room)) return record

  const kept = fitted(isJsonObject(flat) ? flat : {}, room)
  return {
    ...kept,
    importNote: 'The record is more than an event may hold. Parts of it were left out; each says so in its place.',
  }
}

function fitted(record: JsonObject, room: Room): JsonObject {
  const kept = { ...record }
  // First parts of the request, of the answer and the like, then such fields whole: as much as possible stays.
  for (const [field, value] of Object.entries(kept)) if (isJsonObject(value)) kept[field] = { ...value }
  const inner = Object.values(kept).filter(isJsonObject)
  for (const parents of [inner, [kept]]) {
    while (!fits(kept, room)) if (!cutHeaviest(parents)) break
  }
  for (const field of Object.keys(kept).toReversed()) {
    if (fits(kept, room)) break
    delete kept[field]
  }
  return kept
}

/** Replaces the heaviest member of all parents. False when nothing is left that would be lighter for it. */
function cutHeaviest(parents: JsonObject[]): boolean {
  const members = parents.flatMap((parent) =>
    Object.entries(parent).map(([field, value]) => ({ parent, field, value, weight: weightOf(value) })),
  )
  const heaviest = members.reduce<(typeof members)[number] | null>(
    (most, member) => (most === null || member.weight > most.weight ? member : most),
    null,
  )
  if (heaviest === null || heaviest.weight <= lightest) return false
  heaviest.parent[heaviest.field] = leftOut(heaviest.value)
  return true
}

/** Above this a part weighs more than the line that takes its place. */
const lightest = 200

/** Bytes, and keys as if one took what they take of their limit. */
function weightOf(value: Json): number {
  return Math.max(bytesOf(value), (measureJson(value).keys * eventBytesMax) / jsonKeysMax)
}

function leftOut(value: Json): string {
  const { keys } = measureJson(value)
  return `Left out on import: ${keys > 0 ? `${keys} keys, ` : ''}${bytesOf(value)} bytes.`
}

/** The value itself if it is shallow enough, else a copy without what lies deeper. */
function flattened(value: Json, levels: number): Json {
  if (typeof value !== 'object' || value === null || measureJson(value).depth <= levels) return value
  if (levels === 0) return leftOut(value)
  if (Array.isArray(value)) return value.map((member) => flattened(member, levels - 1))
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, flattened(member, levels - 1)]))
}

function fits(record: JsonObject, room: Room): boolean {
  return bytesOf(record) <= room.bytes && measureJson(record).keys <= room.keys
}

function bytesOf(value: object | Json): number {
  return Buffer.byteLength(JSON.stringify(value))
}
