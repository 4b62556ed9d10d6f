import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createTotpSecret, totpCodeAt } from '@daybook/auth'
import { freePort } from '@daybook/db/embedded'

export type App = 'portal' | 'partner' | 'staff' | 'recorder'

const apps: App[] = ['portal', 'partner', 'staff', 'recorder']

/**
 * A home and ports for a product of this run's own, so that it meets neither the one somebody is working with nor
 * another run. Written into the environment, where the test processes find it again.
 */
export async function reserveProduct(env: NodeJS.ProcessEnv): Promise<void> {
  if (env.DAYBOOK_E2E_HOME !== undefined) return

  const home = mkdtempSync(path.join(tmpdir(), 'daybook-e2e-'))
  process.on('exit', () => rmSync(home, { recursive: true, force: true }))
  env.DAYBOOK_E2E_HOME = home
  env.DAYBOOK_E2E_TOTP = createTotpSecret()
  env.DAYBOOK_E2E_PASSWORD = randomBytes(12).toString('base64url')
  for (const app of apps) env[portVariable(app)] = String(await freePort())
}

/** What the product is started with. Nothing of the developer's own configuration gets in. */
export function productEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const own: Record<string, string> = { DAYBOOK_HOME: required(env, 'DAYBOOK_E2E_HOME') }
  own.DAYBOOK_DEMO_PASSWORD = demoPassword(env)
  own.DAYBOOK_DEMO_TOTP = required(env, 'DAYBOOK_E2E_TOTP')
  for (const app of apps) {
    own[`DAYBOOK_${app.toUpperCase()}_PORT`] = required(env, portVariable(app))
    own[`DAYBOOK_${app.toUpperCase()}_URL`] = ''
  }
  for (const name of ['DATABASE_URL', 'NODE_ENV', 'SMTP_URL', 'DAYBOOK_STORAGE', 'DAYBOOK_SECRET']) own[name] = ''
  return own
}

/** The address under which people know an app. */
export function address(app: App, env: NodeJS.ProcessEnv = process.env): string {
  return `http://localhost:${required(env, portVariable(app))}`
}

/** Where the product of this run keeps everything. */
export function productHome(env: NodeJS.ProcessEnv = process.env): string {
  return required(env, 'DAYBOOK_E2E_HOME')
}

export function demoPassword(env: NodeJS.ProcessEnv = process.env): string {
  return required(env, 'DAYBOOK_E2E_PASSWORD')
}

/** The code that root's authenticator shows now. Each works once: two sign-ins within half a minute need two. */
export function demoCode(now: Date, env: NodeJS.ProcessEnv = process.env): string {
  return totpCodeAt(required(env, 'DAYBOOK_E2E_TOTP'), now)
}

function portVariable(app: App): string {
  return `DAYBOOK_E2E_${app.toUpperCase()}_PORT`
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name]
  if (value === undefined) throw new Error(`${name} is not set: run this through playwright.config.ts`)
  return value
}
