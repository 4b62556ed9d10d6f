export type Counts = { passed: number; failed: number; skipped: number }

export type Outcome = Counts & {
  /** Shown under the name of the suite when something failed. */
  complaint?: string
}

export type Suite = {
  name: string
  /** Suites of one stage run at the same time; stages run one after the other. */
  stage: number
  run: () => Promise<Outcome>
}

export type Result = Outcome & { name: string; seconds: number }

export const onePassed: Outcome = { passed: 1, failed: 0, skipped: 0 }

export function oneFailed(complaint: string): Outcome {
  return { passed: 0, failed: 1, skipped: 0, complaint }
}

/**
 * Runs one suite whatever it does: what it throws is its failure, and a suite in which nothing ran has failed, for it
 * would go on guarding nothing without anybody noticing.
 */
export async function runSuite({ name, run }: Suite): Promise<Result> {
  const begun = performance.now()
  const outcome = await run().catch((error: unknown) =>
    oneFailed(error instanceof Error ? error.message : String(error)),
  )
  const seconds = (performance.now() - begun) / 1000
  if (outcome.passed + outcome.failed > 0 || isSkippedWhole(outcome)) return { name, seconds, ...outcome }
  return { name, seconds, ...oneFailed('no test ran') }
}

/** A suite that cannot run here says so by one skip and a reason. */
function isSkippedWhole({ skipped, complaint }: Outcome): boolean {
  return skipped === 1 && complaint !== undefined
}

/** The last line of a run, and the only one that other programs read: what was skipped is told above it. */
export function totalLine(results: readonly Counts[]): string {
  return `${sumOf(results, 'passed')} passed, ${sumOf(results, 'failed')} failed`
}

/** The line of one suite. */
export function suiteLine(result: Counts): string {
  return `${totalLine([result])}${result.skipped > 0 ? `, ${result.skipped} skipped` : ''}`
}

function sumOf(results: readonly Counts[], key: keyof Counts): number {
  return results.reduce((total, result) => total + result[key], 0)
}
