import { existsSync } from 'node:fs'
import path from 'node:path'
import { refusal } from '../failure.ts'
import { apps, repository } from './repository.ts'
import { runTool } from './tool.ts'

/** Builds the apps whose sources have changed since their last build. */
export async function buildApps(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  const turbo = ['run', 'build', ...apps.map((app) => `--filter=@daybook/${app}`), '--output-logs=errors-only']
  // Turbo asks the package manager about the workspace, so one has to be on the path.
  const command = onPath('pnpm', env)
    ? { command: path.join(repository, 'node_modules/.bin/turbo'), args: turbo }
    : viaNpx(turbo)

  await runTool(
    { purpose: 'build the apps', ...command, cwd: repository, env: { ...env, TURBO_TELEMETRY_DISABLED: '1' } },
    signal,
  )
}

/** Refuses to start apps that nobody has built. */
export function refuseUnbuilt(): void {
  const missing = apps.filter((app) => !existsSync(path.join(repository, 'apps', app, 'build/server/index.js')))
  if (missing.length === 0) return
  throw refusal(`Not built: ${missing.join(', ')}. Start without --no-build once, or run: npx -y pnpm@12 run build.`)
}

function viaNpx(turbo: string[]) {
  return { command: 'npx', args: ['-y', 'pnpm@12.21.0', 'exec', 'turbo', ...turbo] }
}

function onPath(program: string, { PATH = '' }: NodeJS.ProcessEnv): boolean {
  return PATH.split(path.delimiter).some((directory) => existsSync(path.join(directory, program)))
}
