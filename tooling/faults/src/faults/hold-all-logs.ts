import { type Fault, noOutcome } from '../fault.ts'
import { holdLogs } from '../harness/hold-logs.ts'
import { until } from '../harness/poll.ts'
import { isRefused, percentile } from '../load/answers.ts'
import { startLoad } from '../load/load.ts'
import { judge } from '../oracle.ts'
import { recoveryMsMax } from './blow.ts'

const logs = 20
/** What a refusal may take beside what any answer takes here: waiting for a turn, then for the lock. */
const refusalMsMore = 5000

export const holdAllLogs: Fault = {
  name: 'F8',
  title: 'idle transactions hold every log, so that every connection waits',
  repeats: { short: 1, long: 3 },
  seconds: { short: 8, long: 8 },
  async run(harness, { random, repeats, seconds, say }) {
    const outcome = noOutcome()
    const { operator, database, url } = harness
    for (let round = 1; round <= repeats; round++) {
      const tenants = await harness.tenants(logs)
      const load = startLoad({ urls: [url], tenants, operator, random, senders: 40 })
      try {
        await until(() => load.acknowledged() >= 100, { what: 'load that is taken', ms: recoveryMsMax })
        const usual = Math.round(
          percentile(
            load.answers.all.map(({ ms }) => ms),
            0.99,
          ),
        )
        const held = await holdLogs(database, tenants, seconds * 1000)
        const start = performance.now()
        await held.untilEnded()
        const end = performance.now()
        await held[Symbol.asyncDispose]()
        const before = load.acknowledged()
        await until(() => load.acknowledged() > before, { what: 'events that are accepted', ms: recoveryMsMax })
        outcome.longestRecoveryMs = Math.max(outcome.longestRecoveryMs, Math.round(performance.now() - end))

        const refused = load.answers.all.filter((answer) => isRefused(answer) && answer.at > start && answer.at < end)
        const ms = refused.map((answer) => answer.ms)
        const slowest = Math.round(Math.max(0, ...ms))
        const median = Math.round(percentile(ms, 0.5))
        say(
          `${round}: ${refused.length} refusals, half within ${median} ms, all within ${slowest} ms; before, answers took up to ${usual} ms`,
        )
        outcome.notes.push(
          `${refused.length} refusals, half within ${median} ms, all within ${slowest} ms; before, answers took up to ${usual} ms`,
        )
        if (refused.length === 0) outcome.failures.push('nothing was refused while every log was held')
        if (slowest > refusalMsMore + usual) outcome.failures.push(`a refusal took ${slowest} ms`)
        if (refused.some(({ retryAfter }) => retryAfter === null))
          outcome.failures.push('a refusal without Retry-After')
      } finally {
        await load.stop()
      }
      const verdict = await judge({ database, operator, url, ledger: load.ledger })
      outcome.repeats += 1
      outcome.acknowledged += load.acknowledged()
      outcome.unknown += load.unknown()
      outcome.lost += verdict.lost
      outcome.doubled += verdict.doubled
      outcome.failures.push(...verdict.failures)
    }
    return outcome
  },
}
