import { nearestOf } from './nearest.ts'
import { isQueryKey, type QueryKey, queryKeyNames, queryKeys } from './query-keys.ts'

/** Events whose `key` is one of `values`; with `not`, those of which it is none. */
export interface QueryTerm {
  kind: 'term'
  key: QueryKey
  not: boolean
  values: readonly string[]
}

/** Events whose text holds this, words together; with `not`, those whose text does not. */
export interface QueryWord {
  kind: 'word'
  text: string
  not: boolean
}

/**
 * What is asked of a log, in the order it was written: all items count. In the form `parseQuery` gives, a key has at
 * most one term and one negated term, and nothing stands there twice.
 */
export type Query = readonly (QueryTerm | QueryWord)[]

/** A part of a query that cannot be used, and why. The rest of the query is unharmed. */
export interface QueryProblem {
  /** As it was written. */
  text: string
  message: string
}

/** Characters of a query, as it is written and as `printQuery` writes it; and values of one key. */
export const queryLengthMax = 2000
export const queryValuesMax = 50
/** Words of a query. Each is a condition of its own: hundreds of them take a database seconds to plan. */
export const queryWordsMax = 50

/**
 * Reads the query language: words, `"words together"`, `key:value`, `key:one,other`, `key:"with spaces"`, each with a
 * `-` before it for what is not wanted. A key or value that does not exist is named in `problems` and left out.
 */
export function parseQuery(text: string): { query: Query; problems: QueryProblem[] } {
  const items: (QueryTerm | QueryWord)[] = []
  const problems: QueryProblem[] = []
  for (const token of tokensOf(text)) {
    if (token.key === null) addWord(items, { kind: 'word', text: token.values[0] ?? '', not: token.not })
    else addTerm(items, problems, { ...token, key: token.key })
  }
  const words = items.filter((item) => item.kind === 'word')
  const tooMany = new Set<QueryTerm | QueryWord>(words.slice(queryWordsMax))
  if (tooMany.size > 0)
    problems.push({
      text: '…',
      message: `Only the first ${queryWordsMax} words are used. For a sentence, put it in quotes.`,
    })
  const kept = items.filter((item) => !tooMany.has(item))
  // Quoted and escaped, it may have become longer than it was.
  const query = fittingQuery(kept)
  if (text.length > queryLengthMax || query.length < kept.length)
    problems.push({ text: '…', message: `Only what fits into ${queryLengthMax} characters is used.` })
  return { query, problems }
}

/** The items of a query that fit into its length when it is printed, in their order. */
export function fittingQuery(query: Query): Query {
  let length = 0
  return query.filter((item) => {
    const longer = length + (length > 0 ? 1 : 0) + printItem(item).length
    if (longer > queryLengthMax) return false
    length = longer
    return true
  })
}

/** A value as a query has it, or null when it is none of its key. */
export function readValue(key: QueryKey, text: string): string | null {
  const value = clean(text)
  return value === '' ? null : queryKeys[key].read(value)
}

function addWord(items: (QueryTerm | QueryWord)[], word: QueryWord): void {
  const known = items.some((item) => item.kind === 'word' && item.text === word.text && item.not === word.not)
  if (word.text !== '' && !known) items.push(word)
}

function addTerm(
  items: (QueryTerm | QueryWord)[],
  problems: QueryProblem[],
  { raw, key, not, values }: Token & { key: string },
): void {
  if (!isQueryKey(key)) {
    problems.push({ text: raw, message: unknownKey(key) })
    return
  }
  const kept: string[] = []
  for (const value of values) {
    const read = readValue(key, value)
    if (read !== null) kept.push(read)
    else problems.push({ text: raw, message: `“${shortened(value)}” is not a value of ${key}. ${queryKeys[key].hint}` })
  }
  const place = items.findIndex((item) => item.kind === 'term' && item.key === key && item.not === not)
  const before = items[place]
  const all = [...new Set([...(before?.kind === 'term' ? before.values : []), ...kept])]
  if (all.length > queryValuesMax)
    problems.push({ text: raw, message: `Only the first ${queryValuesMax} values of ${key} are used.` })
  if (all.length === 0) return
  const term: QueryTerm = { kind: 'term', key, not, values: all.slice(0, queryValuesMax) }
  if (place === -1) items.push(term)
  else items[place] = term
}

interface Token {
  raw: string
  /** As written, lower-case; null for a word. */
  key: string | null
  not: boolean
  /** Of a word: the one text. */
  values: string[]
}

const quoted = String.raw`"(?:[^"\\]|\\.)*(?:"|\\?$)`
const keyPattern = '[A-Za-z_]+:(?!//)'
const tokenPattern = new RegExp(
  String.raw`(-?)(?:(${keyPattern})((?:${quoted}|[^\s",]+|,)*)|(${quoted})|([^\s"]\S*))`,
  'gs',
)
const valuePattern = new RegExp(String.raw`(${quoted}|[^\s",]+)`, 'gs')

/** Of a text that is too long, the parts that are whole within its length. */
function tokensOf(text: string): Token[] {
  const cut = text.slice(0, queryLengthMax)
  const found = [...cut.matchAll(tokenPattern)]
  const whole = cut === text ? found : found.filter(({ index, 0: raw }) => index + raw.length < cut.length)
  return whole.map(([raw, minus, key, values = '', phrase, bare]) => {
    const not = minus === '-'
    if (key === undefined)
      return { raw, key: null, not, values: [clean(phrase === undefined ? (bare ?? '') : unquoted(phrase))] }
    const list = [...values.matchAll(valuePattern)].map(([value]) => clean(unquoted(value)))
    return { raw, key: key.slice(0, -1).toLowerCase(), not, values: list.length > 0 ? list : [''] }
  })
}

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text
  return text
    .replace(/^"/, '')
    .replace(/(?<!\\)((?:\\\\)*)"$/, '$1')
    .replaceAll(/\\(.)/gs, '$1')
}

/** One line, one space: what people paste. Half a pair of surrogates cannot be stored and so cannot be found. */
function clean(text: string): string {
  return text
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

/** The text that reads back as this query. */
export function printQuery(query: Query): string {
  return query.map(printItem).join(' ')
}

function printItem(item: QueryTerm | QueryWord): string {
  const sign = item.not ? '-' : ''
  if (item.kind === 'term') return `${sign}${item.key}:${item.values.map(printValue).join(',')}`
  return sign + (isPlainWord(item.text) ? item.text : quote(item.text))
}

function printValue(value: string): string {
  // What begins with two slashes would be read as an address (`https://…`), which is a word.
  return /[\s",]|^\/\//.test(value) ? quote(value) : value
}

function isPlainWord(text: string): boolean {
  return !/[\s"]/.test(text) && !text.startsWith('-') && !new RegExp(`^${keyPattern}`).test(text)
}

/** A text as the language has it where it holds spaces, commas or signs. */
export function quote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, (sign) => `\\${sign}`)}"`
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79).replace(/[\uD800-\uDBFF]$/, '')}…` : text
}

function unknownKey(key: string): string {
  const near = nearestOf(queryKeyNames, key)
  const meant = near ? ` Did you mean ${near}?` : ''
  return `There is no key “${shortened(key)}”.${meant} To search for the text itself, put it in quotes.`
}
