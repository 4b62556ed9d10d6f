import { readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'

export interface SourceFile {
  path: string
  /** Of the file itself, whatever links lead to it, and without its folder: what events name as their file. */
  name: string
  /** Bytes on disk. */
  size: number
}

const readable = /\.(json|ndjson|jsonl)(\.gz)?$/i

/**
 * The files meant by `paths`: files as they are named, folders with all that lies in them and has a name that tells of
 * JSON. In the order of their names, each once, so that the same import reads in the same order.
 *
 * @throws Error with a sentence for people when a path is not there, cannot be opened, or holds nothing to read.
 */
export async function findFiles(paths: readonly string[]): Promise<SourceFile[]> {
  const found = new Map<string, SourceFile>()
  for (const given of paths) {
    const files = await filesOf(given)
    if (files.length === 0) throw new Error(`${given} holds no .json, .json.gz or .ndjson file.`)
    for (const file of files) {
      const real = await realpath(file.path)
      found.set(real, { ...file, name: path.basename(real) })
    }
  }
  return [...found.values()].sort((one, other) => compare(one.name, other.name) || compare(one.path, other.path))
}

async function filesOf(given: string): Promise<SourceFile[]> {
  const about = await statOf(given)
  if (!about.isDirectory()) return [{ path: given, name: path.basename(given), size: about.size }]

  const entries = await readdir(given, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => !entry.isDirectory() && readable.test(entry.name))
  return Promise.all(
    files.map(async (entry) => {
      const file = path.join(entry.parentPath, entry.name)
      return { path: file, name: entry.name, size: (await statOf(file)).size }
    }),
  )
}

async function statOf(given: string) {
  try {
    return await stat(given)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    throw new Error(code === 'ENOENT' ? `${given} is not there.` : `${given} cannot be opened (${String(code)}).`)
  }
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
