import type { Json, JsonObject } from './json.ts'

const replaced = '\uFFFD'
// Without the u flag halves of pairs are seen one by one: most texts have none, and this look is quick.
const surrogates = /[\ud800-\udfff]/
// With the u flag a complete pair is one code point: only halves of broken pairs are surrogates.
const loneSurrogates = /\p{Surrogate}/gu

/**
 * Text that can be stored, hashed and read back unchanged: without NUL (PostgreSQL refuses it), and with U+FFFD for
 * each half of a broken surrogate pair (UTF-8 cannot carry one). NUL goes first: it may stand between two halves.
 */
export function cleanText(text: string): string {
  if (!text.includes('\u0000') && !surrogates.test(text)) return text
  return text.replaceAll('\u0000', '').replaceAll(loneSurrogates, replaced)
}

/**
 * Any value a program holds as JSON that can be stored, hashed and read back unchanged: texts and keys are cleaned, a
 * number that JSON cannot write becomes the text of it, undefined counts as absent. Keys that become equal by cleaning
 * are told apart by a number, so that no value is lost.
 */
export function normaliseJson(value: unknown): Json {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value === 'boolean' || value === null || value === undefined) return value ?? null
  if (typeof value === 'number') return normaliseNumber(value)
  if (Array.isArray(value)) return value.map(normaliseJson)
  if (typeof value === 'object') return normaliseObject(value)
  return typeof value === 'bigint' ? value.toString() : null
}

/** `normaliseJson` for a value made of nothing but JSON, which keeps its shape. */
export function mendTexts<T>(value: T): T {
  return normaliseJson(value) as T
}

function normaliseObject(value: object): JsonObject {
  const entries: [string, Json][] = []
  const taken = new Set<string>()
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue
    const name = freeKey(cleanText(key), taken)
    taken.add(name)
    entries.push([name, normaliseJson(member)])
  }
  // fromEntries defines own properties: a key `__proto__` stays data.
  return Object.fromEntries(entries)
}

/** The key itself, or `key (2)` and so on when it is taken. */
export function freeKey(key: string, taken: ReadonlySet<string>): string {
  if (!taken.has(key)) return key
  let count = 2
  while (taken.has(`${key} (${count})`)) count += 1
  return `${key} (${count})`
}

function normaliseNumber(value: number): Json {
  if (!Number.isFinite(value)) return String(value)
  return value === 0 ? 0 : value
}
