import type { AuditEvent, Json } from '../model/index.ts'

/** Each search text is capped, so that one huge event cannot fill an index. Characters, about 4 kB. */
const searchLengthMax = 4000
const wordLengthMax = 200
const wordLengthMin = 2

/** Lower case, without accents: `Müller` is found by `muller`. The same folding is used for what is asked. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
}

/**
 * What every reader of a log may search: names, the action, what it was done to, what changed, and why. Nothing of the
 * technical evidence, or searching would tell what the page withholds.
 */
export function searchTextOf(event: AuditEvent): string {
  const parts: string[] = []
  const add = (text: string | null | undefined) => {
    if (text) parts.push(text)
  }

  for (const person of [event.actor, event.onBehalfOf, event.assumedBy]) {
    add(person?.name)
    add(person?.email)
    add(person?.username)
    add(person?.role)
  }
  add(event.action)
  add(event.operationWord ?? event.operation)
  add(event.module.replaceAll('_', ' '))
  for (const target of event.targets) {
    add(target.type)
    add(target.name)
  }
  add(event.description)
  add(event.outcome)
  add(event.outcomeReason)
  for (const text of [event.reason, event.explanation, event.purpose, event.justification, event.whyItMatters])
    add(text)
  for (const change of event.changes ?? []) {
    add(change.path)
    leaves(change.before, add)
    leaves(change.after, add)
  }
  leaves(event.details, add)
  leaves(event.snapshot, add)
  return fold(parts.join('\n')).slice(0, searchLengthMax)
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

  add(event.ip)
  for (const person of [event.actor, event.onBehalfOf, event.assumedBy]) add(person?.id)
  for (const target of event.targets) add(target.id)
  for (const id of [event.id, event.sessionId, event.requestId, event.correlationId, event.customerId]) add(id)
  add(event.forwardedFor)
  add(event.country)
  add(event.http?.path)
  add(event.userAgent)
  leaves(event.policyDecision, add)
  leaves(event.metadata, add)
  return [...words]
}

/** The words a search asks for: separated by white space, `"quoted words"` together. Folded as the texts are. */
export function searchTerms(question: string): string[] {
  const terms = [...question.matchAll(/"([^"]+)"|(\S+)/g)].map((match) => fold((match[1] ?? match[2] ?? '').trim()))
  return [...new Set(terms.filter((term) => term !== ''))].slice(0, 10)
}

function wordsOf(text: string): string[] {
  return fold(text)
    .split(/[\s"'`{}[\]();,<>=|\\]+/u)
    .filter((word) => word.length >= wordLengthMin)
    .map((word) => word.slice(0, wordLengthMax))
}

function leaves(value: Json | undefined, add: (text: string) => void): void {
  if (value === null || value === undefined) return
  if (typeof value === 'string') add(value)
  else if (typeof value === 'number') add(String(value))
  else if (Array.isArray(value)) for (const item of value) leaves(item, add)
  else if (typeof value === 'object') for (const item of Object.values(value)) leaves(item, add)
}
