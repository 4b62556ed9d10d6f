import { parse } from 'lossless-json'
import { type Json, jsonDepthMax, jsonKeysMax, measureJson } from './json.ts'

export type JsonErrorCode = 'syntax' | 'too_deep' | 'too_many_keys' | 'duplicate_key'

/** A text that is not JSON we take. `message` is a sentence for whoever sent it. */
export class JsonError extends Error {
  override readonly name = 'JsonError'
  readonly code: JsonErrorCode

  constructor(code: JsonErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

export interface JsonLimits {
  /** Levels of nesting; a plain value has none, `[]` has one. */
  depth?: number
  /** Keys of all objects together. */
  keys?: number
}

/**
 * Parses JSON (RFC 8259) without losing anything: a number of 16 or more significant digits, or one that a double
 * cannot hold (`1e400`), becomes the text as it was written, and a key that stands twice in an object is refused
 * instead of the last one winning. A key `__proto__` is data.
 *
 * @throws JsonError
 */
export function parseJson(text: string, { depth = jsonDepthMax, keys = jsonKeysMax }: JsonLimits = {}): Json {
  // The parser recurses: what is too deep must be known before it starts.
  const size = scanJson(text)
  if (size.depth > depth) throw new JsonError('too_deep', `This JSON is nested deeper than ${depth} levels.`)
  if (size.keys > keys) throw new JsonError('too_many_keys', `This JSON has more than ${keys} keys.`)

  const value = parseLossless(text)
  // The parser lets a repeated key pass when both values look equal to it, which `[]` and `{}` do.
  if (measureJson(value).keys < size.keys) {
    throw new JsonError('duplicate_key', 'A key stands twice in one object of this JSON. Send each key once.')
  }
  return value
}

function parseLossless(text: string): Json {
  try {
    // The parser builds nothing but JSON, its numbers being those of parseNumber.
    return parse(text, null, { parseNumber, onDuplicateKey: refuseDuplicate }) as Json
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new JsonError('syntax', `This is not JSON: ${error.message}.`)
  }
}

function refuseDuplicate({ key }: { key: string }): never {
  throw new JsonError('duplicate_key', `The key “${key.slice(0, 80)}” stands twice in one object. Send each key once.`)
}

function parseNumber(text: string): number | string {
  const mantissa = text.split(/[eE]/, 1)[0] ?? ''
  const digits = mantissa.replaceAll(/[-.]/g, '').replace(/^0+/, '')
  const value = Number(text)
  const isHeld = digits.length < 16 && Number.isFinite(value) && (value !== 0 || digits === '')
  return isHeld ? value : text
}

/**
 * The texts of the members of a JSON array, each still to be parsed, so that one bad member does not spoil the others.
 * Only strings and brackets are looked at.
 *
 * @throws JsonError when the text is not an array, or its end is missing.
 */
export function splitJsonArray(text: string): string[] {
  const trimmed = text.trim()
  if (!trimmed.startsWith('[')) throw new JsonError('syntax', 'This is not a JSON array. Start it with [.')
  const commas: number[] = []
  const { end } = scanJson(trimmed, (comma) => commas.push(comma))
  if (end === null) throw new JsonError('syntax', 'This JSON array has no end. Perhaps it was cut off on the way.')
  if (end !== trimmed.length - 1) throw new JsonError('syntax', 'Something follows the end of this JSON array.')
  if (trimmed.slice(1, -1).trim() === '') return []
  return [...commas, end].map((to, index) => trimmed.slice((commas[index - 1] ?? 0) + 1, to).trim())
}

interface Scan {
  depth: number
  keys: number
  /** Where the outermost array or object ends; null when it does not. */
  end: number | null
}

const structure = /["{}[\]:,]/g

/** Measures JSON without parsing it, in constant stack: each colon outside a string is one key. */
function scanJson(text: string, onOuterComma?: (position: number) => void): Scan {
  const scan: Scan = { depth: 0, keys: 0, end: null }
  const marks = new RegExp(structure)
  let level = 0
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    switch (mark[0]) {
      case '"':
        marks.lastIndex = endOfString(text, mark.index)
        break
      case '{':
      case '[':
        level += 1
        if (level > scan.depth) scan.depth = level
        break
      case '}':
      case ']':
        level -= 1
        if (level === 0) scan.end ??= mark.index
        break
      case ':':
        scan.keys += 1
        break
      default:
        if (level === 1) onOuterComma?.(mark.index)
    }
  }
  return scan
}

/** The position after the closing quote. A string without one reaches to the end of the text. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0
    while (text.charCodeAt(quote - 1 - backslashes) === 0x5c) backslashes += 1
    if (backslashes % 2 === 0) return quote + 1
  }
  return text.length
}
