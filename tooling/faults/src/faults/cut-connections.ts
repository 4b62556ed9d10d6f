import type { Random } from '@daybook/db/testing'
import { type Fault, noOutcome, type Outcome, sum } from '../fault.ts'
import { type Line, startLine, type Weather } from '../harness/line.ts'
import { pass, until } from '../harness/poll.ts'
import type { Load } from '../load/load.ts'
import { recoveryMsMax, survive } from './blow.ts'

const weathers: readonly [Weather, ...Weather[]] = [
  { kind: 'cut answers' },
  { kind: 'reset' },
  { kind: 'slices' },
  { kind: 'stall', ms: 5000 },
  { kind: 'closed' },
]

/** One load and one verdict for so many blows. */
const blowsTogether = 10

export const cutConnections: Fault = {
  name: 'F7',
  title: 'connections are cut, torn, stalled and sliced, in front of the recorder and behind it',
  repeats: { short: 10, long: 100 },
  seconds: { short: 0, long: 0 },
  async run(harness, trouble) {
    await using front = await startLine(harness.recorder().port)
    await using behind = await startLine(harness.database.port)
    const databaseUrl = new URL(harness.database.recorderUrl)
    databaseUrl.port = String(behind.port)
    await (await harness.replaceRecorder({ databaseUrl: databaseUrl.href })).untilReady()

    let total = noOutcome()
    for (let done = 0; done < trouble.repeats; done += blowsTogether) {
      const blows = Math.min(blowsTogether, trouble.repeats - done)
      let longest = 0
      const outcome = await survive(harness, trouble, {
        urls: [`http://127.0.0.1:${front.port}`],
        fromItsEnd: true,
        async strike(load) {
          for (let blow = 0; blow < blows; blow++) {
            const place = trouble.random.pick([front, behind])
            longest = Math.max(longest, await weather(place, load, weatherFor(done + blow), trouble.random))
          }
        },
      })
      trouble.say(`${done + blows}: ${outcome.acknowledged} acknowledged, ${outcome.unknown} unknown`)
      total = sum(total, withBlows(outcome, blows, longest))
    }
    await (await harness.replaceRecorder()).untilReady()
    return total
  },
}

function weatherFor(blow: number): Weather {
  return weathers[blow % weathers.length] ?? weathers[0]
}

/** Bad weather for a moment; answers how long it took from its end to a new event acknowledged, milliseconds. */
async function weather(place: Line, load: Load, bad: Weather, random: Random): Promise<number> {
  place.become(bad)
  await pass(200 + random.below(600))
  place.become({ kind: 'open' })
  const start = performance.now()
  const before = load.acknowledged()
  const well = `events that are accepted after "${bad.kind}"`
  await until(() => load.acknowledged() > before, { what: well, ms: recoveryMsMax })
  return Math.round(performance.now() - start)
}

function withBlows(outcome: Outcome, repeats: number, longest: number): Outcome {
  return { ...outcome, repeats, longestRecoveryMs: Math.max(outcome.longestRecoveryMs, longest) }
}
