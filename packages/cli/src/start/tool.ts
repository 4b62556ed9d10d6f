import { spawn } from 'node:child_process'
import { refusal } from '../failure.ts'

export type Tool = {
  /** What it does, as in "could not build the apps". */
  purpose: string
  command: string
  args: string[]
  cwd: string
  env: NodeJS.ProcessEnv
}

/** Runs a program to its end and answers its output. Throws with all it wrote if it fails; ends it on `signal`. */
export function runTool({ purpose, command, args, cwd, env }: Tool, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const output: Buffer[] = []
    const all: Buffer[] = []
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], signal, detached: true })
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => all.push(chunk))

    child.once('error', (cause) => reject(signal.aborted ? cause : refusal(`Could not ${purpose}: ${cause.message}`)))
    child.once('close', (code, killed) => {
      const why = killed ?? `exit code ${code}`
      if (code === 0) resolve(Buffer.concat(output).toString().trim())
      else reject(refusal(`Could not ${purpose} (${why}):\n${Buffer.concat(all).toString().trimEnd()}`))
    })
  })
}
