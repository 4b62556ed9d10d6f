import { createHash } from 'node:crypto'
import type { ExportRow } from '@daybook/db'
import type { Storage } from '@daybook/runtime'
import { configure, type ReadableReader, TextReader, ZipWriter } from '@zip.js/zip.js'
import type { Progress } from './working-file.ts'

// No workers of its own: compressing is done in the platform's threads.
configure({ useWebWorkers: false })

const deflated = 8

export interface PackedFile {
  bytes: number
  sha256: Buffer
}

export interface PackOptions {
  storage: Storage
  row: ExportRow
  /** Key of the whole working file, and where the archive goes. */
  from: string
  to: string
  /** Of the file in the archive. */
  name: string
  progress: Progress
  manifest: string
  signal: AbortSignal
}

/**
 * Makes the archive: the working file as it is, which is compressed already, and the manifest. Read and written piece
 * by piece; larger than 4 GiB, in the 64-bit form. Begun again from the start when it was interrupted.
 */
export async function packExport(options: PackOptions): Promise<PackedFile> {
  const { storage, row, from, to, name, progress, manifest, signal } = options
  const content = await storage.open(from)
  if (!content) throw new Error('the working file is gone')
  const writer = await storage.write(to, { from: 0 })
  const hash = createHash('sha256')
  try {
    const sink = new WritableStream<Uint8Array>(
      {
        async write(chunk) {
          hash.update(chunk)
          await writer.append(chunk)
        },
      },
      new CountQueuingStrategy({ highWaterMark: 1 }),
    )
    const zip = new ZipWriter(sink, { lastModDate: row.requestedAt, extendedTimestamp: false })
    const reader: ReadableReader & { size: number } = { readable: content.stream(), size: content.size }
    await zip.add(name, reader, {
      passThrough: true,
      compressionMethod: deflated,
      uncompressedSize: progress.bytes,
      crc32: progress.crc,
      signal,
    })
    await zip.add('manifest.json', new TextReader(manifest), { signal })
    await zip.close()
    await writer.flush()
    return { bytes: writer.length, sha256: hash.digest() }
  } finally {
    await writer.close()
  }
}
