import { readFileSync } from 'node:fs'
import path from 'node:path'
import { configError } from './config-error.ts'
import { isLoopback } from './loopback.ts'
import { refuseUnsafe } from './production.ts'
import type { Secrets } from './secrets.ts'
import {
  defaultPorts,
  type ProcessName,
  processNames,
  processVariables,
  type Variable,
  variables,
} from './variables.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'

/** Where one of the four processes listens, what people call it, and how it reaches the database. */
export type ProcessConfig = {
  port: number
  /** Scheme, host and port without a slash at the end: the only origin this process answers to. */
  publicUrl: string
  /** Its own, less privileged role. Null until it is configured or `daybook migrate` has generated one. */
  databaseUrl: string | null
}

/** What the made-up people sign in with. `key` is null when one should be generated. */
export type DemoConfig = { password: string; totp: string; key: string | null }

/** What machines may send to the recorder. */
export type IngestConfig = {
  /** Of one API key into one log, sustained. */
  eventsPerSecond: number
  /** Events that such a key may have saved up while it sent less. */
  eventsBurst: number
  requestsPerSecond: number
  /** Connections that one address may hold at once. Proxies that are trusted may hold any number. */
  connectionsPerAddress: number
}

export type Config = {
  mode: 'production' | 'development' | 'test'
  /** Production mode with an address that others can reach: defaults and demo accounts are refused. */
  exposed: boolean
  /** The owner's, for migrations. Null means the embedded database. */
  databaseUrl: string | null
  home: string
  host: string
  processes: Record<ProcessName, ProcessConfig>
  /** Addresses and networks whose `X-Forwarded-For` entry is believed. */
  trustedProxies: readonly string[]
  /** At least 32 characters. Null when neither the environment nor (yet) the secrets file gives one. */
  secret: string | null
  storage: { kind: 'file'; directory: string }
  /** Null: messages are written to `<home>/mail` instead. */
  smtpUrl: string | null
  /** Whom messages are from. */
  mailFrom: string
  logLevel: LogLevel
  /** Null when this installation is exposed: there is no demo there. */
  demo: DemoConfig | null
  /** Null: /metrics is not served. */
  metricsToken: string | null
  ingest: IngestConfig
}

/**
 * Reads and checks every variable once, at start. An empty variable counts as absent. A secret may be given as a file
 * (`NAME_FILE`); the direct value wins.
 *
 * @throws ConfigError on the first value that cannot be used.
 */
export function loadConfig(env: Environment = process.env): Config {
  const home = read(env, 'DAYBOOK_HOME', variables.DAYBOOK_HOME) ?? path.resolve('.daybook')
  const mode = read(env, 'NODE_ENV', variables.NODE_ENV) ?? 'development'
  const processes = readProcesses(env)
  const exposed = mode === 'production' && processNames.some((name) => !isLoopback(processes[name].publicUrl))

  const config: Config = {
    mode,
    exposed,
    databaseUrl: read(env, 'DATABASE_URL', variables.DATABASE_URL),
    home,
    host: read(env, 'DAYBOOK_HOST', variables.DAYBOOK_HOST) ?? '127.0.0.1',
    processes,
    trustedProxies: read(env, 'DAYBOOK_TRUSTED_PROXIES', variables.DAYBOOK_TRUSTED_PROXIES) ?? [],
    secret: read(env, 'DAYBOOK_SECRET', variables.DAYBOOK_SECRET),
    storage: read(env, 'DAYBOOK_STORAGE', variables.DAYBOOK_STORAGE) ?? {
      kind: 'file',
      directory: path.join(home, 'storage'),
    },
    smtpUrl: read(env, 'SMTP_URL', variables.SMTP_URL),
    mailFrom: read(env, 'DAYBOOK_MAIL_FROM', variables.DAYBOOK_MAIL_FROM) ?? defaultSender(processes.portal.publicUrl),
    logLevel: read(env, 'DAYBOOK_LOG_LEVEL', variables.DAYBOOK_LOG_LEVEL) ?? 'info',
    demo: exposed ? null : readDemo(env),
    metricsToken: read(env, 'DAYBOOK_METRICS_TOKEN', variables.DAYBOOK_METRICS_TOKEN),
    ingest: readIngest(env),
  }
  if (exposed) refuseUnsafe(config, env)
  return config
}

