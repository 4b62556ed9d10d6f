/** Any JSON value, after `normaliseJson`: no NUL, no lone surrogate, no number that cannot be written back. */
export type Json = null | boolean | number | string | Json[] | JsonObject

export interface JsonObject {
  [key: string]: Json
}

/** How deep an event may be nested, the event itself counted. */
export const jsonDepthMax = 32
/** How many keys an event may have, those of all its objects counted together. */
export const jsonKeysMax = 500

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a value is JSON and no deeper than an event may be, so that walking it recursively is safe. */
export function isJson(value: unknown, levels: number = jsonDepthMax): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || levels === 0) return false
  if (Array.isArray(value)) return value.every((member) => isJson(member, levels - 1))
  if (!isPlain(value)) return false
  // A program may hold a field as undefined: it counts as absent.
  return Object.values(value).every((member) => member === undefined || isJson(member, levels - 1))
}

/** Dates, maps and class instances are not JSON: what they would become is their sender's decision. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

export interface JsonSize {
  depth: number
  keys: number
}

/** Levels of nesting (a text has none, `[]` has one) and keys of all objects together. */
export function measureJson(value: unknown): JsonSize {
  const size: JsonSize = { depth: 0, keys: 0 }
  measure(value, 1, size)
  return size
}

function measure(value: unknown, level: number, size: JsonSize): void {
  if (typeof value !== 'object' || value === null) return
  if (level > size.depth) size.depth = level
  if (!Array.isArray(value)) size.keys += Object.keys(value).length
  for (const member of Object.values(value)) measure(member, level + 1, size)
}
