import type { Json } from '../json.ts'
import { JsonError, parseJson } from '../parse-json.ts'
import { withoutMarks } from './mark.ts'

/** More than an event may have: it is only read here, and a refusal would leave only the patterns for plain text. */
const limits = { depth: 64, keys: 5_000 }

export interface NestedJson {
  before: string
  value: Json
  /** The text of `value`. */
  text: string
  after: string
}

/** JSON that a text is, or holds between other words (`body: {…} (200 OK)`); null when there is none. */
export function findNestedJson(text: string): NestedJson | null {
  const bare = withoutMarks(text)
  const start = bare.search(/[{[]\s*(?:[{["\]}]|\\?")|^\s*"\s*[{[]/)
  if (start === -1) return null
  const end = endOf(bare, start)
  if (end <= start) return null
  const json = text.slice(start, end)
  const value = parsed(json)
  return value === undefined ? null : { before: text.slice(0, start), value, text: json, after: text.slice(end) }
}

function endOf(text: string, start: number): number {
  const first = text.charAt(start)
  if (first === '{') return text.lastIndexOf('}') + 1
  if (first === '[') return text.lastIndexOf(']') + 1
  return text.length
}

function parsed(json: string): Json | undefined {
  try {
    return parseJson(json, limits)
  } catch (error) {
    if (error instanceof JsonError) return undefined
    throw error
  }
}
