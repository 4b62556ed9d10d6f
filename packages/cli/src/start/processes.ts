import { createRequire } from 'node:module'
import path from 'node:path'
import type { Config, ProcessName } from '@daybook/runtime'
import { type Child, startChild } from './child.ts'
import type { AppUrls } from './database.ts'
import { isWorthShowing, readLogLine } from './log-line.ts'
import { apps, repository, tsxLoader } from './repository.ts'

export type Surroundings = {
  config: Config
  env: NodeJS.ProcessEnv
  dev: boolean
  /** Shows a line to the person at the terminal. */
  show: (line: string) => void
}

export function startRecorder(urls: AppUrls, surroundings: Surroundings): Child {
  const args = surroundings.dev ? ['--watch', '--watch-preserve-output', 'src/main.ts'] : ['src/main.ts']
  return startProcess('recorder', args, urls, surroundings)
}

export function startApps(urls: AppUrls, surroundings: Surroundings): Child[] {
  return apps.map((app) => startProcess(app, appArguments(app, surroundings), urls, surroundings))
}

/** Where a process says whether it is ready. */
export function readinessUrl(name: ProcessName, { config, dev }: Surroundings): string {
  const host = ['0.0.0.0', '::', 'localhost'].includes(config.host) ? '127.0.0.1' : config.host
  const origin = `http://${host.includes(':') ? `[${host}]` : host}:${config.processes[name].port}`
  // The development server of an app knows no probes; that it answers is enough.
  return dev && name !== 'recorder' ? origin : `${origin}/readyz`
}

function startProcess(name: ProcessName, args: string[], urls: AppUrls, surroundings: Surroundings): Child {
  const { config, dev, show } = surroundings
  const logFile = path.join(config.home, 'logs', `${name}.log`)
  return startChild(
    {
      name,
      args,
      cwd: path.join(repository, 'apps', name),
      env: environmentFor(name, urls, surroundings),
      logFile,
      onLine: (line) => {
        const read = readLogLine(line)
        if (dev || isWorthShowing(read)) show(`${name.padEnd(8)} ${read.text}`)
      },
    },
    tsxLoader,
  )
}

/** Each process is told its own database role and nobody else's, the owner's least of all. */
function environmentFor(name: ProcessName, urls: AppUrls, { config, env }: Surroundings): NodeJS.ProcessEnv {
  const foreign = /^(DATABASE_URL|DAYBOOK_(PORTAL|PARTNER|STAFF|RECORDER)_DATABASE_URL)(_FILE)?$/
  const own: NodeJS.ProcessEnv = { ...env, DAYBOOK_HOME: config.home }
  for (const variable of Object.keys(own)) if (foreign.test(variable)) delete own[variable]
  own[`DAYBOOK_${name.toUpperCase()}_DATABASE_URL`] = urls[name]
  return own
}

function appArguments(app: ProcessName, { config, dev }: Surroundings): string[] {
  if (!dev) return ['server.ts']
  const manifest = createRequire(path.join(repository, 'apps', app, 'package.json')).resolve(
    '@remix-run/dev/package.json',
  )
  const { port } = config.processes[app]
  return [
    path.join(path.dirname(manifest), 'dist/cli.js'),
    'vite:dev',
    '--host',
    config.host,
    '--port',
    String(port),
    '--strictPort',
  ]
}
