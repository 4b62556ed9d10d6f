import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks per second in `/proc`, the same on all Linux machines of today. */
const ticks = 100

type Stat = { parent: number; seconds: number }

/** Seconds of processor time that each part of a measurement has used so far. */
export type ProcessorTime = { bench: number; recorder: number | null; postgres: number | null }

/**
 * Reads processor time, which a busy machine falsifies less than it does the clock. Of other processes than this one
 * it is known on Linux only.
 */
export function processorTime(pids: { recorder: number | null; postmaster: number }): ProcessorTime {
  const { user, system } = process.cpuUsage()
  return {
    bench: (user + system) / 1e6,
    recorder: pids.recorder === null ? null : (statOf(pids.recorder)?.seconds ?? null),
    postgres: secondsOfChildren(pids.postmaster),
  }
}

function secondsOfChildren(parent: number): number | null {
  try {
    const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
    const children = processes.map((name) => statOf(Number(name))).filter((stat) => stat?.parent === parent)
    return children.reduce((sum, stat) => sum + (stat?.seconds ?? 0), 0)
  } catch {
    return null
  }
}

/** Fields 4, 14 and 15 of proc_pid_stat(5); the second, a name in parentheses, may hold anything. */
function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { parent: Number(fields[1]), seconds: (Number(fields[11]) + Number(fields[12])) / ticks }
  } catch {
    // Not Linux, or the process has ended.
    return null
  }
}
