import { evidencePrefixes, type QueryWord, searchLengthMax, searchLine, searchMarks } from '@daybook/core/query'
import { and, like, not, or, type SQL, sql } from 'drizzle-orm'
import { events } from '../schema/index.ts'
import type { Scope } from '../scope.ts'
import { isFindable, nothing } from './findable.ts'

/** A word of the search: anywhere in the text for all, and the beginning of a word of the evidence for who may see it. */
export function wordCondition(scope: Scope, word: QueryWord): SQL | undefined {
  const term = searchLine(word.text)
  // A lone accent folds to nothing, and so asks for nothing.
  if (term === '' && isFindable(word.text)) return undefined
  const found = isSearchable(word.text) ? inTexts(scope, term) : nothing
  return word.not ? not(found) : found
}

function inTexts(scope: Scope, term: string): SQL {
  const inText = like(events.search, `%${escapedForLike(term)}%`)
  const asked = scope.level === 'evidence' ? inEvidence(evidencePrefixes(term)) : undefined
  return (asked && or(inText, asked)) ?? inText
}

/** Events whose evidence has a word that begins so, for each of these beginnings. */
export function inEvidence(beginnings: readonly string[]): SQL | undefined {
  if (beginnings.length === 0) return undefined
  const asked = beginnings.map((word) => `'${word.replaceAll(/['\\]/g, (sign) => sign + sign)}':*`).join(' & ')
  return sql`${events.searchEvidence} @@ ${asked}::tsquery`
}

// All names come before the rest, and those of the actor before those of the targets.
const names = sql`split_part(${events.search}, ${searchMarks.rest}, 1)`
const actorNames = sql`split_part(${names}, ${searchMarks.target}, 1)`

/** Events that have one of these texts in a name of the actor, or of a target; undefined when none can be in one. */
export function inNames(kind: 'actor' | 'target', texts: readonly string[]): SQL | undefined {
  const found = texts.filter(isSearchable).map((text) => {
    const term = escapedForLike(searchLine(text))
    const inName = kind === 'actor' ? like(actorNames, `%${term}%`) : like(names, `%${searchMarks.target}%${term}%`)
    // The first is what an index can look up.
    return and(like(events.search, `%${term}%`), inName)
  })
  return or(...found)
}

/** Whether a search text can hold this. */
export function isSearchable(text: string): boolean {
  const length = searchLine(text).length
  return isFindable(text) && length > 0 && length <= searchLengthMax
}

/** With nothing in it that a pattern takes for more than itself. */
export function escapedForLike(term: string): string {
  return term.replaceAll(/[\\%_]/g, (wildcard) => `\\${wildcard}`)
}
