import { type Fault, noOutcome, type Outcome, sum } from '../fault.ts'
import { holdLogs } from '../harness/hold-logs.ts'
import { until } from '../harness/poll.ts'
import { isAccepted, isRefused, percentile } from '../load/answers.ts'
import { startLoad } from '../load/load.ts'
import { judge } from '../oracle.ts'
import { recoveryMsMax, survive } from './blow.ts'

/** What others may notice of it, beside three times what they waited before: those who are stuck cost time as well. */
const othersMsMore = 1000
/** Answers from which is told how long others wait as a rule. */
const answersBefore = 60

export const holdOneLog: Fault = {
  name: 'F9',
  title: 'a long transaction holds one log; the others notice nothing',
  repeats: { short: 1, long: 5 },
  seconds: { short: 6, long: 9 },
  async run(harness, trouble) {
    let total = noOutcome()
    for (let round = 1; round <= trouble.repeats; round++) {
      const notes: string[] = []
      const failures: string[] = []
      const { operator, database, url } = harness
      let stuck: Outcome = noOutcome()
      const others = await survive(harness, trouble, {
        fromItsEnd: true,
        async strike(load) {
          const [tenant] = await harness.tenants(1)
          if (tenant === undefined) return
          const usual = () => load.answers.all.length >= answersBefore
          await until(usual, { what: 'answers to compare with', ms: recoveryMsMax })
          const before = percentile(
            load.answers.all.map(({ ms }) => ms),
            0.99,
          )
          const held = await holdLogs(database, [tenant], trouble.seconds * 1000)
          const start = performance.now()
          const own = startLoad({ urls: [url], tenants: [tenant], operator, random: trouble.random, senders: 40 })
          await held.untilEnded()
          const end = performance.now()
          await held[Symbol.asyncDispose]()
          await until(() => own.acknowledged() > 0, { what: 'a log that is free again', ms: recoveryMsMax })
          await own.stop()
          const { ledger } = own
          const verdict = await judge({ database, operator, url, ledger })
          stuck = { ...noOutcome(), ...verdict, acknowledged: own.acknowledged(), unknown: own.unknown() }

          const refused = own.answers.all.filter((answer) => isRefused(answer) && answer.at < end)
          if (refused.length === 0) failures.push('nothing was refused while the log was held')
          if (refused.some(({ retryAfter }) => retryAfter === null)) failures.push('a refusal without Retry-After')
          const during = load.answers.all.filter(({ at }) => at > start && at < end)
          const bad = during.filter((answer) => !isAccepted(answer))
          const p99 = Math.round(
            percentile(
              during.map(({ ms }) => ms),
              0.99,
            ),
          )
          if (bad.length > 0) failures.push(`${bad.length} requests for other logs were not accepted`)
          if (p99 > othersMsMore + 3 * before)
            failures.push(`requests for other logs took ${p99} ms, before ${before} ms`)
          const slowest = Math.round(
            percentile(
              refused.map(({ ms }) => ms),
              1,
            ),
          )
          notes.push(
            `held: ${refused.length} refusals within ${slowest} ms; others: ${during.length} accepted, p99 ${p99} ms, before ${Math.round(before)} ms`,
          )
        },
      })
      total = sum(total, sum({ ...others, notes, failures: [...others.failures, ...failures] }, stuck))
    }
    return total
  },
}
