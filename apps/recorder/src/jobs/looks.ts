import { withRecordedAt } from '@daybook/core/model'
import { append, type Database, type Entry, findLog, lookRestMs, takeRestedLooks, transaction } from '@daybook/db'
import type { Logger } from '@daybook/runtime'
import { repeat } from './repeat.ts'

const everyMs = 1000
const atOnce = 200

/**
 * Makes events of the looks at logs whose filter has rested and that nobody has asked again since: the app records a
 * look with the next one, and nobody else would record the last.
 */
export function recordRestedLooks({
  db,
  logger,
  now = () => new Date(),
}: {
  db: Database
  logger: Logger
  now?: () => Date
}) {
  return repeat({
    name: 'looks',
    everyMs,
    logger,
    async work() {
      while ((await recordSome(db, now())) === atOnce);
    },
  })
}

/** How many were recorded. */
export function recordSome(db: Database, now: Date): Promise<number> {
  return transaction(db, async (tx) => {
    const looks = await takeRestedLooks(tx, { askedBefore: new Date(now.getTime() - lookRestMs), limit: atOnce })
    const entries: Entry[] = []
    for (const { tenantId, event } of looks) {
      const log = await findLog(tx, { id: tenantId })
      if (log) entries.push({ log, event: withRecordedAt(event, now) })
    }
    await append(tx, entries)
    return looks.length
  })
}
