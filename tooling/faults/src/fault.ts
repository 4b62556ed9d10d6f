import type { Random } from '@daybook/db/testing'
import type { Harness } from './harness/harness.ts'

/** How hard a fault strikes: `short` within every test run, `long` when somebody asks for it. */
export type Scale = 'short' | 'long'

export interface Trouble {
  random: Random
  /** How often it strikes, for a fault that is counted. */
  repeats: number
  /** How long it lasts, for a fault that is timed. */
  seconds: number
  /** Tells whoever watches how far it is. */
  say: (line: string) => void
}

export interface Outcome {
  repeats: number
  acknowledged: number
  /** Attempts after which a sender did not know. */
  unknown: number
  lost: number
  doubled: number
  /** From the blow, or from its end where it lasts, to a new event acknowledged; milliseconds. */
  longestRecoveryMs: number
  /** What is wrong, in words; a fault is survived when there is nothing. */
  failures: string[]
  /** Measurements worth telling. */
  notes: string[]
  /** Why it could not strike here. */
  skipped?: string
}

export interface Fault {
  name: string
  title: string
  repeats: Record<Scale, number>
  seconds: Record<Scale, number>
  run(harness: Harness, trouble: Trouble): Promise<Outcome>
}

export function noOutcome(): Outcome {
  return {
    ...{ repeats: 0, acknowledged: 0, unknown: 0, lost: 0, doubled: 0, longestRecoveryMs: 0 },
    ...{ failures: [], notes: [] },
  }
}

export function sum(first: Outcome, second: Outcome): Outcome {
  return {
    repeats: first.repeats + second.repeats,
    acknowledged: first.acknowledged + second.acknowledged,
    unknown: first.unknown + second.unknown,
    lost: first.lost + second.lost,
    doubled: first.doubled + second.doubled,
    longestRecoveryMs: Math.max(first.longestRecoveryMs, second.longestRecoveryMs),
    failures: [...first.failures, ...second.failures],
    notes: [...first.notes, ...second.notes],
  }
}
