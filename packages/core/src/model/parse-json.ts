import type { Json } from './json.ts'

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
  depth?: number
  keys?: number
}

/** @throws JsonError */
export function parseJson(_text: string, _limits: JsonLimits = {}): Json {
  throw new JsonError('syntax', 'not written yet')
}

/** @throws JsonError */
export function splitJsonArray(_text: string): string[] {
  throw new JsonError('syntax', 'not written yet')
}
