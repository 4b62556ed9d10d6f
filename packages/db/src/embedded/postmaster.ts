import { readFileSync, readlinkSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { processStamp } from './process-stamp.ts'

export type Postmaster = { pid: number; port: number; ready: boolean }

/**
 * The server that runs on this data directory, as its own lock file tells. Nothing if the file is missing, stale
 * (a crash leaves it behind and the id may belong to anyone by now) or not yet whole.
 */
export function findPostmaster(dataDir: string): Postmaster | undefined {
  const lines = readLines(path.join(dataDir, 'postmaster.pid'))
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (processStamp(pid) === undefined || !worksIn(pid, dataDir)) return undefined
  return { pid, port, ready: lines[7]?.trim() === 'ready' }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch {
    return []
  }
}

/** A server's working directory is its data directory. Only Linux lets us look; elsewhere the log-in decides. */
function worksIn(pid: number, dataDir: string): boolean {
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataDir)
  } catch {
    return false
  }
}
