import type { Rule, Source } from '../source.ts'

const exact = /^(?:\d+\.\d+\.\d+(?:-[\w.]+)?|workspace:\*|catalog:|npm:@?[\w/.-]+@\d+\.\d+\.\d+(?:-[\w.]+)?)$/

/** The lowest version of a package that has no known hole that matters here. */
const lowest: Record<string, [number, number, number]> = {
  '@remix-run/router': [1, 23, 4],
  'react-router': [6, 30, 6],
  'react-router-dom': [6, 30, 6],
}

/** A second copy of one of these would make two incompatible kinds of the same type. */
const single = ['drizzle-orm', '@trpc/server', 'react', 'zod']

/** Which code runs is decided by commits: exact versions, from the registry, without scripts at installation. */
export const versionsRule: Rule = {
  name: 'versions',
  check: (sources) => [
    ...sources.filter(({ path }) => /(^|\/)package\.json$/.test(path)).flatMap(checkManifest),
    ...sources.filter(({ path }) => path === 'pnpm-workspace.yaml').flatMap(checkWorkspace),
    ...sources.filter(({ path }) => path === 'pnpm-lock.yaml').flatMap(checkLockfile),
  ],
}

function checkManifest({ path, text }: Source): string[] {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(text)
  return Object.entries<string>({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([, version]) => !exact.test(version))
    .map(([name, version]) => `${path}: ${name} is asked for as ${version}; write one exact version`)
}

function checkWorkspace({ path, text }: Source): string[] {
  const builds = /^allowBuilds:\n((?: .*\n)*)/m.exec(text)?.[1] ?? ''
  const scripts = [...builds.matchAll(/^ +(\S+): true$/gm)].map(
    ([, name]) => `${path}: ${name} may run scripts when installed`,
  )
  const catalog = /^catalog:\n((?: .*\n)*)/m.exec(text)?.[1] ?? ''
  const loose = [...catalog.matchAll(/^ +(\S+): (.+)$/gm)]
    .filter(([, , version]) => version !== undefined && !exact.test(version.replace(/^'|'$/g, '')))
    .map(([, name, version]) => `${path}: ${name} is asked for as ${version}; write one exact version`)
  return [...scripts, ...loose]
}

function checkLockfile({ path, text }: Source): string[] {
  const packages = text.slice(text.indexOf('\npackages:\n'), text.indexOf('\nsnapshots:\n'))
  const versions = [...packages.matchAll(/^ {2}'?(@?[^@'\s]+)@([^':\s]+)'?:$/gm)].map(
    ([, name = '', version = '']) => ({ name, version }),
  )

  // What comes from the registry is named by its version alone.
  const elsewhere = [...text.matchAll(/\b(?:tarball|repo): *(\S+)/g)].map(
    ([, address]) => `${path}: ${address} does not come from the registry`,
  )
  const low = versions
    .filter(({ name, version }) => isBelow(version, lowest[name]))
    .map(({ name, version }) => `${path}: ${name} ${version} has a known hole; at least ${lowest[name]?.join('.')}`)
  const copies = single
    .map((name) => ({ name, found: versions.filter((entry) => entry.name === name).map(({ version }) => version) }))
    .filter(({ found }) => found.length > 1)
    .map(({ name, found }) => `${path}: several versions of ${name}: ${found.join(', ')}`)
  return [...elsewhere, ...low, ...copies]
}

function isBelow(version: string, limit: [number, number, number] | undefined): boolean {
  if (limit === undefined) return false
  const parts = version.split(/[.-]/).map(Number)
  const position = limit.findIndex((part, index) => (parts[index] ?? 0) !== part)
  return position !== -1 && (parts[position] ?? 0) < (limit[position] ?? 0)
}
