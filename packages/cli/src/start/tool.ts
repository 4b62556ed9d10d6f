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

/** Runs a program to its end and answers what it wrote. Throws with that text if it fails; ends it on `signal`. */
export function runTool({ purpose, command, args, cwd, env }: Tool, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], signal, detached: true })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))

    child.once('error', (cause) => reject(signal.aborted ? cause : refusal(`Could not ${purpose}: ${cause.message}`)))
    child.once('close', (code, killed) => {
      const said = Buffer.concat(chunks).toString().trimEnd()
      if (code === 0) resolve(said)
      else reject(refusal(`Could not ${purpose} (${killed ?? `exit code ${code}`}):\n${said}`))
    })
  })
}
