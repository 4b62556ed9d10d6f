import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'

const vitest = path.join(path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')

/** Runs tests under the guard, in a run of their own, and answers which passed. */
async function outcomes(tests: string): Promise<Record<string, string>> {
  const directory = mkdtempSync(path.join(tmpdir(), 'daybook-guard-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  writeFileSync(path.join(directory, 'guarded.test.js'), tests)
  writeFileSync(
    path.join(directory, 'vitest.config.mjs'),
    `export default { test: { globals: true, setupFiles: [${JSON.stringify(path.join(import.meta.dirname, 'console-guard.ts'))}] } }`,
  )

  const report = path.join(directory, 'report.json')
  const args = [vitest, 'run', '--root', directory, '--reporter=json', `--outputFile=${report}`]
  await promisify(execFile)(process.execPath, args).catch(() => {})
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'))
  const results: { title: string; status: string }[] = testResults[0].assertionResults
  return Object.fromEntries(results.map(({ title, status }) => [title, status]))
}

test('a complaint on the console fails its test, and only its test, unless it was expected', async () => {
  const found = await outcomes(`
    test('quiet', () => {})
    test('an error', () => console.error('no'))
    test('a warning', () => console.warn('no'))
    test('quiet again', () => {})
    test('expected', () => { expectConsole('error', /n./); console.error(new Error('no')) })
    test('expected elsewhere', () => { expectConsole('warn', 'no'); console.error('no') })
    test('expected in vain', () => expectConsole('error', 'no'))
    test('other words are free', () => { console.log('no'); console.info('no') })
  `)
  expect(found).toEqual({
    quiet: 'passed',
    'an error': 'failed',
    'a warning': 'failed',
    'quiet again': 'passed',
    expected: 'passed',
    'expected elsewhere': 'failed',
    'expected in vain': 'failed',
    'other words are free': 'passed',
  })
})
