import { noOutcome, type Outcome, type Trouble } from '../fault.ts'
import type { Harness } from '../harness/harness.ts'
import { until } from '../harness/poll.ts'
import { type Load, startLoad } from '../load/load.ts'
import { judge } from '../oracle.ts'

export interface Blow {
  /** Strikes, and returns once what has to be done by hand (starting a process again) is done. */
  strike: (load: Load) => Promise<unknown>
  /** Recovery is counted from the end of the blow: for one that lasts. */
  fromItsEnd?: boolean
  urls?: readonly string[]
  tenants?: number
  senders?: number
  batchMax?: number
  /** Acknowledged events before it strikes. */
  after?: number
}

/** Nothing here may take longer than this to be well again by itself. */
export const recoveryMsMax = 60_000

/** One blow under load, on logs of its own: load, blow, recovery without a hand, verdict. */
export async function survive(harness: Harness, { random }: Trouble, blow: Blow): Promise<Outcome> {
  const { strike, fromItsEnd = false, urls = [harness.url], tenants = 3, after = 40, ...rest } = blow
  const { operator, database, url } = harness
  const load = startLoad({ urls, tenants: await harness.tenants(tenants), operator, random, ...rest })
  const outcome = { ...noOutcome(), repeats: 1 }
  try {
    await until(() => load.acknowledged() >= after, { what: 'load that is taken', ms: recoveryMsMax })
    let start = performance.now()
    await strike(load)
    if (fromItsEnd) start = performance.now()
    await untilAccepting(harness, load)
    outcome.longestRecoveryMs = Math.round(performance.now() - start)
  } finally {
    await load.stop()
  }
  const { ledger } = load
  outcome.acknowledged = load.acknowledged()
  outcome.unknown = load.unknown()
  return { ...outcome, ...(await judge({ database, operator, url, ledger })) }
}

/** Ready by its own word, and as good as it. */
async function untilAccepting(harness: Harness, load: Load): Promise<void> {
  await harness.recorder().untilReady(recoveryMsMax)
  const before = load.acknowledged()
  await until(() => load.acknowledged() > before, { what: 'new events that are accepted', ms: recoveryMsMax })
}
