import { splitJsonArray } from '@daybook/core/model'
import type { BodyFormat } from '../http/content-type.ts'
import { type Refusal, refuse } from '../http/refusal.ts'
import { isJsonError } from './item-problem.ts'

export const batchEventsMax = 1000

/** One event of a batch, still to be read. */
export interface BatchItem {
  bytes: Uint8Array
  /** Of an NDJSON body, from 1. */
  line?: number
}

/**
 * The events of a batch: an array, an object that holds nothing but `events`, or one event per line. Each keeps its own
 * bytes, so that whatever is wrong inside one stays inside it.
 */
export function splitBatch(body: Buffer, format: BodyFormat): BatchItem[] {
  const bytes = withoutByteOrderMark(body)
  return format === 'ndjson' ? splitLines(bytes) : splitArray(bytes)
}

function withoutByteOrderMark(body: Buffer): Buffer {
  return body.length >= 3 && body.readUIntBE(0, 3) === 0xefbbbf ? body.subarray(3) : body
}

function splitLines(bytes: Buffer): BatchItem[] {
  const items: BatchItem[] = []
  for (let start = 0, line = 1; start < bytes.length; line++) {
    const first = skipBlanks(bytes, start)
    if (first === bytes.length) break
    if (bytes[first] === lineFeed) {
      start = first + 1
      continue
    }
    if (items.length === batchEventsMax) refuse(tooMany)
    const feed = bytes.indexOf(lineFeed, first)
    const end = feed === -1 ? bytes.length : feed
    items.push({ bytes: bytes.subarray(start, end), line })
    start = end + 1
  }
  return items
}

const lineFeed = 0x0a
const blanks = new Set<number | undefined>([0x09, 0x0d, 0x20])

function skipBlanks(bytes: Buffer, start: number): number {
  let position = start
  while (blanks.has(bytes[position])) position += 1
  return position
}

function splitArray(bytes: Buffer): BatchItem[] {
  // One character per byte: everything that structures JSON is ASCII, and bytes that are no UTF-8 stay in their event.
  const text = bytes.toString('latin1')
  const items = splitText(arrayIn(text))
  if (items.length > batchEventsMax) refuse(tooMany)
  return items.map((item) => ({ bytes: Buffer.from(item, 'latin1') }))
}

function splitText(text: string): string[] {
  try {
    return splitJsonArray(text)
  } catch (error) {
    if (!isJsonError(error)) throw error
    const detail = `${error.message} Send an array of events, or an object whose only field is events.`
    return refuse({ status: 400, code: 'json-invalid', detail })
  }
}

const wrapperStart = /^[ \t\r\n]*\{[ \t\r\n]*"events"[ \t\r\n]*:/

/** The array inside `{"events": […]}`, or the text as it is. */
function arrayIn(text: string): string {
  const start = wrapperStart.exec(text)?.[0]
  if (start === undefined) return text
  const end = text.trimEnd()
  return end.endsWith('}') ? end.slice(start.length, -1) : text
}

const tooMany: Refusal = {
  status: 413,
  code: 'too-many-events',
  detail: `A batch may have ${batchEventsMax.toLocaleString('en')} events at most. Send it in parts.`,
}
