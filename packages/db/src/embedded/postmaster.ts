import { readFileSync, readlinkSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { hasProcess, processStamp } from './process-stamp.ts'

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

/**
 * Waits until the id in a stale lock file is free. PostgreSQL itself believes a killed predecessor alive until that
 * one's parent has noticed its death, and refuses to start meanwhile. False if that does not happen in ten seconds.
 */
export async function staleLockReleased(dataDir: string): Promise<boolean> {
  const pid = Number(readLines(path.join(dataDir, 'postmaster.pid'))[0])
  for (let waits = 0; hasProcess(pid) && processStamp(pid) === undefined; waits++) {
    if (waits === 200) return false
    await delay(50)
  }
  return true
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
