import type { Config, Environment } from './config.ts'
import { configError } from './config-error.ts'
import { isLoopback } from './loopback.ts'
import { processNames, processVariables, variables } from './variables.ts'

const demoVariables = ['DAYBOOK_DEMO_PASSWORD', 'DAYBOOK_DEMO_TOTP', 'DAYBOOK_DEMO_KEY'] as const

/** Words that stand in examples and templates, never in something that was generated. */
const placeholder =
  /change.?me|replace|example|default|placeholder|your.?secret|secret|password|daybook|1234567|abcdefg/i
const guessablePasswords = new Set([
  '',
  'postgres',
  'password',
  'daybook',
  'changeme',
  'change-me',
  'secret',
  'admin',
  'root',
  // The three dots of the examples in this package, as a URL spells them.
  '%e2%80%a6',
])

/**
 * What a machine of one's own may do and an installation that others reach may not: sign in with demo accounts, use
 * secrets copied from an example, or send sessions in clear text.
 */
export function refuseUnsafe(config: Config, env: Environment): void {
  for (const name of demoVariables) {
    if (!env[name] && !env[`${name}_FILE`]) continue
    const problem = 'belongs to the demo, which is refused in production with a public address'
    throw configError({ variable: name, problem, example: `unset ${name}` })
  }

  if (config.secret !== null && placeholder.test(config.secret)) {
    const problem = 'looks like an example or a default, which is refused in production with a public address'
    throw configError({ variable: 'DAYBOOK_SECRET', problem, example: variables.DAYBOOK_SECRET.example })
  }
  if (config.metricsToken !== null && placeholder.test(config.metricsToken)) {
    const problem = 'looks like an example or a default, which is refused in production with a public address'
    throw configError({ variable: 'DAYBOOK_METRICS_TOKEN', problem, example: variables.DAYBOOK_METRICS_TOKEN.example })
  }

  refuseDatabase('DATABASE_URL', config.databaseUrl, variables.DATABASE_URL.example)
  for (const name of processNames) {
    const { publicUrl, databaseUrl } = processVariables(name)
    refuseDatabase(databaseUrl.name, config.processes[name].databaseUrl, databaseUrl.example)
    refuseClearText(publicUrl.name, config.processes[name].publicUrl, publicUrl.example)
  }
}

function refuseDatabase(variable: string, value: string | null, example: string): void {
  if (value === null) return
  const { username, password } = new URL(value)
  // Without a password in the URL, another way of authenticating is meant: a certificate, a peer, a password file.
  if (password === '') return
  if (password !== username && !guessablePasswords.has(password.toLowerCase())) return
  throw configError({ variable, problem: 'holds a default password, which is refused in production', example })
}

function refuseClearText(variable: string, publicUrl: string, example: string): void {
  if (publicUrl.startsWith('https:') || isLoopback(publicUrl)) return
  const problem = `would send sessions in clear text (${JSON.stringify(publicUrl)}): a public address must be https`
  throw configError({ variable, problem, example })
}
