import { randomBytes } from 'node:crypto'
import { accessSync, constants, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Config } from '../config/config.ts'
import { configError } from '../config/config-error.ts'

/**
 * Files that outlive a request: what people export. A key is a path of our own making (`exports/….zip`), never made of
 * what somebody sent. Nobody but the user of the process reads the files.
 */
export interface Storage {
  /** Opens a file for writing after its first `from` bytes; what lies beyond is cut off. Made when it is absent. */
  write(key: string, options: { from: number }): Promise<StoredWriter>
  /** Null where there is none. To be closed, or read to its end. */
  open(key: string): Promise<StoredFile | null>
  /** Bytes; null where there is none. */
  size(key: string): Promise<number | null>
  /** True when there was one. */
  remove(key: string): Promise<boolean>
  /** The keys below a first part (`exports`). */
  list(folder: string): Promise<{ key: string; modifiedAt: Date }[]>
}

export interface StoredWriter {
  /** Resolves when the bytes are handed over; a full disk rejects (`isStorageFull`). */
  append(bytes: Uint8Array): Promise<void>
  /** What was appended survives the end of the machine. */
  flush(): Promise<void>
  close(): Promise<void>
  readonly length: number
}

export interface StoredFile {
  size: number
  /** In pieces of 64 KiB, no more of them than are asked for. */
  stream(): ReadableStream<Uint8Array<ArrayBuffer>>
  close(): Promise<void>
}

const keyPattern = /^[a-z0-9-]+\/[a-z0-9][a-z0-9-]*(?:\.[a-z0-9]+)+$/
const chunkBytes = 65_536

/**
 * The storage of the configuration. The default directory is made when it is absent; one that was named is not, because
 * an empty directory in the place of a volume that is not mounted would take files and lose them.
 *
 * @throws ConfigError when the directory is absent or cannot be written to.
 */
export function openStorage({ storage, home }: Pick<Config, 'storage' | 'home'>): Storage {
  const { directory } = storage
  try {
    if (directory === path.join(home, 'storage')) mkdirSync(directory, { recursive: true, mode: 0o700 })
    if (!statSync(directory).isDirectory()) throw Object.assign(new Error('not a directory'), { code: 'ENOTDIR' })
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK)
    // Root may do anything, and a file system can be mounted to be read only: only writing tells.
    const probe = path.join(directory, `.probe-${randomBytes(6).toString('hex')}`)
    writeFileSync(probe, '', { mode: 0o600, flag: 'wx' })
    rmSync(probe)
  } catch (error) {
    const code = codeOf(error)
    const problem =
      code === 'ENOENT'
        ? `names ${JSON.stringify(directory)}, which does not exist: make the directory, or mount it`
        : `names ${JSON.stringify(directory)}, which cannot be written to (${code ?? 'unknown error'})`
    throw configError({
      variable: 'DAYBOOK_STORAGE',
      problem,
      example: 'DAYBOOK_STORAGE=file:/var/lib/daybook/storage',
    })
  }
  return fileStorage(directory)
}

function fileStorage(directory: string): Storage {
  const fileOf = (key: string): string => {
    if (!keyPattern.test(key)) throw new Error(`“${key}” is not a key of the storage.`)
    return path.join(directory, key)
  }
  return {
    async write(key, { from }) {
      const file = fileOf(key)
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
      const handle = await open(file, constants.O_RDWR | constants.O_CREAT, 0o600)
      try {
        const { size } = await handle.stat()
        if (size < from) throw new Error(`${key} has ${size} bytes where ${from} were written`)
        await handle.truncate(from)
      } catch (error) {
        await handle.close()
        throw error
      }
      return writerOf(handle, from)
    },
    async open(key) {
      const handle = await open(fileOf(key), 'r').catch(nullIfAbsent)
      if (!handle) return null
      const { size } = await handle.stat()
      return { size, stream: () => streamOf(handle, size), close: () => handle.close() }
    },
    async size(key) {
      const found = await stat(fileOf(key)).catch(nullIfAbsent)
      return found?.size ?? null
    },
    async remove(key) {
      const removed = await rm(fileOf(key)).then(() => true, nullIfAbsent)
      return removed ?? false
    },
    async list(folder) {
      const names = (await readdir(path.join(directory, folder)).catch(nullIfAbsent)) ?? []
      const keys = names.map((name) => `${folder}/${name}`).filter((key) => keyPattern.test(key))
      const found = await Promise.all(
        keys.map(async (key) => ({ key, stats: await stat(fileOf(key)).catch(nullIfAbsent) })),
      )
      return found.flatMap(({ key, stats }) => (stats ? [{ key, modifiedAt: stats.mtime }] : []))
    },
  }
}

function writerOf(handle: FileHandle, from: number): StoredWriter {
  let length = from
  return {
    async append(bytes) {
      for (let start = 0; start < bytes.byteLength; ) {
        const { bytesWritten } = await handle.write(bytes, start, bytes.byteLength - start, length)
        start += bytesWritten
        length += bytesWritten
      }
    },
    flush: () => handle.datasync(),
    close: () => handle.close(),
    get length() {
      return length
    },
  }
}

function streamOf(handle: FileHandle, size: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let position = 0
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const wanted = Math.min(chunkBytes, size - position)
        if (wanted > 0) {
          const { bytesRead, buffer } = await handle.read(new Uint8Array(wanted), 0, wanted, position)
          if (bytesRead === 0) throw new Error('a stored file ended before its end')
          position += bytesRead
          controller.enqueue(buffer.subarray(0, bytesRead))
        }
        if (position < size) return
        await handle.close()
        controller.close()
      },
      cancel: () => handle.close(),
    },
    { highWaterMark: 0 },
  )
}

/** Whether writing failed because there is no room left. */
export function isStorageFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '')
}

function nullIfAbsent(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null
  throw error
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null
}
