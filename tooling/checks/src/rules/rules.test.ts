import { expect, test } from 'vitest'
import { type Rule, readSources, type Source } from '../source.ts'
import { doorsRule } from './doors.ts'
import { environmentRule } from './environment.ts'
import { rules } from './index.ts'
import { layersRule } from './layers.ts'
import { namesRule } from './names.ts'
import { runtimeDependenciesRule } from './runtime-dependencies.ts'
import { sizesRule } from './sizes.ts'
import { sqlRule } from './sql.ts'
import { testSwitchesRule } from './test-switches.ts'
import { variablesRule } from './variables.ts'
import { versionsRule } from './versions.ts'
import { wordsRule } from './words.ts'

// Breaches are planted in pieces: this file is looked at by the same rules.
const j = (...pieces: string[]) => pieces.join('')

const planted: Source[] = []
function source(path: string, text: string): Source {
  const file = { path, text }
  planted.push(file)
  return file
}

function manifest(place: string, fields: object): Source {
  return source(`${place}/package.json`, JSON.stringify({ name: `@daybook/${place.split('/')[1]}`, ...fields }))
}

function found(rule: Rule, ...sources: Source[]): string[] {
  return rule.check(sources)
}

test.each([
  ['a layer that leans on one above', manifest('packages/db', { dependencies: { '@daybook/auth': 'workspace:*' } })],
  ['an app that reaches the database', manifest('apps/portal', { dependencies: { '@daybook/db': 'workspace:*' } })],
  ['the driver outside db', manifest('packages/api', { dependencies: { postgres: '3.4.9' } })],
  ['the query builder outside db', manifest('packages/auth', { devDependencies: { 'drizzle-orm': '0.45.4' } })],
  ['sign-in outside auth', manifest('packages/api', { dependencies: { lucia: '3.2.2' } })],
  ['pages in the recorder', manifest('apps/recorder', { dependencies: { '@remix-run/node': '2.17.5' } })],
  ['pages below the apps', manifest('packages/api', { dependencies: { '@remix-run/node': '2.17.5' } })],
  ['anybody on the command line', manifest('apps/staff', { dependencies: { '@daybook/cli': 'workspace:*' } })],
  ['anything in the SDK', manifest('packages/sdk', { dependencies: { '@daybook/core': 'workspace:*' } })],
  ['types of api that would run in ui', manifest('packages/ui', { dependencies: { '@daybook/api': 'workspace:*' } })],
  ['a package without a layer', manifest('packages/new', {})],
])('layers: %s is refused', (_what, file) => {
  expect(found(layersRule, file)).toHaveLength(1)
})

test('layers: what the table allows passes', () => {
  const api = { '@daybook/db': 'workspace:*', '@trpc/server': '11.19.0', superjson: '2.2.6' }
  expect(found(layersRule, manifest('packages/api', { dependencies: api }))).toEqual([])
  expect(found(layersRule, manifest('packages/ui', { devDependencies: { '@daybook/api': 'workspace:*' } }))).toEqual([])
  expect(found(layersRule, manifest('apps/portal', { devDependencies: { '@remix-run/dev': '2.17.5' } }))).toEqual([])
})

test.each([
  ['packages/api/src/portal/index.ts', '@daybook/db/scope'],
  ['apps/recorder/src/main.ts', '@daybook/web/remix'],
  ['tooling/demo/src/main.ts', '@daybook/cli'],
  ['packages/api/src/server.ts', '@daybook/db/testing'],
])('doors: %s may not import %s', (path, entry) => {
  for (const text of [
    `import { a } from '${entry}'\n`,
    `import type { A } from '${entry}'\n`,
    `import {\n  a,\n  b,\n} from '${entry}'\n`,
    `export * from '${entry}'\n`,
    `import '${entry}'\n`,
    `const { a } = await import('${entry}')\n`,
  ]) {
    expect(found(doorsRule, source(path, text)), text).toHaveLength(1)
  }
})

test('doors: those they are made for may pass', () => {
  const scope = source('packages/api/src/scope.ts', "import { makeScope } from '@daybook/db/scope'\n")
  const inTest = source('packages/api/src/a.db.test.ts', "import { world } from '@daybook/db/testing'\n")
  expect(found(doorsRule, scope, inTest)).toEqual([])
})

