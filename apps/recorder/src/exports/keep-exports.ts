import {
  type Database,
  expireExports,
  isFree,
  listExportsWithFiles,
  listUnfinishedExports,
  reviveJob,
  transaction,
} from '@daybook/db'
import type { Logger, Storage } from '@daybook/runtime'
import { repeat } from '../jobs/repeat.ts'
import { archiveKey, lockOf, workingKey } from './write-export.ts'

export interface KeepOptions {
  db: Database
  storage: Storage
  logger: Logger
  /** Milliseconds from one look for exports that nobody writes any more to the next; 5,000 by default. */
  reviveMs?: number
  /** The same for files whose time is over; a minute by default. */
  expireMs?: number
}

/** A file that belongs to no export may be one that is being made: it is left alone for so long. */
const orphanMs = 3_600_000

/** Takes up exports whose process is gone, and removes files that nobody may fetch any more. */
export function keepExports({ db, storage, logger, reviveMs = 5000, expireMs = 60_000 }: KeepOptions) {
  const revival = repeat({
    name: 'exports revival',
    everyMs: reviveMs,
    logger,
    async work() {
      const revived = await reviveExports(db)
      if (revived.length > 0) logger.info({ exports: revived }, 'took up exports that nobody wrote any more')
    },
  })
  const expiry = repeat({
    name: 'exports expiry',
    everyMs: expireMs,
    logger,
    work: () => expireFiles({ db, storage, now: new Date() }),
  })
  return {
    stop: async () => {
      await Promise.all([revival.stop(), expiry.stop()])
    },
  }
}

async function reviveExports(db: Database): Promise<string[]> {
  const revived: string[] = []
  for (const id of await listUnfinishedExports(db)) {
    const isRevived = await transaction(
      db,
      async (tx) => (await isFree(tx, lockOf(id))) && reviveJob(tx, 'exports.write', id),
    )
    if (isRevived) revived.push(id)
  }
  return revived
}

/** Ends the time of files, and removes them and what dead processes have left. The rows stay. */
export async function expireFiles({ db, storage, now }: { db: Database; storage: Storage; now: Date }): Promise<void> {
  for (const id of await expireExports(db, { now })) {
    await storage.remove(archiveKey(id))
    await storage.remove(workingKey(id))
  }
  const files = await storage.list('exports')
  const old = files.filter(({ modifiedAt }) => now.getTime() - modifiedAt.getTime() > orphanMs)
  const needed = await listExportsWithFiles(
    db,
    old.map(({ key }) => idOf(key)),
  )
  for (const { key } of old) if (!needed.has(idOf(key))) await storage.remove(key)
}

function idOf(key: string): string {
  return key.slice(key.indexOf('/') + 1, key.indexOf('.'))
}
