import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import type { ProcessName } from '@daybook/runtime'
import { followLog, openLog } from './log-file.ts'

export type ChildEnd = { code: number | null; signal: NodeJS.Signals | null }

export type Child = {
  name: ProcessName
  /** Resolves when the process is gone, never rejects. */
  ended: Promise<ChildEnd>
  logFile: string
  /** Asks it to end in good order; kills it if that takes longer than `graceMs`. */
  stop: (graceMs: number) => Promise<void>
}

export type ChildOptions = {
  name: ProcessName
  args: string[]
  cwd: string
  env: NodeJS.ProcessEnv
  logFile: string
  onLine: (line: string) => void
}

const lifeline = new URL('./lifeline.ts', import.meta.url).href

/**
 * Starts Node with these arguments. In a group of its own: Ctrl-C reaches us, and we say in which order things end. It
 * writes into a file and not to us, so that neither our death nor our being stopped can hold it up.
 */
export function startChild({ name, args, cwd, env, logFile, onLine }: ChildOptions, loader: string): Child {
  const log = openLog(logFile)
  const stopFollowing = followLog(logFile, onLine)
  const child = spawn(process.execPath, ['--import', loader, '--import', lifeline, ...args], {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  })
  closeSync(log)
  const ended = endOf(child).then((end) => {
    stopFollowing()
    return end
  })
  return { name, ended, logFile, stop: (graceMs) => stopChild(child, ended, graceMs) }
}

function endOf(child: ChildProcess): Promise<ChildEnd> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
    child.once('error', () => resolve({ code: 1, signal: null }))
  })
}

async function stopChild(child: ChildProcess, ended: Promise<ChildEnd>, graceMs: number): Promise<void> {
  child.kill('SIGTERM')
  const limit = setTimeout(() => child.kill('SIGKILL'), graceMs)
  await ended
  clearTimeout(limit)
}