test('runtime dependencies: what runs may not come from the development dependencies', () => {
  const own = manifest('packages/api', { dependencies: { zod: '4.6.7' }, devDependencies: { vitest: '4.1.12' } })
  const wrong = source('packages/api/src/a.ts', "import { z } from 'zod'\nimport { vi } from 'vitest'\n")
  const right = source(
    'packages/api/src/b.ts',
    "import fs from 'node:fs'\nimport type { Mock } from 'vitest'\nimport { a } from './a.ts'\nimport '@daybook/api/shared'\n",
  )
  const inTest = source('packages/api/src/b.test.ts', "import { test } from 'vitest'\n")
  expect(found(runtimeDependenciesRule, own, right, inTest)).toEqual([])
  expect(found(runtimeDependenciesRule, own, wrong)).toEqual([expect.stringContaining('a.ts:2: runs vitest')])
})

test('environment: only the configuration reads it', () => {
  for (const text of [j('const a = process', '.env.A\n'), j('process', '?.env\n'), j('import.meta', '.env.MODE\n')]) {
    expect(found(environmentRule, source('packages/api/src/a.ts', text)), text).toHaveLength(1)
    expect(found(environmentRule, source('packages/runtime/src/a.ts', text)), text).toEqual([])
  }
})

test.each([
  j("const q = 'sel", "ect id from users where true'"),
  j('const q = `SEL', 'ECT id\n  FROM users`'),
  j("run('ins", "ert into events values (1)')"),
  j("run('upd", "ate users set name = 1')"),
  j("run('del", "ete from users')"),
  j("run('DRO", "P TABLE users')"),
  j('await sq', 'l`true`'),
  j('await tx.execute(sq', 'l<{ id: string }>`true`)'),
  j('await connection.uns', 'afe(text)'),
])('SQL: %s is refused outside db', (text) => {
  expect(found(sqlRule, source('packages/api/src/a.ts', text))).toHaveLength(1)
  expect(found(sqlRule, source('packages/db/src/a.ts', text))).toEqual([])
})

test('SQL: sentences for people are no statements', () => {
  const text = `const a = ['Select a client from the list.', 'Delete from the menu', 'update your settings', 'create a table of contents']`
  expect(found(sqlRule, source('packages/ui/src/a.tsx', text))).toEqual([])
})

test.each([
  'packages/api/src/utils/date.ts',
  'apps/portal/app/lib/a.ts',
  'packages/ui/src/shared/a.tsx',
  'tooling/demo/src/helpers/a.ts',
  'packages/db/src/misc/a.ts',
  'packages/db/src/utils.ts',
  'packages/db/src/EventRow.ts',
])('names: %s is refused', (path) => {
  expect(found(namesRule, source(path, ''))).toHaveLength(1)
})

test('names: names that say something pass, and so do the names of routes', () => {
  const paths = ['packages/core/src/log/leaf.ts', 'apps/portal/app/routes/_app.audit-log.$number/route.tsx']
  expect(found(namesRule, ...paths.map((path) => source(path, '')))).toEqual([])
})

test('sizes: 401 lines are one too many, except in a test', () => {
  const lines = (count: number) => 'x\n'.repeat(count)
  expect(found(sizesRule, source('packages/db/src/a.ts', lines(401)))).toHaveLength(1)
  expect(found(sizesRule, source('packages/db/src/a.ts', lines(400)))).toEqual([])
  expect(found(sizesRule, source('packages/db/src/a.test.ts', lines(900)))).toEqual([])
})

test('test switches: a test left out is refused, one switched off needs its reason', () => {
  const at = (text: string) => found(testSwitchesRule, source('packages/db/src/a.test.ts', text))
  expect(at(j('test.on', "ly('a', () => {})"))).toHaveLength(1)
  expect(at(j('describe.concurrent.on', "ly('a', () => {})"))).toHaveLength(1)
  expect(at(j('\n\ntest.sk', "ip('a', () => {})"))).toHaveLength(1)
  expect(at(j('\n// Needs a second machine.\ntest.sk', "ip('a', () => {})"))).toEqual([])
  expect(at(j('\n\n  test.sk', "ip(!isThere, 'needs a second machine')"))).toEqual([])
  expect(at(j('\n\n  test.sk', 'ip(!isThere)'))).toHaveLength(1)
  expect(at('test("only one", () => {})')).toEqual([])
})

