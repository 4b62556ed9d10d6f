/** The part of a query in which the caret stands. */
export interface CaretToken {
  /** Where it begins and ends in the text. */
  start: number
  end: number
  not: boolean
  /** As written before the colon, lower-case; null while there is none. */
  key: string | null
  /** Where what is being written begins: the value after the last comma, or the word itself after a `-`. */
  partStart: number
  /** What is written there, without its opening quotation mark. */
  part: string
}

/** Reads the token that ends at, or surrounds, the caret. Between two spaces it is an empty one. */
export function tokenAt(text: string, caret: number): CaretToken {
  let start = 0
  let quoted = false
  let comma = -1
  for (let at = 0; at < caret; at++) {
    const sign = text[at]
    if (sign === '\\' && quoted) at++
    else if (sign === '"') quoted = !quoted
    else if (!quoted && /\s/.test(sign ?? '')) {
      start = at + 1
      comma = -1
    } else if (!quoted && sign === ',') comma = at
  }
  let end = caret
  while (end < text.length && !(quoted ? text[end] === '"' : /[\s,]/.test(text[end] ?? ''))) end++
  if (quoted && text[end] === '"') end++

  const written = text.slice(start, end)
  const not = written.startsWith('-')
  const named = /^-?([A-Za-z_]+):(?!\/\/)/.exec(written)
  const bodyStart = start + (named?.[0].length ?? (not ? 1 : 0))
  const partStart = named && comma >= bodyStart ? comma + 1 : bodyStart
  return {
    start,
    end,
    not,
    key: named?.[1]?.toLowerCase() ?? null,
    partStart,
    part: text.slice(partStart, Math.max(partStart, caret)).replace(/^"/, ''),
  }
}

/** The text with something else in the place of what is being written, and where the caret then stands. */
export function withPart(text: string, token: CaretToken, part: string): { text: string; caret: number } {
  const before = text.slice(0, token.partStart) + part
  return { text: before + text.slice(token.end), caret: before.length }
}
