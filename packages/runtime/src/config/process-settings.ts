import { type Environment, loadConfig, withSecrets } from './config.ts'
import { configError } from './config-error.ts'
import { readSecrets } from './secrets.ts'
import { type ProcessName, processVariables } from './variables.ts'

/** What one of the four processes cannot start without. */
export type ProcessSettings = {
  publicUrl: string
  databaseUrl: string
  secret: string
  /** Production with an address that others can reach: nobody made-up is let in more easily there. */
  exposed: boolean
}

/**
 * Reads the environment, and the secrets file for what it leaves open.
 *
 * @throws ConfigError when neither says how to reach the database: `daybook migrate` or `npm start` has not run.
 */
export function processSettings(name: ProcessName, env: Environment = process.env): ProcessSettings {
  const config = loadConfig(env)
  const { processes, secret, exposed } = withSecrets(config, readSecrets(config.home))
  const { publicUrl, databaseUrl } = processes[name]
  if (databaseUrl === null) {
    throw configError({
      variable: processVariables(name).databaseUrl.name,
      problem: `is not set, and ${config.home} has none either: run npm start, or daybook migrate once`,
      example: processVariables(name).databaseUrl.example,
    })
  }
  if (secret === null) {
    throw configError({
      variable: 'DAYBOOK_SECRET',
      problem: `is not set, and ${config.home} has none either: run npm start, or daybook migrate once`,
      example: 'the output of: openssl rand -base64 48',
    })
  }
  return { publicUrl, databaseUrl, secret, exposed }
}