test.each([
  j('see /wo', 'rk/main/a.ts'),
  j('as in is', 'sue 12'),
  j('the SP', 'EC says'),
  j('after no', 'tes/style.md'),
  j('// TO', 'DO later'),
  j('registry', '=http://localhost:4873'),
])('words: "%s" is refused', (text) => {
  expect(found(wordsRule, source('docs/a.md', text))).toHaveLength(1)
})

test('words: a link makes unfinished work findable, and paths of any machine may be written', () => {
  const text = j('// TO', 'DO https://example.com/1\nthe work/home balance in /var/lib/daybook')
  expect(found(wordsRule, source('docs/a.md', text))).toEqual([])
})

test('variables: one that is read but not shown, or shown but not read, is named', () => {
  const definitions = 'packages/runtime/src/config/variables.ts'
  const text = j("a('DAYBOOK_HOME=/var'), b(`$", '{prefix}_PORT=1`)')
  const ports = ['PORTAL', 'PARTNER', 'STAFF', 'RECORDER'].map((app) => `# DAYBOOK_${app}_PORT=1`).join('\n')
  const shows = (more: string) => [source(definitions, text), { path: '.env.example', text: `${ports}\n${more}` }]
  planted.push({ path: '.env.example', text: 'DAYBOOK_OLD=1' })

  expect(found(variablesRule, ...shows('DAYBOOK_HOME=.daybook'))).toEqual([])
  expect(found(variablesRule, ...shows(''))).toEqual(['.env.example: DAYBOOK_HOME is missing'])
  expect(found(variablesRule, ...shows('DAYBOOK_HOME=a\nDAYBOOK_OLD=1'))).toEqual([
    '.env.example: nothing reads DAYBOOK_OLD',
  ])
})

test.each(['^1.2.3', '~1.2.3', '*', 'latest', '1.x', 'github:a/b', 'https://example.com/a.tgz', 'link:../a'])(
  'versions: %s is not one version',
  (version) => {
    expect(found(versionsRule, manifest('packages/a', { dependencies: { a: version } }))).toHaveLength(1)
  },
)

const lock = (packages: string) =>
  source('pnpm-lock.yaml', `lockfileVersion: '9.0'\n\npackages:\n\n${packages}\nsnapshots:\n`)

test('versions: a lock with a known hole, a second copy or a foreign source is refused', () => {
  const entry = (name: string) => `  ${name}:\n    resolution: {integrity: sha512-x}\n\n`
  expect(found(versionsRule, lock(entry('react-router@6.30.5')))).toEqual([expect.stringContaining('at least 6.30.6')])
  expect(found(versionsRule, lock(entry("'@remix-run/router@1.22.9'")))).toHaveLength(1)
  expect(found(versionsRule, lock(entry('zod@4.6.7') + entry('zod@3.25.0')))).toHaveLength(1)
  expect(found(versionsRule, lock('  a@1.0.0:\n    resolution: {tarball: https://example.com/a.tgz}\n'))).toHaveLength(
    1,
  )
  expect(found(versionsRule, lock(entry('react-router@6.30.6') + entry('react-router@6.31.0')))).toEqual([])
})

test('versions: scripts at installation and open ranges in the catalog are refused', () => {
  const workspace = source(
    'pnpm-workspace.yaml',
    "catalog:\n  '@a/b': ^1.0.0\n  c: 1.0.0\nallowBuilds:\n  esbuild: true\n  d: false\n",
  )
  expect(found(versionsRule, workspace)).toHaveLength(2)
})

test('every rule was shown at least one breach here', () => {
  const blind = rules.filter((rule) => rule.check(planted).length === 0)
  expect(blind.map(({ name }) => name)).toEqual([])
})

test('the repository is read: a rule that sees no files would find nothing', () => {
  const paths = readSources().map(({ path }) => path)
  expect(paths).toContain('tooling/checks/src/rules/rules.test.ts')
  expect(paths).toContain('pnpm-workspace.yaml')
})
