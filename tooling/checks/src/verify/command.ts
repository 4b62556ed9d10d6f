import { spawn } from 'node:child_process'
import { repository } from '../source.ts'

export type Command = { program: string; args: string[]; env?: Record<string, string> }

export type Ending = { ok: boolean; said: string }

/** Runs a program of this workspace; keeps what it writes. `live` also shows it as it comes. */
export function runCommand({ program, args, env }: Command, { live = false } = {}): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: repository,
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const chunks: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        if (live) process.stdout.write(chunk)
      })
    }
    child.once('error', reject)
    child.once('close', (code) => resolve({ ok: code === 0, said: Buffer.concat(chunks).toString().trimEnd() }))
  })
}
