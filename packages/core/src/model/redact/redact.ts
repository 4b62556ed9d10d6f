import type { Change } from '../change.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { cleanText } from '../text.ts'
import { isCardNumber } from './cards.ts'
import { isHarmless } from './harmless.ts'
import { isAttribute, type OwnNames, ownNames, ruleOf, ruleOfPath } from './key-names.ts'
import { type KeyRule, searchRule } from './key-rule.ts'
import { redactedMark } from './mark.ts'
import { findNestedJson } from './nested.ts'
import { ruleOfPair, rulesOfHeaderList, segmentsOf } from './pairs.ts'
import { redactPlainText } from './redact-text.ts'

export interface RedactOptions {
  /** Names a tenant has added to the ones we know, in any case style. They count in objects, paths and parameters. */
  secretKeys: readonly string[]
}

/**
 * The same value without its secrets: those under keys that name one, and those that show what they are, at any depth,
 * in keys, in JSON inside texts and in texts of any kind. `[REDACTED]` stands in their place. What holds no secret is
 * returned as the same value. Doing it twice is the same as doing it once.
 */
export function redact(value: Json, { secretKeys }: RedactOptions): Json {
  return redactJson(value, walkOf(secretKeys))
}

/** `redact` for an object, which stays one. */
export function redactRecord(record: JsonObject, { secretKeys }: RedactOptions): JsonObject {
  return redactObject(record, null, walkOf(secretKeys))
}

/** `redact` for a text that is known to be one. */
export function redactText(text: string, { secretKeys }: RedactOptions): string {
  return redactString(text, walkOf(secretKeys))
}

/** `redact` for changes: a path through a secret hides both values, and leaves that they changed. */
export function redactChanges(changes: readonly Change[], { secretKeys }: RedactOptions): Change[] {
  const walk = walkOf(secretKeys)
  return changes.map((change) => {
    const rule = ruleOfPath(segmentsOf(change.path), walk.own)
    const clean: Change = { path: redactString(change.path, walk) }
    if (change.before !== undefined) clean.before = redactMember(change.before, rule, walk)
    if (change.after !== undefined) clean.after = redactMember(change.after, rule, walk)
    return clean
  })
}

interface Walk {
  own: OwnNames
  /** How many more times JSON inside a text inside JSON is read. */
  nestedMax: number
}

const nestedMax = 4

function walkOf(secretKeys: readonly string[]): Walk {
  return { own: ownNames(secretKeys), nestedMax }
}

function redactJson(value: Json, walk: Walk): Json {
  if (typeof value === 'string') return redactString(value, walk)
  if (typeof value === 'number') return isCardNumber(String(value)) ? redactedMark : value
  if (Array.isArray(value)) return redactArray(value, walk)
  return isJsonObject(value) ? redactObject(value, null, walk) : value
}

function redactMember(value: Json, rule: KeyRule | null, walk: Walk): Json {
  return rule ? hide(value, rule, walk) : redactJson(value, walk)
}

/** Applies the rule of a key to its value. */
function hide(value: Json, rule: KeyRule, walk: Walk): Json {
  if (value === null || value === '') return value
  if (typeof value === 'boolean') return rule.booleans ? redactedMark : value
  if (typeof value === 'string') return isKept(value, rule) ? redactString(value, walk) : redactedMark
  if (typeof value === 'number')
    return rule.numbers && !rule.except?.(String(value)) ? redactedMark : redactJson(value, walk)
  if (Object.keys(value).length === 0) return value
  if (rule.objects === 'replace') return redactedMark
  if (Array.isArray(value)) return mapList(value, (member) => hide(member, rule, walk))
  return redactObject(value, rule.objects === 'search' ? searchRule : null, walk)
}

function isKept(text: string, rule: KeyRule): boolean {
  return !rule.booleans && (isHarmless(text) || rule.except?.(text) === true)
}

function redactArray(list: Json[], walk: Walk): Json[] {
  // [["Authorization", "Bearer …"], …]
  const isPairs = list.every((member) => Array.isArray(member) && member.length === 2)
  return mapList(list, (member) =>
    isPairs && Array.isArray(member) ? redactHeaders(member, walk) : redactJson(member, walk),
  )
}

