import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { promisify } from 'node:util'
import { constants, crc32, createInflateRaw, deflateRaw } from 'node:zlib'
import type { JsonObject } from '@daybook/core/model'
import type { Storage } from '@daybook/runtime'
import { z } from 'zod'

const progressShape = z.object({
  /** The last event in the file; null before the first. Milliseconds. */
  after: z.object({ occurredAt: z.number(), number: z.number() }).nullable(),
  rows: z.number(),
  /** Of the content, and of the file, which holds it compressed. */
  bytes: z.number(),
  packed: z.number(),
  crc: z.number(),
  /** Nothing is missing. */
  isWhole: z.boolean(),
  /** Times that work began since a page was last written. */
  starts: z.number(),
})

/** How far a working file has come: enough for another process to go on with it. */
export type Progress = z.infer<typeof progressShape>

export const beginning: Progress = {
  after: null,
  rows: 0,
  bytes: 0,
  packed: 0,
  crc: 0,
  isWhole: false,
  starts: 0,
}

/** What is kept with an export; the beginning where nothing is, or nothing that can be read. */
export function readProgress(kept: JsonObject | null): Progress {
  const parsed = progressShape.safeParse(kept)
  return parsed.success ? parsed.data : beginning
}

/** The file of an archive as it grows: pieces of text, each compressed by itself. */
export interface WorkingFile {
  /** Adds a piece. It survives the end of the machine before this resolves. */
  append(text: string): Promise<void>
  /** Adds the end of the compressed content. */
  finish(): Promise<void>
  readonly size: Pick<Progress, 'bytes' | 'packed' | 'crc'>
  close(): Promise<void>
}

const deflate = promisify(deflateRaw)

/** A last block that holds nothing (RFC 1951 §3.2.6). */
const lastBlock = new Uint8Array([3, 0])

/**
 * Opens the working file of an export where it was left; what was written and not noted is cut off. A piece ends at a
 * whole byte and refers to nothing before it, so that pieces of different processes make one stream (RFC 1951).
 */
export async function openWorkingFile(storage: Storage, key: string, progress: Progress): Promise<WorkingFile> {
  let { bytes, packed, crc } = progress
  const writer = await storage.write(key, { from: packed })
  return {
    async append(text) {
      // A checksum over nothing would begin anew.
      if (text === '') return
      const content = Buffer.from(text)
      // Off this thread: what the piece costs most is done while the next one is made.
      const piece = await deflate(content, { finishFlush: constants.Z_SYNC_FLUSH })
      await writer.append(piece)
      await writer.flush()
      bytes += content.byteLength
      packed += piece.byteLength
      crc = crc32(content, crc)
    },
    async finish() {
      await writer.append(lastBlock)
      await writer.flush()
      packed += lastBlock.byteLength
    },
    get size() {
      return { bytes, packed, crc }
    },
    close: () => writer.close(),
  }
}

/** SHA-256 of the content of a whole working file, hexadecimal. */
export async function digestOfContent(storage: Storage, key: string): Promise<string> {
  const file = await storage.open(key)
  if (!file) throw new Error('the working file is gone')
  const hash = createHash('sha256')
  // The two types of the platform's one kind of stream.
  const packed = Readable.fromWeb(file.stream() as WebStream<Uint8Array>)
  const inflate = createInflateRaw()
  packed.on('error', (error) => inflate.destroy(error))
  for await (const chunk of packed.pipe(inflate)) hash.update(chunk)
  return hash.digest('hex')
}
