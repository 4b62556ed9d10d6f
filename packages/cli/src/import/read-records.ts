import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { createGunzip, gunzipSync } from 'node:zlib'
import { isJsonObject, type JsonObject, parseJson } from '@daybook/core/model'
import type { SourceFile } from './find-files.ts'
import { type Slice, sliceRecords } from './slices.ts'

/** A record of a file, counted from 0, or why something in its place is none. */
export type ReadRecord = { index: number; value: JsonObject } | { index: number | null; reason: string }

/** Generous: a record above what an event may hold is still imported, without its heaviest parts. */
const limits = { depth: 500, keys: 100_000 }

/** A file is held in memory whole, unless it has a record a line. */
const fileBytesMax = 400 * 1024 * 1024

/**
 * Reads the records of one file, one by one: `.ndjson` and `.jsonl` have one a line, anything else is JSON; `.gz` is
 * unpacked. Never throws for what is in a file: that comes as a reason in the place of a record.
 */
export async function* readRecords(file: SourceFile): AsyncGenerator<ReadRecord> {
  try {
    for await (const slice of /\.(ndjson|jsonl)(\.gz)?$/i.test(file.name) ? readLines(file) : readWhole(file)) {
      yield 'reason' in slice ? slice : parseRecord(slice)
    }
  } catch (error) {
    yield { index: null, reason: `the file cannot be read: ${error instanceof Error ? error.message : String(error)}` }
  }
}

function parseRecord({ index, text }: { index: number; text: string }): ReadRecord {
  try {
    const value = parseJson(text, limits)
    return isJsonObject(value) ? { index, value } : { index, reason: 'not a JSON object' }
  } catch (error) {
    return { index, reason: error instanceof Error ? error.message : String(error) }
  }
}

async function* readWhole(file: SourceFile): AsyncGenerator<Slice> {
  if (file.size > fileBytesMax) throw new Error('it is larger than 400 MB. Split it, or write one record a line.')
  const bytes = await readFile(file.path)
  const plain = isGzip(bytes) ? gunzipSync(bytes, { maxOutputLength: fileBytesMax }) : bytes
  yield* sliceRecords(new TextDecoder('utf-8', { fatal: true }).decode(plain))
}

async function* readLines(file: SourceFile): AsyncGenerator<Slice> {
  let index = 0
  for await (const line of linesOf(file)) {
    const text = line.trim()
    if (text !== '') yield { index, text }
    index += 1
  }
}

async function* linesOf(file: SourceFile): AsyncGenerator<string> {
  const source = createReadStream(file.path)
  const input: Readable = /\.gz$/i.test(file.name) ? source.pipe(createGunzip()) : source
  // A pipe does not pass on an error of what is behind it.
  source.on('error', (error) => input.destroy(error))

  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  for await (const chunk of input) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  yield rest + decoder.decode()
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}
