import type { Fault, Outcome } from './fault.ts'

export interface Line {
  fault: Fault
  outcome: Outcome
}

const columns = ['fault', 'repeats', 'acknowledged', 'unknown', 'lost', 'doubled', 'longest recovery', ''] as const

/** What happened, one line for each fault, and beneath it what was measured or is wrong. */
export function summaryOf(lines: readonly Line[]): string {
  const rows = lines.map(({ fault, outcome }) => [
    fault.name,
    ...[outcome.repeats, outcome.acknowledged, outcome.unknown, outcome.lost, outcome.doubled].map(String),
    `${(outcome.longestRecoveryMs / 1000).toFixed(1)} s`,
    `${verdictOf(outcome)}  ${fault.title}`,
  ])
  const widths = columns.map((name, index) => Math.max(name.length, ...rows.map((row) => row[index]?.length ?? 0)))
  const table = [[...columns], ...rows].map((row) =>
    row
      .map((cell, index) =>
        index === 0 || index === row.length - 1 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
  const remarks = lines.flatMap(({ fault, outcome: { notes, failures, skipped } }) => [
    ...(skipped === undefined ? [] : [`${fault.name} skipped: ${skipped}`]),
    ...notes.map((note) => `${fault.name}: ${note}`),
    ...failures.map((failure) => `${fault.name} FAILED: ${failure}`),
  ])
  return [...table, ...(remarks.length > 0 ? ['', ...remarks] : [])].join('\n')
}

/** The last line of a run, in the words of every other run here. */
export function totalOf(lines: readonly Line[]): string {
  const count = (verdict: string) => lines.filter(({ outcome }) => verdictOf(outcome) === verdict).length
  const skipped = count('skipped')
  return `${count('passed')} passed, ${count('FAILED')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

function verdictOf({ failures, skipped }: Outcome): 'passed' | 'FAILED' | 'skipped' {
  if (skipped !== undefined) return 'skipped'
  return failures.length === 0 ? 'passed' : 'FAILED'
}
