import { type Fault, noOutcome, sum } from '../fault.ts'
import { pass } from '../harness/poll.ts'
import { survive } from './blow.ts'

export const killRecorder: Fault = {
  name: 'F1',
  title: 'the recorder is killed at a random moment',
  repeats: { short: 5, long: 50 },
  seconds: { short: 0, long: 0 },
  async run(harness, trouble) {
    let total = noOutcome()
    for (let round = 1; round <= trouble.repeats; round++) {
      const outcome = await survive(harness, trouble, {
        async strike() {
          await pass(trouble.random.below(300))
          await harness.replaceRecorder()
        },
      })
      trouble.say(`${round}: ${outcome.acknowledged} acknowledged, ${outcome.unknown} unknown`)
      total = sum(total, outcome)
    }
    return total
  },
}
