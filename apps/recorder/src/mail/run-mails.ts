import type { Sealer } from '@daybook/auth'
import type { Letter } from '@daybook/core/mail'
import { type Database, deleteMail, findMail } from '@daybook/db'
import type { Logger } from '@daybook/runtime'
import { z } from 'zod'
import { runJobs } from '../jobs/run-jobs.ts'
import type { Mailbox } from './mailbox.ts'

export interface RunMailsOptions {
  databaseUrl: string
  db: Database
  sealer: Sealer
  mailbox: Mailbox
  logger: Logger
}

const payloadShape = z.object({ id: z.string() })

/** Sends what apps have written, each message at least once; what no server takes is tried again by the queue. */
export function runMails({ databaseUrl, db, sealer, mailbox, logger }: RunMailsOptions) {
  const jobs = runJobs({
    databaseUrl,
    logger,
    concurrency: 1,
    tasks: {
      'mails.send': async (payload) => {
        const { id } = payloadShape.parse(payload)
        const row = await findMail(db, { id })
        if (row === null) return
        const text = sealer.open(`mail:${id}`, row.sealed)
        // Only our own apps can have sealed it. Null goes to nobody: it was written so that it takes no less time.
        const letter = text === null ? null : (JSON.parse(text) as Letter | null)
        if (text === null) {
          logger.error({ mail: id }, 'a message cannot be read: has DAYBOOK_SECRET changed?')
        } else if (letter !== null) {
          await mailbox.send(id, letter)
        }
        await deleteMail(db, { id, at: new Date() })
      },
    },
  })
  return {
    async stop() {
      await jobs.stop()
      mailbox.close()
    },
  }
}
