import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { claimDirectory, removeEmbedded } from '@daybook/db/embedded'
import type { Config } from '@daybook/runtime'
import { exitCodeConfig, refusal } from '../failure.ts'
import { databaseDirectory } from './database.ts'

/** Takes the home directory for this start; refuses if another start of it is running. Returns how to give it back. */
export function claimHome(home: string): () => void {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const claim = claimDirectory(home, 'start.json')
  if (claim.mine) return claim.release
  throw refusal(
    `Daybook is already running from ${home} (process ${claim.pid}). Stop that one first, ` +
      'or give this one a home and ports of its own, for example DAYBOOK_HOME=/tmp/second DAYBOOK_PORTAL_PORT=4101.',
    exitCodeConfig,
  )
}

/**
 * Deletes the embedded database and the files that belong to its content. Secrets and logs stay, and so does what
 * DAYBOOK_STORAGE keeps elsewhere.
 */
export async function emptyHome({ home, databaseUrl }: Config): Promise<void> {
  if (databaseUrl !== null) {
    throw refusal(
      '--fresh deletes the database kept in DAYBOOK_HOME, but DATABASE_URL names another one, which it leaves alone. ' +
        'Unset DATABASE_URL, or empty that database yourself.',
      exitCodeConfig,
    )
  }
  await removeEmbedded(databaseDirectory(home))
  const belongings = [path.join(home, 'storage'), path.join(home, 'mail')]
  for (const directory of belongings) rmSync(directory, { recursive: true, force: true })
}
