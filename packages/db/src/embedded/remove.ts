import { rmSync } from 'node:fs'
import path from 'node:path'
import { claimDirectory } from './claim.ts'
import { embeddedFailure } from './failure.ts'
import { findPostmaster } from './postmaster.ts'
import { stopServer } from './server.ts'

/** Deletes a directory of the embedded server with all its data. Stops a leftover server; refuses one in use. */
export async function removeEmbedded(directory: string): Promise<void> {
  const dir = path.resolve(directory)
  const claim = claimDirectory(dir)
  if (!claim.mine) throw embeddedFailure(`in ${dir} is in use by process ${claim.pid}: stop that first.`)

  const dataDir = path.join(dir, 'data')
  const leftover = findPostmaster(dataDir)
  if (leftover !== undefined) await stopServer(leftover.pid, dataDir)
  rmSync(dir, { recursive: true, force: true })
}
