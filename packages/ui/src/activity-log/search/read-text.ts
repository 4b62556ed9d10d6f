import type { FieldLevel } from '@daybook/api/shared'
import {
  isQueryKey,
  nearestOf,
  parseQuery,
  printQuery,
  type Query,
  type QueryKey,
  queryKeyNames,
  queryKeys,
} from '@daybook/core/query'
import { visibleText } from '../../text/hidden-characters.ts'
import type { CaretToken } from './caret-token.ts'
import { fixedValues } from './suggestions.ts'

export interface Advice {
  message: string
  /** What can be done about it with one press, best first: a name for it, and the text it leads to. */
  fixes: { label: string; text: string }[]
}

/** Words that people write for our keys. */
const otherNames: Record<string, QueryKey> = {
  user: 'actor',
  who: 'actor',
  by: 'actor',
  person: 'actor',
  name: 'actor',
  email: 'actor',
  event: 'action',
  activity: 'action',
  status: 'outcome',
  result: 'outcome',
  resource: 'target',
  object: 'target',
  on: 'target',
  type: 'target_type',
  resource_type: 'target_type',
  via: 'channel',
  source: 'channel',
  impersonated: 'assumed',
  id: 'number',
  no: 'number',
  address: 'ip',
  session_id: 'session',
  request_id: 'request',
  correlation_id: 'correlation',
}

export interface Reading {
  /** What counts of the text for this reader. */
  query: Query
  advice: Advice[]
}

export interface ReadingReader {
  /** Null where it is not known. */
  level: FieldLevel | null
  /** Who may ask by what this reader may not, as a sentence begins: `Client Admins`. */
  evidenceReaders: string
}

/** What a text asks for, and what is wrong with it. The token that is still being written is left alone. */
export function readText(text: string, reader: ReadingReader, writing: CaretToken | null = null): Reading {
  const parsed = parseQuery(text)
  const unfinished = writing ? text.slice(writing.start, writing.end) : null
  const advice = parsed.problems
    .filter((problem) => problem.text !== unfinished)
    .map((problem) => adviceFor(problem, text, reader))
  const isRestricted = (item: Query[number]) =>
    reader.level === 'log' && item.kind === 'term' && queryKeys[item.key].level === 'evidence'
  for (const item of parsed.query.filter(isRestricted)) {
    if (item.kind !== 'term') continue
    advice.push(restricted(item.key, text, reader))
  }
  return { query: parsed.query.filter((item) => !isRestricted(item)), advice }
}

/** What of a text goes into the address, and its canonical query. What this reader may not ask stays in the box. */
export function usableText(text: string, reader: ReadingReader): { asked: string; usable: string } {
  const asked = printQuery(readText(text, reader).query)
  const whole = printQuery(parseQuery(text).query)
  return { asked, usable: asked === whole ? text : asked }
}

function adviceFor(problem: { text: string; message: string }, text: string, reader: ReadingReader): Advice {
  const written = /^-?([A-Za-z_]+):/.exec(problem.text)?.[1]
  const remove = { label: 'Remove it', text: without(text, problem.text) }
  if (written === undefined) return { message: problem.message, fixes: [] }
  const key = written.toLowerCase()
  if (!isQueryKey(key)) {
    const available = queryKeyNames.filter((name) => reader.level !== 'log' || queryKeys[name].level === 'log')
    const meant = Object.hasOwn(otherNames, key) ? otherNames[key] : nearestOf(available, key)
    const renamed = problem.text.replace(/^(-?)[A-Za-z_]+:/, `$1${meant}:`)
    return {
      message: `There is no key “${visibleText(key, 40)}”.`,
      fixes: [
        ...(meant && available.includes(meant)
          ? [{ label: `Did you mean ${meant}?`, text: replaced(text, problem.text, renamed) }]
          : []),
        { label: 'Search for the text itself', text: replaced(text, problem.text, quoted(problem.text)) },
      ],
    }
  }
  const wrong = problem.text.slice(problem.text.indexOf(':') + 1)
  const near = nearestOf(fixedValues(key), wrong.toLowerCase())
  const corrected = problem.text.replace(wrong, near ?? '')
  return {
    // The list of all that could be written is for those who meant none of it.
    message: near ? `“${visibleText(wrong, 40)}” is not a value of ${key}.` : visibleText(problem.message, 300),
    fixes: near
      ? [{ label: `Did you mean ${near}?`, text: replaced(text, problem.text, corrected) }, remove]
      : [remove],
  }
}

function restricted(key: QueryKey, text: string, { evidenceReaders }: ReadingReader): Advice {
  const written = tokensOf(text).find((token) => token.replace(/^-/, '').toLowerCase().startsWith(`${key}:`)) ?? ''
  return {
    message: `“${key}” belongs to the technical evidence, which your role does not include. ${evidenceReaders} can search by it.`,
    fixes: [{ label: 'Remove it', text: without(text, written) }],
  }
}

function quoted(token: string): string {
  const bare = token.replace(/^-/, '').replaceAll(/["\\]/g, (sign) => `\\${sign}`)
  return `${token.startsWith('-') ? '-' : ''}"${bare}"`
}

function tokensOf(text: string): string[] {
  return text.match(/(?:"(?:[^"\\]|\\.)*"?|[^\s"])+/gs) ?? []
}

function replaced(text: string, token: string, by: string): string {
  let done = false
  return tokensOf(text)
    .flatMap((other) => {
      if (done || other !== token) return [other]
      done = true
      return by === '' ? [] : [by]
    })
    .join(' ')
}

function without(text: string, token: string): string {
  return replaced(text, token, '')
}
