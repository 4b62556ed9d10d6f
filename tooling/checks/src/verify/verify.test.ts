import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readPlaywrightReport, readVitestReport } from './reports.ts'
import { runSuite, suiteLine, totalLine } from './suite.ts'

function report(value: unknown): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'daybook-report-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const file = path.join(directory, 'report.json')
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value))
  return file
}

test('the last line counts everything, and names skips only if there were some', () => {
  const counts = { passed: 3, failed: 1, skipped: 0 }
  expect(totalLine([counts, counts])).toBe('6 passed, 2 failed')
  expect(totalLine([counts, { passed: 0, failed: 0, skipped: 4 }])).toBe('3 passed, 1 failed')
  expect(suiteLine({ passed: 3, failed: 0, skipped: 4 })).toBe('3 passed, 0 failed, 4 skipped')
  expect(suiteLine(counts)).toBe('3 passed, 1 failed')
  expect(totalLine([])).toBe('0 passed, 0 failed')
})

test('a suite that ran no test has failed', async () => {
  const none = { passed: 0, failed: 0, skipped: 0 }
  expect(await runSuite({ name: 'a', stage: 1, run: async () => none })).toMatchObject({ failed: 1 })
  expect(await runSuite({ name: 'a', stage: 1, run: async () => ({ ...none, skipped: 7 }) })).toMatchObject({
    failed: 1,
  })
})

test('a suite that cannot run here is one skip with its reason', async () => {
  const absent = { passed: 0, failed: 0, skipped: 1, complaint: 'not for this machine' }
  expect(await runSuite({ name: 'a', stage: 1, run: async () => absent })).toMatchObject(absent)
})

test('a suite that breaks has failed', async () => {
  const broken = await runSuite({ name: 'a', stage: 1, run: () => Promise.reject(new Error('no such program')) })
  expect(broken).toMatchObject({ passed: 0, failed: 1, complaint: 'no such program' })
})

test('a test file that cannot be loaded counts as a failure beside the failed tests', () => {
  const file = report({
    ...{ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 0 },
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ],
  })
  expect(readVitestReport(file, false)).toEqual({ passed: 5, failed: 2, skipped: 2 })
})

test('a runner that ends badly has failed even if its report is clean, damaged or missing', () => {
  const clean = report({ numPassedTests: 5, numFailedTests: 0, testResults: [] })
  expect(readVitestReport(clean, false)).toEqual({ passed: 5, failed: 1, skipped: 0 })
  expect(readVitestReport(report('{'), false)).toMatchObject({ failed: 1 })
  expect(readPlaywrightReport('/nowhere/report.json', false)).toMatchObject({ failed: 1 })
})

test('a flaky browser test has failed', () => {
  const file = report({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 } })
  expect(readPlaywrightReport(file, true)).toEqual({ passed: 4, failed: 2, skipped: 2 })
})
