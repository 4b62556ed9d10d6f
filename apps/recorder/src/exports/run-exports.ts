import type { Database } from '@daybook/db'
import type { Logger, Storage } from '@daybook/runtime'
import { z } from 'zod'
import { runJobs } from '../jobs/run-jobs.ts'
import { type KeepOptions, keepExports } from './keep-exports.ts'
import { writeExport } from './write-export.ts'

export interface RunExportsOptions extends Pick<KeepOptions, 'reviveMs' | 'expireMs'> {
  databaseUrl: string
  db: Database
  storage: Storage
  logger: Logger
}

const payloadShape = z.object({ id: z.string() })

/** Everything this process does for exports: writes them, takes up what others have left, and removes old files. */
export function runExports({ databaseUrl, db, storage, logger, ...times }: RunExportsOptions) {
  const stopping = new AbortController()
  const jobs = runJobs({
    databaseUrl,
    logger,
    tasks: {
      'exports.write': async (payload) => {
        const { id } = payloadShape.parse(payload)
        await writeExport({ databaseUrl, storage, logger, signal: stopping.signal }, id)
      },
    },
  })
  const keeping = keepExports({ db, storage, logger, ...times })
  return {
    /** Work under way ends at its next page, and goes on in the next process. */
    async stop() {
      stopping.abort(new Error('the process is stopping'))
      await Promise.all([jobs.stop(), keeping.stop()])
    },
  }
}
