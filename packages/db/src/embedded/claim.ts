import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { processStamp } from './process-stamp.ts'

/** Who answers for a directory: us, or another process that still lives. */
export type Claim = { mine: true; release: () => void } | { mine: false; pid: number }

/** Claims the directory for this process. A claim left by a process that died counts for nothing. */
export function claimDirectory(directory: string, name = 'launcher.json'): Claim {
  const file = path.join(directory, name)
  const own = JSON.stringify({ pid: process.pid, stamp: processStamp(process.pid) })
  mkdirSync(directory, { recursive: true, mode: 0o711 })

  for (;;) {
    if (createWhole(file, own)) return { mine: true, release: () => rmSync(file, { force: true }) }

    const holder = readHolder(file)
    if (holder !== undefined && processStamp(holder.pid) === holder.stamp) return { mine: false, pid: holder.pid }
    rmSync(file, { force: true })
  }
}

/** Creates the file with its text in one step, so that nobody reads half a claim. False if it exists. */
function createWhole(file: string, text: string): boolean {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, text, { mode: 0o600 })
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function readHolder(file: string): { pid: number; stamp: string } | undefined {
  try {
    const { pid, stamp }: { pid?: unknown; stamp?: unknown } = JSON.parse(readFileSync(file, 'utf8'))
    return typeof pid === 'number' && typeof stamp === 'string' ? { pid, stamp } : undefined
  } catch {
    return undefined
  }
}
