import type { AuditEvent } from '../model/event.ts'
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts'

/** Each search text is capped, so that one huge event cannot fill an index. Characters, about 4 kB. */
export const searchLengthMax = 4000
/** Of a name; an event has few, and none of them is given up for a long description. */
const nameLengthMax = 1000
const wordLengthMax = 200
const wordLengthMin = 2

/**
 * What the lines of a search text begin with that hold a name of the actor, or of a target; and what the rest begins
 * with, which comes after all names. So one text answers both "anywhere" and "as a name". Control characters, of which
 * `searchLine` leaves none in what people wrote.
 */
export const searchMarks = { actor: '\u0001', target: '\u0002', rest: '\u0003' } as const

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII, which most texts are made of.
const plain = /^[\u0000-\u007F]*$/

/**
 * One case, without accents: `Müller` is found by `muller`, `straße` by `STRASSE`. The same folding is used for what is
 * asked. Folding a folded text changes nothing.
 */
export function fold(text: string): string {
  if (plain.test(text)) return text.toLowerCase()
  return (
    text
      .normalize('NFKD')
      .replaceAll(/\p{M}+/gu, '')
      // Up and down again: letters with two lower-case forms (`ß` and `ss`, `ı` and `i`) meet on the way.
      .toLowerCase()
      .toUpperCase()
      .toLowerCase()
      // A sigma is written differently at the end of a word, wherever the asked text ends.
      .replaceAll('ς', 'σ')
  )
}

/** A text as a search has it: folded, in one line with single spaces. The same is done to what is asked. */
export function searchLine(text: string): string {
  // Half a pair is stored as the replacement sign, and so is asked for as that.
  return fold(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD'))
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

/**
 * What every reader of a log may search: names, the action, what it was done to, what changed, and why. Nothing of the
 * technical evidence, or searching would tell what the page withholds. Lines: the names of the actor, then those of the
 * targets, then the rest.
 */
export function searchTextOf(event: AuditEvent): string {
  const { name, email, username } = event.actor
  const names = [
    ...[name, email, username].map((text) => markedLine(searchMarks.actor, text)),
    ...event.targets.map((target) => markedLine(searchMarks.target, target.name)),
  ].filter((line) => line !== null)

  const parts: string[] = []
  let length = 0
  const add = (text: string | null | undefined) => {
    const line = text && length < searchLengthMax ? searchLine(text) : ''
    if (line === '') return
    parts.push(line)
    length += line.length + 1
  }

  add(event.actor.role)
  for (const person of [event.onBehalfOf, event.assumedBy]) {
    add(person?.name)
    add(person?.email)
    add(person?.username)
    add(person?.role)
  }
  add(event.action)
  add(event.operationWord ?? event.operation)
  add(event.module.replaceAll('_', ' '))
  add(event.activityType)
  for (const target of event.targets) {
    add(target.type)
    add(target.revision)
    add(target.relation)
  }
  add(event.description)
  add(event.outcome)
  add(event.outcomeReason)
  for (const text of [event.reason, event.explanation, event.purpose, event.justification, event.whyItMatters])
    add(text)
  for (const text of [event.apiUsed, event.provider, event.bulkImport?.fileId, event.cdr?.fileId]) add(text)
  add(event.batchId)
  for (const change of event.changes ?? []) {
    add(change.path)
    leaves(change.before, add)
    leaves(change.after, add)
  }
  leaves(event.details, add)
  leaves(event.snapshot, add)
  // Names of fields last and once: many rows of one shape would crowd out what is in them.
  for (const name of namesOf(event.details, event.snapshot)) add(name)
  return [...names, searchMarks.rest + cut(parts.join('\n'), searchLengthMax)].join('\n')
}

function markedLine(mark: string, text: string | null): string | null {
  const line = text ? searchLine(text) : ''
  return line === '' ? null : mark + cut(line, nameLengthMax)
}

/** The words of the technical evidence, folded, each once: exact words and beginnings of words can be searched. */
export function evidenceWordsOf(event: AuditEvent): string[] {
  const words = new Set<string>()
  let length = 0
  const add = (text: string | null | undefined) => {
    if (!text || length > searchLengthMax) return
    for (const word of wordsOf(text)) {
      if (words.has(word)) continue
      length += word.length + 1
      if (length > searchLengthMax) return
      words.add(word)
    }
  }

  // First, so that no cap parts it from its event: an index looks countries up by their words.
  add(event.country)
  add(event.ip)
  for (const person of [event.actor, event.onBehalfOf, event.assumedBy]) add(person?.id)
  for (const id of [event.id, event.parentId, event.sessionId, event.requestId, event.correlationId]) add(id)
  add(event.customerId)
  for (const target of event.targets) {
    add(target.id)
    add(target.url)
  }
  add(event.forwardedFor)
  add(event.http?.path)
  add(event.http?.method)
  add(event.http?.status?.toString())
  add(event.userAgent)
  leaves(event.policyDecision, add)
  leaves(event.metadata, add)
  for (const name of namesOf(event.policyDecision, event.metadata)) add(name)
  return [...words]
}

/** The beginnings of words of the evidence that a term asks for, all of which it must have. */
export function evidencePrefixes(term: string): string[] {
  return [...new Set(wordsIn(term))]
}

function wordsOf(text: string): string[] {
  return wordsIn(text).filter((word) => word.length >= wordLengthMin)
}

function wordsIn(text: string): string[] {
  return fold(text)
    .split(/[\s\p{Cc}"'`{}[\]();,<>=|\\]+/u)
    .map((word) => cut(word, wordLengthMax))
    .filter((word) => word !== '')
}

/** At most that many UTF-16 units, and no half of a pair at the end: a database refuses one. */
function cut(text: string, max: number): string {
  return text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '')
}

function leaves(value: Json | undefined, add: (text: string) => void): void {
  if (value === null || value === undefined) return
  if (typeof value === 'string') add(value)
  else if (typeof value === 'number') add(String(value))
  else if (Array.isArray(value)) for (const item of value) leaves(item, add)
  else if (typeof value === 'object') for (const [, item] of fieldsOf(value)) leaves(item, add)
}

/** In one order: a database gives the fields of an object back in its own, and the texts are made again to verify them. */
function fieldsOf(value: JsonObject): [string, Json][] {
  return Object.entries(value).sort(([one], [two]) => (one < two ? -1 : 1))
}

/** The names of all fields in some values, each once. */
function namesOf(...values: Json[]): Set<string> {
  const names = new Set<string>()
  const walk = (value: Json) => {
    if (Array.isArray(value)) value.forEach(walk)
    else if (isJsonObject(value)) {
      for (const [name, item] of fieldsOf(value)) {
        names.add(name)
        walk(item)
      }
    }
  }
  for (const value of values) walk(value)
  return names
}
