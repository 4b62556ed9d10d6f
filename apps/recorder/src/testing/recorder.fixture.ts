import { randomUUID } from 'node:crypto'
import { createApiKeySecret } from '@daybook/auth'
import { connect, insertApiKey, type KeyScope, type LogTarget } from '@daybook/db'
import { createOrganisation, type TestDatabase } from '@daybook/db/testing'
import { createLogger, createMetrics, loadConfig } from '@daybook/runtime'
import { serveWebApp } from '@daybook/web/server'
import type { ReadyCheck } from '../http/probes.ts'
import { connectionsMax, createRecorder } from '../recorder.ts'

export interface RecorderOptions {
  /** Of the recorder's role; the test database's own by default. */
  databaseUrl?: string
  env?: Record<string, string>
  checks?: readonly ReadyCheck[]
  answerMs?: number
}

/** The recorder, on a real port and with the rights of its role. */
export async function startRecorder(database: TestDatabase, { databaseUrl, env, ...options }: RecorderOptions = {}) {
  const lines: Record<string, unknown>[] = []
  const logger = createLogger('recorder', { destination: { write: (line) => void lines.push(JSON.parse(line)) } })
  const db = connect(databaseUrl ?? database.url('recorder'), { name: 'test recorder', max: connectionsMax })
  const config = loadConfig({ NODE_ENV: 'test', DAYBOOK_HOME: '/nonexistent', ...env })
  const app = createRecorder({ db, config, logger, metrics: createMetrics('recorder'), ...options })
  const server = await serveWebApp(app, { host: '127.0.0.1', port: 0, logger })
  const stop = async () => {
    await server.stop()
    await db.close()
  }
  return { url: `http://127.0.0.1:${server.port}`, port: server.port, lines, db, stop, [Symbol.asyncDispose]: stop }
}

export interface KeyParts {
  scopes?: KeyScope[]
  expiresAt?: Date
  revokedAt?: Date
}

/** A key of an organisation; a new tenant's by default. */
export async function createKey(database: TestDatabase, log?: LogTarget, parts: KeyParts = {}) {
  const owner = log ?? (await createOrganisation(database.owner))
  const { key, prefix, hash } = createApiKeySecret()
  const id = randomUUID()
  const { scopes = ['events:write'], ...dates } = parts
  await insertApiKey(database.owner, {
    id,
    organisationId: owner.tenantId,
    name: 'test',
    prefix,
    hash,
    scopes,
    ...dates,
  })
  return { id, key, prefix, log: owner }
}

export interface Sending {
  method?: string
  path?: string
  key?: string | null
  type?: string | null
  headers?: Record<string, string>
}

/** A request as a machine makes it; a body that is no text or bytes is sent as JSON. */
export async function send(
  url: string,
  body: unknown,
  { method = 'POST', path = '/v1/events', ...rest }: Sending = {},
) {
  const { key = null, type = 'application/json', headers = {} } = rest
  const isRaw = body === undefined || typeof body === 'string'
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(key !== null && { Authorization: `Bearer ${key}` }),
      ...(type !== null && { 'Content-Type': type }),
      ...headers,
    },
    body: isRaw ? body : body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body),
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, text, body: text === '' ? null : JSON.parse(text) }
}

export function sendBatch(url: string, body: unknown, sending: Sending = {}) {
  return send(url, body, { path: '/v1/events/batch', ...sending })
}

/** The least that is an event. */
export function minimalEvent(parts: Record<string, unknown> = {}): Record<string, unknown> {
  return { action: 'campaign.updated', actor: { id: 'u_1', name: 'Ada Example' }, ...parts }
}
