import { randomUUID } from 'node:crypto'
import { createApiKeySecret } from '@daybook/auth'
import { connect, insertApiKey, type KeyScope, type LogTarget } from '@daybook/db'
import { createOrganisation, readLog, type TestDatabase } from '@daybook/db/testing'
import { createLogger, createMetrics, loadConfig } from '@daybook/runtime'
import { type ServeLimits, serveWebApp } from '@daybook/web/server'
import type { ReadyCheck } from '../http/probes.ts'
import { createRecorder, poolSizes, serveLimits } from '../recorder.ts'

export interface RecorderOptions {
  /** Of the recorder's role; the test database's own by default. */
  databaseUrl?: string
  env?: Record<string, string>
  checks?: readonly ReadyCheck[]
  answerMs?: number
  noticeMs?: number
  limits?: Partial<ServeLimits>
}

/** The recorder, on a real port and with the rights of its role. */
export async function startRecorder(database: TestDatabase, options: RecorderOptions = {}) {
  const { databaseUrl = database.url('recorder'), env, limits, ...rest } = options
  const texts: string[] = []
  const lines: Record<string, unknown>[] = []
  const write = (text: string) => {
    texts.push(text)
    lines.push(JSON.parse(text))
  }
  const pools = {
    reads: connect(databaseUrl, { name: 'test recorder reads', max: poolSizes.reads }),
    writes: connect(databaseUrl, { name: 'test recorder writes', max: poolSizes.writes }),
  }
  const config = loadConfig({ NODE_ENV: 'test', DAYBOOK_HOME: '/nonexistent', ...env })
  const logger = createLogger('recorder', { level: config.logLevel, destination: { write } })
  const recorder = createRecorder({ pools, config, logger, metrics: createMetrics('recorder'), ...rest })
  const server = await serveWebApp(recorder.app, {
    host: '127.0.0.1',
    port: 0,
    logger,
    limits: { ...serveLimits(config.ingest), ...limits },
    onStop: recorder.stop,
  })
  const stop = async () => {
    await server.stop()
    await Promise.all([pools.reads.close(), pools.writes.close()])
  }
  const { port } = server
  return { url: `http://127.0.0.1:${port}`, port, lines, texts, pools, stop, [Symbol.asyncDispose]: stop }
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

/** What machines have sent to a log, and what the recorder itself had to say there. */
export async function readSent(database: TestDatabase, log: LogTarget) {
  return (await readLog(database.owner, log)).filter(({ event }) => event.actor.id !== 'recorder')
}

export async function readNotices(database: TestDatabase, log: LogTarget) {
  return (await readLog(database.owner, log)).filter(({ event }) => event.actor.id === 'recorder')
}
