import { readFileSync } from 'node:fs'
import type { Counts } from './suite.ts'

/**
 * What a test runner's JSON report says. A file that could not even be loaded ran no test but is a failure, and so is
 * an error outside any test: `ok` is the runner's own word.
 */
export function readVitestReport(file: string, ok: boolean): Counts {
  const report = readJson(file)
  const files = Array.isArray(report.testResults) ? report.testResults.map(asRecord) : []
  const unloaded = files.filter((result) => result.status === 'failed' && !hasFailedTest(result)).length
  return atLeastOneFailure(ok, {
    passed: count(report.numPassedTests),
    failed: count(report.numFailedTests) + unloaded,
    skipped: count(report.numPendingTests) + count(report.numTodoTests),
  })
}

/** A flaky test passed at last; it still failed once. */
export function readPlaywrightReport(file: string, ok: boolean): Counts {
  const stats = asRecord(readJson(file).stats)
  return atLeastOneFailure(ok, {
    passed: count(stats.expected),
    failed: count(stats.unexpected) + count(stats.flaky),
    skipped: count(stats.skipped),
  })
}

function atLeastOneFailure(ok: boolean, counts: Counts): Counts {
  return ok ? counts : { ...counts, failed: Math.max(counts.failed, 1) }
}

function hasFailedTest({ assertionResults }: Report): boolean {
  return Array.isArray(assertionResults) && assertionResults.some((test) => asRecord(test).status === 'failed')
}

function count(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

type Report = Record<string, unknown>

function asRecord(value: unknown): Report {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function readJson(file: string): Report {
  try {
    return asRecord(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return {}
  }
}
