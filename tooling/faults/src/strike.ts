import { randomOf } from '@daybook/db/testing'
import { type Fault, noOutcome, type Outcome } from './fault.ts'
import type { Harness } from './harness/harness.ts'

export interface StrikeOptions {
  seed: number
  repeats: number
  seconds: number
  say: (line: string) => void
}

/** Lets one fault strike. What throws has not survived it. The same seed makes the same choices. */
export async function strike(harness: Harness, fault: Fault, options: StrikeOptions): Promise<Outcome> {
  const { seed, ...trouble } = options
  try {
    return await fault.run(harness, { ...trouble, random: randomOf(seed) })
  } catch (error) {
    return { ...noOutcome(), failures: [describe(error)] }
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : ''
  return `${error.message}${cause}`
}
