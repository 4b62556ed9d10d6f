import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** A file of the repository; the path is relative to its root, with forward slashes. */
export type Source = { path: string; text: string }

/** Looks at the repository and answers what is wrong with it: one line per breach, nothing when all is well. */
export type Rule = { name: string; check: (sources: readonly Source[]) => string[] }

export const repository = path.resolve(import.meta.dirname, '../../..')

const textual =
  /(^|\/)(\.[\w.-]+|[\w.-]+\.(ts|tsx|js|mjs|json|md|sql|css|html|ya?ml|toml|sh|txt)|run|LICENSE|Dockerfile)$/

/** Every text that is, or could be, committed. */
export function readSources(root = repository): Source[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  })
  const paths = [...new Set(listed.split('\0'))].filter((name) => textual.test(name))
  return paths.flatMap((name) => {
    const text = readText(path.join(root, name))
    return text === null ? [] : [{ path: name, text }]
  })
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // Deleted, but not yet in the index.
    return null
  }
}

export function isTypeScript({ path }: Source): boolean {
  return /\.tsx?$/.test(path)
}

export function isTest({ path }: Source): boolean {
  return /\.(test|spec)\.tsx?$/.test(path) || /(^|\/)testing(\/|\.ts$)/.test(path) || path.startsWith('tooling/e2e/')
}

/** The workspace package that a file belongs to: `packages/db`, `apps/portal`. Nothing for the root's own files. */
export function packageOf({ path }: Source): string | undefined {
  return /^((?:apps|packages|tooling)\/[^/]+)\//.exec(path)?.[1]
}

/** `file:line` for the position of a match. */
export function at({ path, text }: Source, index: number): string {
  return `${path}:${text.slice(0, index).split('\n').length}`
}

export type Import = { from: string; index: number; isType: boolean }

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g

/** What a file imports: statically, for its effects, or when it gets there. */
export function importsOf(source: Source): Import[] {
  return [...source.text.matchAll(importPattern)].map((match) => ({
    from: match[2] ?? match[3] ?? match[4] ?? '',
    index: match.index + match[0].length - 1,
    isType: match[1] !== undefined,
  }))
}
