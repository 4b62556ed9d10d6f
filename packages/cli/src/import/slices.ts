/** The text of one record, or what is wrong with the place where one should be. */
export type Slice = { index: number; text: string } | { index: number; reason: string }

/**
 * Cuts the text of a file of records into the texts of its records, so that each is parsed by itself and one that is
 * broken spoils no other: `{"Records": […]}`, a bare array, or records by themselves. Only strings and brackets are looked
 * at. What cannot be cut any further, as in a file that was cut off, comes as the last slice, with the reason.
 */
export function* sliceRecords(text: string): Generator<Slice> {
  const start = skipSpace(text, 0)
  if (text[start] === '[') {
    yield* sliceArray(text, start)
    return
  }
  if (text[start] !== '{') {
    yield { index: 0, reason: start === text.length ? 'the file is empty' : 'the file does not start like JSON' }
    return
  }
  const records = findRecords(text, start)
  if (records !== null) yield* sliceArray(text, records)
  else yield* sliceSequence(text, start)
}

/** A single record, or several one after the other, as some tools write them into a `.json` file. */
function* sliceSequence(text: string, start: number): Generator<Slice> {
  for (let index = 0, at = start; at < text.length; index += 1) {
    const end = endOfValue(text, at)
    if (end === null) {
      yield { index, reason: 'the file ends in the middle of this record' }
      return
    }
    yield { index, text: text.slice(at, end) }
    at = skipSpace(text, end)
  }
}

function* sliceArray(text: string, start: number): Generator<Slice> {
  let at = skipSpace(text, start + 1)
  if (text[at] === ']') return
  for (let index = 0; ; index += 1) {
    const end = endOfValue(text, at)
    if (end === null) {
      yield { index, reason: 'the file ends in the middle of this record' }
      return
    }
    yield { index, text: text.slice(at, end) }

    const next = skipSpace(text, end)
    if (text[next] === ']') return
    if (text[next] !== ',') {
      const reason = next === text.length ? 'the file ends before this record' : 'the list of records is broken here'
      yield { index: index + 1, reason }
      return
    }
    at = skipSpace(text, next + 1)
    // A comma too many: what a program leaves that writes a list piece by piece.
    if (text[at] === ']') return
  }
}

/** Where the array of an object's own `Records` begins, or null if it has none. */
function findRecords(text: string, start: number): number | null {
  let at = skipSpace(text, start + 1)
  while (text[at] === '"') {
    const keyEnd = endOfString(text, at)
    if (keyEnd === null) return null
    const key = text.slice(at + 1, keyEnd - 1)
    const value = skipSpace(text, skipSpace(text, keyEnd) + 1)
    if (key === 'Records' && text[value] === '[') return value

    const valueEnd = endOfValue(text, value)
    if (valueEnd === null) return null
    at = skipSpace(text, skipSpace(text, valueEnd) + 1)
  }
  return null
}

/** The position after the value that starts at `start`, or null where the text ends first. */
function endOfValue(text: string, start: number): number | null {
  const first = text[start]
  if (first === '"') return endOfString(text, start)
  if (first !== '{' && first !== '[') {
    const plain = /[\s,\]}]/g
    plain.lastIndex = start + 1
    return plain.exec(text)?.index ?? null
  }
  const marks = /["{}[\]]/g
  marks.lastIndex = start
  let level = 0
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    if (mark[0] === '"') {
      const end = endOfString(text, mark.index)
      if (end === null) return null
      marks.lastIndex = end
      continue
    }
    level += mark[0] === '{' || mark[0] === '[' ? 1 : -1
    if (level === 0) return mark.index + 1
  }
  return null
}

/** The position after the closing quote, or null where there is none. */
function endOfString(text: string, start: number): number | null {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0
    while (text[quote - 1 - backslashes] === '\\') backslashes += 1
    if (backslashes % 2 === 0) return quote + 1
  }
  return null
}

function skipSpace(text: string, start: number): number {
  const space = /[\s\uFEFF]*/y
  space.lastIndex = start
  return start + (space.exec(text)?.[0].length ?? 0)
}
