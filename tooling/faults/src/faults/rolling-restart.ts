import { type Fault, noOutcome, sum } from '../fault.ts'
import { pass } from '../harness/poll.ts'
import type { RecorderProcess } from '../harness/recorder.ts'
import { survive } from './blow.ts'

/** A supervisor kills what takes longer. */
const drainMsMax = 10_000

export const rollingRestart: Fault = {
  name: 'F12',
  title: 'two recorders on one database are told to stop and started again, one after the other',
  repeats: { short: 1, long: 10 },
  seconds: { short: 0, long: 0 },
  async run(harness, trouble) {
    let total = noOutcome()
    for (let round = 1; round <= trouble.repeats; round++) {
      const failures: string[] = []
      let longest = 0
      let second = await harness.addRecorder()
      await second.untilReady()
      const stop = async (recorder: RecorderProcess) => {
        const start = performance.now()
        const end = await recorder.terminate()
        const ms = Math.round(performance.now() - start)
        longest = Math.max(longest, ms)
        if (end.code !== 0) failures.push(`a recorder that was told to stop ended with ${end.signal ?? end.code}`)
        if (ms > drainMsMax) failures.push(`a recorder took ${ms} ms to stop`)
      }
      const outcome = await survive(harness, trouble, {
        urls: [harness.url, second.url],
        senders: 32,
        fromItsEnd: true,
        async strike() {
          await pass(trouble.random.below(300))
          await stop(harness.recorder())
          await (await harness.replaceRecorder()).untilReady()
          await stop(second)
          second = await harness.addRecorder({ port: second.port })
          await second.untilReady()
        },
      })
      await second.kill()
      const notes = [`stopped within ${longest} ms`]
      total = sum(total, { ...outcome, notes, failures: [...outcome.failures, ...failures] })
    }
    return total
  },
}