function redactHeaders(list: Json[], walk: Walk): Json[] {
  const rules = rulesOfHeaderList(list, walk.own)
  return mapList(list, (member, index) => redactMember(member, rules[index] ?? null, walk))
}

function redactObject(object: JsonObject, inherited: KeyRule | null, walk: Walk): JsonObject {
  const pair = ruleOfPair(object, walk.own)
  const names = new Set<string>()
  let isChanged = false
  const entries = Object.entries(object).map(([key, member]): [string, Json] => {
    const name = freeName(key.length > 8 ? redactString(key, walk) : key, names)
    names.add(name)
    const rule =
      ruleOf(key, walk.own) ??
      (name === key ? null : ruleOf(name, walk.own)) ??
      (pair?.keys.has(key.toLowerCase()) ? pair.rule : null) ??
      (inherited && !isAttribute(key) ? inherited : null)
    const isHeaderList =
      !rule && Array.isArray(member) && /headers$/i.test(key) && member.every((item) => typeof item === 'string')
    const clean = isHeaderList ? redactHeaders(member, walk) : redactMember(member, rule, walk)
    if (clean !== member || name !== key) isChanged = true
    return [name, clean]
  })
  return isChanged ? Object.fromEntries(entries) : object
}

function mapList(list: Json[], clean: (member: Json, index: number) => Json): Json[] {
  let isChanged = false
  const members = list.map((member, index) => {
    const result = clean(member, index)
    if (result !== member) isChanged = true
    return result
  })
  return isChanged ? members : list
}

/** Stands for JSON while the text around it is read: what is around may give the name of what is inside. */
const standIn = '\uE000'

/**
 * A mark may bring to light what it stands beside: JSON that can be read now, a value that ends elsewhere. Reading again
 * until nothing is found makes redaction idempotent; almost every text is done after one look.
 */
function redactString(text: string, walk: Walk): string {
  let clean = redactOnce(text, walk)
  if (walk.nestedMax < nestedMax) return clean
  for (let looks = 1, before = text; clean !== before && looks < 5; looks += 1) {
    before = clean
    clean = redactOnce(clean, walk)
  }
  return clean
}

function redactOnce(text: string, walk: Walk): string {
  if (walk.nestedMax === 0 || text.length <= 8) return redactPlainText(text, walk.own)
  const inner = { ...walk, nestedMax: walk.nestedMax - 1 }
  const nested = text.includes(standIn) ? null : findNestedJson(text)
  if (nested === null) return redactPlainText(redactEncoded(text, inner), walk.own)
  const value = redactJson(nested.value, inner)
  const json = value === nested.value ? nested.text : JSON.stringify(value)
  const around = redactPlainText(redactEncoded(nested.before + standIn + nested.after, inner), walk.own)
  return around.replace(standIn, () => json)
}

/** What is encoded in an address or a form hides nothing either. */
function redactEncoded(text: string, walk: Walk): string {
  if (!text.includes('%')) return text
  return text.replaceAll(/[^\s?&#=;"'<>]+/g, (value) => {
    const decoded = decode(value)
    if (decoded === value) return value
    const clean = redactString(decoded, walk)
    if (clean === decoded) return value
    return encodedLike(value, clean)
  })
}

const encodedMark = encodeURIComponent(redactedMark)

/** Signs that stood unencoded in the original stay so, and the mark is readable. */
function encodedLike(original: string, text: string): string {
  return encodeURIComponent(cleanText(text))
    .replaceAll(encodedMark, redactedMark)
    .replaceAll(/%[2-7][\dA-F]/g, (code) => (original.includes(decode(code)) ? decode(code) : code))
}

function decode(text: string): string {
  try {
    return text.includes('%') ? decodeURIComponent(text) : text
  } catch {
    // Not encoded after all, or cut off in the middle of a sign.
    return text
  }
}

/** Two names may be one without their secrets. The number stands in front: behind `password=` it would be one. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  let count = 2
  while (taken.has(`(${count}) ${name}`)) count += 1
  return `(${count}) ${name}`
}
