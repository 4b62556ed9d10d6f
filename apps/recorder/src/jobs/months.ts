import { type Database, makeMonths } from '@daybook/db'
import type { Logger } from '@daybook/runtime'
import type { ReadyCheck } from '../http/probes.ts'
import { repeat } from './repeat.ts'

const daily = 24 * 60 * 60 * 1000

/** Keeps the partitions of the log three months ahead, so that no event has to wait for its own to be made. */
export function keepMonths({ db, logger }: { db: Database; logger: Logger }) {
  const job = repeat({
    name: 'months',
    everyMs: daily,
    logger,
    async work() {
      const made = await makeMonths(db, { back: 3, ahead: 3 })
      if (made > 0) logger.info({ made }, 'made months of the log')
    },
  })
  // Once is enough: a later day that fails leaves three months to try again, and dates without one are kept as well.
  const check: ReadyCheck = {
    name: 'months',
    check: () => (job.hasSucceeded() ? null : 'the months of the log could not be made yet'),
  }
  return { check, stop: job.stop }
}
