import type { AuditEvent } from './event.ts'

/** A piece of a sentence. A screen sets actors and targets apart, and may link them. */
export interface SentencePart {
  kind: 'text' | 'actor' | 'target' | 'count'
  text: string
}

/** What a sentence is made of. A row that does not hold the rest of an event can be told as well. */
export type Tellable = Pick<
  AuditEvent,
  'action' | 'operation' | 'operationWord' | 'module' | 'outcome' | 'actor' | 'targets'
> &
  Partial<Pick<AuditEvent, 'onBehalfOf' | 'assumedBy' | 'changes' | 'details'>>

export interface SentenceOptions {
  /** Whether the reader may see raw identifiers; they then stand in for names that are not known. */
  showIds?: boolean
}

export function describeEvent(_event: Tellable, _options: SentenceOptions = {}): SentencePart[] {
  throw new Error('not written yet')
}

export function sentenceText(parts: readonly SentencePart[]): string {
  return parts.map((part) => part.text).join('')
}
