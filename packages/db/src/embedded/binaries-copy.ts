import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** One place tried: the directory with the copy, or why there is none. */
export type Copy = { directory?: string; problem?: string }

/**
 * Copies the server's programs to where every account can run them, trying one temporary directory after another as
 * the caller asks for the next. A copy is used again only if this account made it and nobody else could have
 * touched it: whoever may write there could run code as our server.
 */
export function* copyBinaries(nativeDir: string, finish: (directory: string) => void): Generator<Copy> {
  const name = `daybook-postgresql-${packageVersion(nativeDir)}-${process.getuid?.() ?? 'user'}`

  for (const base of new Set([tmpdir(), '/var/tmp', '/tmp'])) {
    try {
      yield isSafeParent(base)
        ? { directory: path.join(copyInto(base, name, nativeDir, finish), 'native') }
        : { problem: `${base} is writable by others without its sticky bit` }
    } catch (error) {
      yield { problem: `${base}: ${error instanceof Error ? error.message : String(error)}` }
    }
  }
}

function copyInto(base: string, name: string, nativeDir: string, finish: (directory: string) => void): string {
  const settled = path.join(base, name)
  if (isOurs(settled)) {
    if (isComplete(nativeDir, path.join(settled, 'native'))) return settled
    rmSync(settled, { recursive: true })
  }

  // Made under a name nobody can guess and renamed when whole, so that a half-made copy is never found.
  const staging = mkdtempSync(`${settled}-`)
  cpSync(nativeDir, path.join(staging, 'native'), { recursive: true, verbatimSymlinks: true })
  finish(path.join(staging, 'native'))
  openForReading(staging)
  try {
    renameSync(staging, settled)
    return settled
  } catch {
    // Something stands there that is not ours to remove, or another start was quicker: keep this one for ourselves.
    return staging
  }
}

/** True where only root or this account can rename entries: a sticky directory, or one that others cannot write. */
function isSafeParent(directory: string): boolean {
  const stats = statSync(directory)
  const sticky = (stats.mode & 0o1000) !== 0
  const writableByOthers = (stats.mode & 0o022) !== 0
  return (stats.uid === 0 || stats.uid === process.getuid?.()) && (sticky || !writableByOthers)
}

function isOurs(directory: string): boolean {
  const stats = lstatOrNothing(directory)
  if (!stats?.isDirectory()) return false
  return stats.uid === process.getuid?.() && (stats.mode & 0o022) === 0
}

function isComplete(source: string, copy: string): boolean {
  return readdirSync(source, { recursive: true, encoding: 'utf8' }).every((entry) => {
    const wanted = lstatSync(path.join(source, entry))
    const found = lstatOrNothing(path.join(copy, entry))
    return found !== undefined && (wanted.isFile() ? found.isFile() && found.size === wanted.size : true)
  })
}

function lstatOrNothing(target: string): Stats | undefined {
  return lstatSync(target, { throwIfNoEntry: false })
}

/** Everyone may read and enter, only we may write, whatever our umask was during the installation or now. */
function openForReading(directory: string): void {
  chmodSync(directory, 0o755)
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const target = path.join(directory, entry.name)
    if (entry.isDirectory()) openForReading(target)
    else if (entry.isFile()) chmodSync(target, (statSync(target).mode & 0o100) === 0 ? 0o644 : 0o755)
  }
}

function packageVersion(nativeDir: string): string {
  const { version }: { version?: unknown } = JSON.parse(readFileSync(path.join(nativeDir, '../package.json'), 'utf8'))
  return typeof version === 'string' && /^[\w.-]+$/.test(version) ? version : 'unknown'
}