/** What the environment leaves open, taken from the secrets file. The environment wins. */
export function withSecrets(config: Config, secrets: Secrets | null): Config {
  if (secrets === null) return config
  const processes = { ...config.processes }
  for (const name of processNames) {
    const current = processes[name]
    processes[name] = { ...current, databaseUrl: current.databaseUrl ?? secrets.databaseUrls?.[name] ?? null }
  }
  return { ...config, secret: config.secret ?? secrets.secret, processes }
}

/** Many servers only take what comes from an address of their own: that is what the variable is for. */
function defaultSender(publicUrl: string): string {
  const { hostname } = new URL(publicUrl)
  return `Daybook <daybook@${hostname}>`
}

function readProcesses(env: Environment): Record<ProcessName, ProcessConfig> {
  const processes = {
    portal: readProcess(env, 'portal'),
    partner: readProcess(env, 'partner'),
    staff: readProcess(env, 'staff'),
    recorder: readProcess(env, 'recorder'),
  }
  refuseShared(processes)
  return processes
}

function readProcess(env: Environment, name: ProcessName): ProcessConfig {
  const variable = processVariables(name)
  const port = read(env, variable.port.name, variable.port) ?? defaultPorts[name]
  return {
    port,
    publicUrl: read(env, variable.publicUrl.name, variable.publicUrl) ?? `http://localhost:${port}`,
    databaseUrl: read(env, variable.databaseUrl.name, variable.databaseUrl),
  }
}

/** Two processes under one address would be one origin to the browser: nothing would keep their people apart. */
function refuseShared(processes: Record<ProcessName, ProcessConfig>): void {
  for (const [index, name] of processNames.entries()) {
    for (const other of processNames.slice(index + 1)) {
      const { port, publicUrl } = processVariables(other)
      if (processes[name].port === processes[other].port) {
        throw configError({ variable: port.name, problem: `is the port of ${name} too`, example: port.example })
      }
      if (processes[name].publicUrl === processes[other].publicUrl) {
        throw configError({
          variable: publicUrl.name,
          problem: `is the address of ${name} too`,
          example: publicUrl.example,
        })
      }
    }
  }
}

function readIngest(env: Environment): IngestConfig {
  const number = (name: `DAYBOOK_INGEST_${string}` & keyof typeof variables) => read(env, name, variables[name])
  return {
    eventsPerSecond: number('DAYBOOK_INGEST_EVENTS_PER_SECOND') ?? 2000,
    eventsBurst: number('DAYBOOK_INGEST_EVENTS_BURST') ?? 10_000,
    requestsPerSecond: number('DAYBOOK_INGEST_REQUESTS_PER_SECOND') ?? 1000,
    connectionsPerAddress: number('DAYBOOK_INGEST_CONNECTIONS_PER_ADDRESS') ?? 600,
  }
}

function readDemo(env: Environment): DemoConfig {
  return {
    password: read(env, 'DAYBOOK_DEMO_PASSWORD', variables.DAYBOOK_DEMO_PASSWORD) ?? 'correct horse battery staple',
    totp: read(env, 'DAYBOOK_DEMO_TOTP', variables.DAYBOOK_DEMO_TOTP) ?? 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
    key: read(env, 'DAYBOOK_DEMO_KEY', variables.DAYBOOK_DEMO_KEY),
  }
}

function read<Value>(env: Environment, name: string, variable: Variable<Value>): Value | null {
  const text = variable.secret ? readSecretText(env, name, variable.example) : readText(env, name)
  if (text === null) return null

  const parsed = variable.schema.safeParse(text)
  if (parsed.success) return parsed.data
  const reason = parsed.error.issues[0]?.message ?? 'cannot be used'
  const problem = variable.secret ? reason : `${reason} (${JSON.stringify(text.slice(0, 100))})`
  throw configError({ variable: name, problem, example: variable.example })
}

function readText(env: Environment, name: string): string | null {
  const text = env[name]
  return text === undefined || text === '' ? null : text
}

function readSecretText(env: Environment, name: string, example: string): string | null {
  const direct = readText(env, name)
  const file = readText(env, `${name}_FILE`)
  if (direct !== null || file === null) return direct

  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    const problem = `names ${JSON.stringify(file)}, which cannot be read (${code})`
    throw configError({
      variable: `${name}_FILE`,
      problem,
      example: `${name}_FILE=/run/secrets/daybook, or ${example}`,
    })
  }
}
