import { hostname } from 'node:os'
import { type ActionDefinition, completeEvent, draftOf, recorderStarted, recorderStopped } from '@daybook/core/model'
import { append, type Database, findPlatformLog, transaction } from '@daybook/db'
import type { Logger } from '@daybook/runtime'
import { v7 } from 'uuid'
import { recorderItself } from './recorder-itself.ts'
import { repeat } from './repeat.ts'

/** A stopping process has a few seconds in all; the database may be what made it stop. */
const stopMsMax = 2000
/** Until the operator's organisation exists, there is no log to write to. */
const lookAgainMs = 30_000

/**
 * Records in the operator's log when this process begins and ends, so that a time in which no machine could send
 * events can be told from one in which none did.
 */
export function recordLife({ db, logger, now = () => new Date() }: { db: Database; logger: Logger; now?: () => Date }) {
  const data = { host: hostname(), pid: process.pid, startedAt: now().toISOString() }
  const id = v7()
  let isRecorded = false

  const start = repeat({
    name: 'life',
    everyMs: lookAgainMs,
    logger,
    async work() {
      isRecorded ||= await record(db, { action: recorderStarted, data, id, now: now() })
    },
  })

  return {
    isRecorded: () => isRecorded,
    async stop() {
      await start.stop()
      if (!isRecorded) return
      const written = record(db, { action: recorderStopped, data, id: v7(), now: now() })
      const isInTime = await Promise.race([written, waitFor(stopMsMax)])
      if (!isInTime) logger.error('the end of the recorder could not be recorded in time')
    },
  }
}

interface Moment<Data> {
  action: ActionDefinition<Data>
  data: NoInfer<Data>
  id: string
  now: Date
}

/** True once it is committed, false while there is no log for it. Safe to repeat with the same id. */
function record<Data>(db: Database, { action, data, id, now }: Moment<Data>): Promise<boolean> {
  return transaction(db, async (tx) => {
    const log = await findPlatformLog(tx)
    if (log === null) return false
    const event = completeEvent(draftOf(action, data), {
      id,
      recordedAt: now,
      secretKeys: log.secretKeys,
      actor: recorderItself,
    })
    await append(tx, [{ log, event }])
    return true
  })
}

function waitFor(ms: number): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), ms).unref())
}
