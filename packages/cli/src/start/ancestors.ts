import { readFileSync } from 'node:fs'
import { processStamp } from '@daybook/db/embedded'

const CHECK_MS = 1000
const mark = 'npm_lifecycle_event='

/**
 * Package managers and shells stand between a supervisor and a script, and most of them end on a signal without passing
 * it on. When one of them is gone, somebody wanted all of this to end. Does nothing when no package manager started us.
 */
export function watchAncestors(onGone: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return
  const stamps = new Map(ancestors().map((pid) => [pid, processStamp(pid)]))

  const timer = setInterval(() => {
    if ([...stamps].every(([pid, stamp]) => processStamp(pid) === stamp)) return
    clearInterval(timer)
    onGone()
  }, CHECK_MS)
  timer.unref()
}

/** From our parent up to the package manager that began it, which is the first without the mark it gives to others. */
function ancestors(): number[] {
  const found = [process.ppid]
  for (let pid = process.ppid; pid > 1 && hasMark(pid); ) {
    pid = parentOf(pid)
    if (pid > 1) found.push(pid)
  }
  return found
}

function hasMark(pid: number): boolean {
  return readProcess(pid, 'environ')
    .split('\0')
    .some((variable) => variable.startsWith(mark))
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s*(\d+)$/m.exec(readProcess(pid, 'status'))?.[1] ?? 0)
}

/** Empty where the system does not tell: then our parent is all that is watched. */
function readProcess(pid: number, what: 'environ' | 'status'): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8')
  } catch {
    return ''
  }
}
