import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults } from './faults/index.ts'
import { createHarness, type Harness } from './harness/harness.ts'
import { strike } from './strike.ts'

let harness: Harness

beforeAll(async () => {
  harness = await createHarness()
}, 120_000)
afterAll(() => harness?.[Symbol.asyncDispose]())

/** What was found with a seed is found again with it. */
const seed = Math.floor(Math.random() * 1_000_000)

test.each(faults.map((fault) => [fault.title, fault] as const))(
  '%s: nothing acknowledged is lost or there twice, and recording goes on by itself',
  async (_title, fault) => {
    const { repeats, seconds } = { repeats: fault.repeats.short, seconds: fault.seconds.short }
    const outcome = await strike(harness, fault, { seed, repeats, seconds, say: () => {} })
    expect({ seed, lost: outcome.lost, doubled: outcome.doubled, failures: outcome.failures }).toEqual({
      ...{ seed, lost: 0, doubled: 0, failures: [] },
    })
    // One that cannot strike here says why, and acknowledges nothing.
    if (outcome.skipped === undefined) expect(outcome.acknowledged).toBeGreaterThan(0)
  },
  240_000,
)
