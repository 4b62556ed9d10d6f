import { type Fault, noOutcome, sum } from '../fault.ts'
import type { FaultDatabase } from '../harness/database.ts'
import { pass, until } from '../harness/poll.ts'
import { isAccepted } from '../load/answers.ts'
import { recoveryMsMax, survive } from './blow.ts'

const hour = 3_600_000
/** Requests that were on their way when the clock was set were stamped by the right one. */
const onTheirWayMs = 1500

export const wrongClock: Fault = {
  name: 'F11',
  title: "the recorder's clock is an hour ahead, then an hour behind",
  repeats: { short: 1, long: 5 },
  seconds: { short: 3, long: 10 },
  async run(harness, trouble) {
    let total = noOutcome()
    for (let round = 1; round <= trouble.repeats; round++) {
      const failures: string[] = []
      const begun = new Date()
      const recorder = harness.recorder()
      const outcome = await survive(harness, trouble, {
        fromItsEnd: true,
        async strike(load) {
          for (const off of [hour, -hour]) {
            await recorder.setClock(off)
            const start = performance.now()
            await pass(trouble.seconds * 1000)
            const end = performance.now()
            await recorder.setClock(0)
            const answers = load.answers.all.filter(({ at, ms }) => at - ms > start + onTheirWayMs && at < end)
            const accepted = answers.filter(isAccepted)
            if (accepted.length > 0) failures.push(`${accepted.length} requests were accepted under a wrong clock`)
            if (answers.some(({ status }) => status !== 503)) failures.push('not every answer was a 503')
            if (answers.some(({ retryAfter }) => retryAfter === null)) failures.push('a refusal without Retry-After')
            const before = load.acknowledged()
            await until(() => load.acknowledged() > before, { what: 'events under the right clock', ms: recoveryMsMax })
          }
          if (!recorder.lines.some((line) => line.includes('"level":"error"') && /clock/.test(line)))
            failures.push('the log of the recorder says nothing of its clock')
        },
      })
      const wrong = await wrongTimes(harness.database, begun)
      if (wrong > 0) failures.push(`${wrong} events were stored under a wrong time`)
      total = sum(total, { ...outcome, failures: [...outcome.failures, ...failures] })
    }
    return total
  },
}

/** Events numbered after others of this round, or ahead of now, that no right clock can have stamped. */
async function wrongTimes({ sql }: FaultDatabase, since: Date): Promise<number> {
  const rows = await sql<{ count: number }[]>`
    select count(*)::int from events e
    join organisations o on o.id = e.tenant_id
    where o.created_at > ${since}
      and (e.recorded_at < ${since}::timestamptz - interval '11 s' or e.recorded_at > clock_timestamp() + interval '11 s')`
  return rows[0]?.count ?? 0
}
