import { setTimeout as sleep } from 'node:timers/promises'
import { advanceCounts, type Database } from '@daybook/db'
import type { Logger } from '@daybook/runtime'
import { type RepeatedJob, repeat } from './repeat.ts'

const everyMs = 1000
/** Events counted at once: a quarter of a second, and time to stop in between. */
const atOnceDefault = 5000

interface CountsOptions {
  db: Database
  logger: Logger
  atOnce?: number
}

/**
 * Keeps the counts that filters and histograms show close behind the logs. What waits after a start is caught up with
 * in between other work: as long as it counted, it then rests, so that events are still recorded at once.
 */
export function keepCounts({ db, logger, atOnce = atOnceDefault }: CountsOptions): RepeatedJob {
  let isStopped = false
  const job = repeat({
    name: 'counts',
    everyMs,
    logger,
    async work() {
      for (;;) {
        const start = performance.now()
        const counted = await advanceCounts(db, { limit: atOnce })
        if (counted < atOnce || isStopped) return
        await sleep(performance.now() - start)
      }
    },
  })
  return {
    ...job,
    stop() {
      isStopped = true
      return job.stop()
    },
  }
}
