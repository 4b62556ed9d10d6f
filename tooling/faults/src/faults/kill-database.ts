import { type Fault, noOutcome, sum } from '../fault.ts'
import { pass } from '../harness/poll.ts'
import { survive } from './blow.ts'

export const killDatabase: Fault = {
  name: 'F2',
  title: 'the database is killed at a random moment, whole or its first process only',
  repeats: { short: 2, long: 20 },
  seconds: { short: 0, long: 0 },
  async run(harness, trouble) {
    let total = noOutcome()
    for (let round = 1; round <= trouble.repeats; round++) {
      const outcome = await survive(harness, trouble, {
        async strike() {
          await pass(trouble.random.below(300))
          harness.database.kill({ postmasterOnly: round % 2 === 0 })
          await harness.database.restart()
        },
      })
      trouble.say(`${round}: ${outcome.acknowledged} acknowledged, ${outcome.unknown} unknown`)
      total = sum(total, outcome)
    }
    return total
  },
}
