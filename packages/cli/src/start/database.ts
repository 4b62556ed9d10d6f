import { createHmac } from 'node:crypto'
import path from 'node:path'
import { startEmbedded } from '@daybook/db/embedded'
import { type AppRole, ensureAppRoles, ensureDatabase, migrate } from '@daybook/db/migrate'
import {
  type Config,
  ensureSecrets,
  generateSecret,
  processNames,
  type Secrets,
  withSecrets,
  writeSecrets,
} from '@daybook/runtime'
import { exitCodeConfig, refusal } from '../failure.ts'

export type AppUrls = Record<AppRole, string>

export type OpenDatabase = {
  /** The owner's address, for migrations and the demo. It holds a password. Null where only the apps' are known. */
  ownerUrl: string | null
  /** The process that runs the embedded server, when that is not us. */
  sharedWith?: number
  /** Brings the schema forward and makes the apps' roles; answers how many migrations were applied. */
  migrate: () => Promise<number>
  /** What each app connects with. After `migrate`. */
  appUrls: () => Promise<AppUrls>
  stop: () => Promise<void>
}

export function databaseDirectory(home: string): string {
  return path.join(home, 'postgres')
}

/**
 * The operator's database if DATABASE_URL names one, else our own below the home directory, started if need be. Where
 * every app's address is given but not the owner's, somebody else migrates.
 */
export async function openDatabase(config: Config, { log }: { log: (line: string) => void }): Promise<OpenDatabase> {
  const secrets = ensureSecrets(config.home)
  if (config.databaseUrl !== null) return openGiven(config, secrets, config.databaseUrl)

  const given = processNames.filter((name) => config.processes[name].databaseUrl !== null)
  if (given.length === 0) return await openEmbedded(config, secrets, log)
  const urls = urlsOf(config)
  if (urls !== null) return openWithoutOwner(urls)
  throw refusal(
    `A database address is configured for ${given.join(' and ')} only. Configure all four, ` +
      "or set DATABASE_URL to the owner's, from which the others are made.",
    exitCodeConfig,
  )
}

function openWithoutOwner(urls: AppUrls): OpenDatabase {
  return {
    ownerUrl: null,
    migrate: () => Promise.resolve(0),
    appUrls: () => Promise.resolve(urls),
    stop: () => Promise.resolve(),
  }
}

async function openEmbedded(config: Config, found: Secrets, log: (line: string) => void): Promise<OpenDatabase> {
  const secrets = withDatabasePassword(config.home, found)
  const server = await startEmbedded({ dir: databaseDirectory(config.home), password: secrets.databasePassword, log })
  const key = config.secret ?? secrets.secret

  try {
    const ownerUrl = await ensureDatabase(server.url(), {
      owner: 'daybook_owner',
      password: passwordFor('owner', key),
      database: 'daybook',
    })
    return {
      ownerUrl,
      sharedWith: server.sharedWith,
      migrate: () => migrate({ url: ownerUrl }),
      // The port differs from start to start, so these are not kept; the passwords follow from the secret.
      appUrls: () => ensureAppRoles(ownerUrl, appPasswords(key)),
      stop: server.stop,
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

function openGiven(config: Config, secrets: Secrets, ownerUrl: string): OpenDatabase {
  return {
    ownerUrl,
    migrate: () => migrate({ url: ownerUrl }),
    appUrls: () => givenAppUrls(config, secrets, ownerUrl),
    stop: () => Promise.resolve(),
  }
}

/** What is configured or was generated before; generated from the owner's address where anything is missing. */
async function givenAppUrls(config: Config, secrets: Secrets, ownerUrl: string): Promise<AppUrls> {
  const known = urlsOf(withSecrets(config, secrets))
  if (known !== null) return known

  const generated = await ensureAppRoles(ownerUrl, appPasswords(config.secret ?? secrets.secret))
  writeSecrets(config.home, { ...secrets, databaseUrls: generated })
  const urls = urlsOf(withSecrets(config, { ...secrets, databaseUrls: generated }))
  return urls ?? generated
}

function urlsOf({ processes }: Config): AppUrls | null {
  const { portal, partner, staff, recorder } = processes
  if (portal.databaseUrl === null || partner.databaseUrl === null) return null
  if (staff.databaseUrl === null || recorder.databaseUrl === null) return null
  return {
    portal: portal.databaseUrl,
    partner: partner.databaseUrl,
    staff: staff.databaseUrl,
    recorder: recorder.databaseUrl,
  }
}

function withDatabasePassword(home: string, secrets: Secrets): Secrets & { databasePassword: string } {
  if (secrets.databasePassword !== undefined) return { ...secrets, databasePassword: secrets.databasePassword }
  const complete = { ...secrets, databasePassword: generateSecret() }
  writeSecrets(home, complete)
  return complete
}

function appPasswords(key: string): Record<AppRole, string> {
  return {
    portal: passwordFor('portal', key),
    partner: passwordFor('partner', key),
    staff: passwordFor('staff', key),
    recorder: passwordFor('recorder', key),
  }
}

function passwordFor(role: AppRole | 'owner', key: string): string {
  return createHmac('sha256', key).update(`database role ${role}`).digest('base64url')
}
