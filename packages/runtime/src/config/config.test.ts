import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Config, loadConfig, withSecrets } from './config.ts'
import { isConfigError } from './config-error.ts'

const url = 'postgres://owner:k2J9xw@db.internal:5432/daybook'
const key = 'q8Zt3VwY6rPmN1xKcB7hLd5fGs2jAe9u'

function problemOf(env: Record<string, string>): string {
  try {
    loadConfig(env)
  } catch (error) {
    if (isConfigError(error)) return error.message
    throw error
  }
  throw new Error('nothing was wrong')
}

function secretFile(text: string): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'daybook-config-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const file = path.join(directory, 'secret')
  writeFileSync(file, text)
  return file
}

test('an empty environment is a complete configuration for this machine', () => {
  expect(loadConfig({})).toEqual<Config>({
    mode: 'development',
    exposed: false,
    databaseUrl: null,
    home: path.resolve('.daybook'),
    host: '127.0.0.1',
    processes: {
      portal: { port: 4001, publicUrl: 'http://localhost:4001', databaseUrl: null },
      partner: { port: 4002, publicUrl: 'http://localhost:4002', databaseUrl: null },
      staff: { port: 4003, publicUrl: 'http://localhost:4003', databaseUrl: null },
      recorder: { port: 4000, publicUrl: 'http://localhost:4000', databaseUrl: null },
    },
    trustedProxies: [],
    secret: null,
    storage: { kind: 'file', directory: path.resolve('.daybook/storage') },
    smtpUrl: null,
    mailFrom: 'Daybook <daybook@localhost>',
    logLevel: 'info',
    demo: { password: 'correct horse battery staple', totp: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', key: null },
    metricsToken: null,
    ingest: { eventsPerSecond: 2000, eventsBurst: 10_000, requestsPerSecond: 1000, connectionsPerAddress: 600 },
  })
})

test('every variable is read', () => {
  const config = loadConfig({
    NODE_ENV: 'production',
    DATABASE_URL: url,
    DAYBOOK_HOME: '/srv/daybook',
    DAYBOOK_HOST: '0.0.0.0',
    DAYBOOK_PORTAL_PORT: '5001',
    DAYBOOK_PORTAL_URL: 'https://audit.client.test/',
    DAYBOOK_PARTNER_URL: 'https://PARTNER.test:8443',
    DAYBOOK_PORTAL_DATABASE_URL: 'postgresql://portal:x7Qw@db.internal/daybook',
    DAYBOOK_TRUSTED_PROXIES: '127.0.0.1, ::1 10.0.0.0/8',
    DAYBOOK_SECRET: key,
    DAYBOOK_STORAGE: 'file:///srv/files',
    SMTP_URL: 'smtps://mail.internal:465',
    DAYBOOK_LOG_LEVEL: 'warn',
    DAYBOOK_METRICS_TOKEN: 'r4Xn8Tq2Wm6Yb1Zk',
    DAYBOOK_INGEST_EVENTS_PER_SECOND: '50',
    DAYBOOK_INGEST_EVENTS_BURST: '1000',
    DAYBOOK_INGEST_REQUESTS_PER_SECOND: '7',
    DAYBOOK_INGEST_CONNECTIONS_PER_ADDRESS: '9',
  })
  expect(config).toMatchObject({
    mode: 'production',
    exposed: true,
    databaseUrl: url,
    home: '/srv/daybook',
    host: '0.0.0.0',
    trustedProxies: ['127.0.0.1', '::1', '10.0.0.0/8'],
    secret: key,
    storage: { kind: 'file', directory: '/srv/files' },
    smtpUrl: 'smtps://mail.internal:465',
    logLevel: 'warn',
    demo: null,
    metricsToken: 'r4Xn8Tq2Wm6Yb1Zk',
    ingest: { eventsPerSecond: 50, eventsBurst: 1000, requestsPerSecond: 7, connectionsPerAddress: 9 },
  })
  expect(config.processes.portal).toEqual({
    port: 5001,
    publicUrl: 'https://audit.client.test',
    databaseUrl: 'postgresql://portal:x7Qw@db.internal/daybook',
  })
  expect(config.processes.partner.publicUrl).toBe('https://partner.test:8443')
})

test('a changed port changes the default address', () => {
  expect(loadConfig({ DAYBOOK_STAFF_PORT: '5003' }).processes.staff.publicUrl).toBe('http://localhost:5003')
})

test('an empty variable counts as absent', () => {
  expect(loadConfig({ SMTP_URL: '', DAYBOOK_SECRET: '', DAYBOOK_PORTAL_PORT: '', NODE_ENV: '' })).toEqual(
    loadConfig({}),
  )
})

test.each([
  [{ NODE_ENV: 'prod' }, 'NODE_ENV is not a known mode ("prod"); for example NODE_ENV=production'],
  [{ DATABASE_URL: 'localhost' }, 'DATABASE_URL is not a URL'],
  [{ DATABASE_URL: 'mysql://x/y' }, 'DATABASE_URL is not a postgres:// URL'],
  [{ DATABASE_URL: 'postgres://host' }, 'DATABASE_URL names no database'],
  [{ DAYBOOK_PORTAL_DATABASE_URL: 'http://x/y' }, 'DAYBOOK_PORTAL_DATABASE_URL is not a postgres:// URL'],
  [{ DAYBOOK_PORTAL_PORT: 'abc' }, 'DAYBOOK_PORTAL_PORT is not a port between 1 and 65535 ("abc")'],
  [{ DAYBOOK_PORTAL_PORT: '0' }, 'DAYBOOK_PORTAL_PORT is not a port'],
  [{ DAYBOOK_PORTAL_PORT: '65536' }, 'DAYBOOK_PORTAL_PORT is not a port'],
  [{ DAYBOOK_PORTAL_PORT: '4001.5' }, 'DAYBOOK_PORTAL_PORT is not a port'],
  [{ DAYBOOK_PARTNER_PORT: '4001' }, 'DAYBOOK_PARTNER_PORT is the port of portal too'],
  [{ DAYBOOK_PARTNER_URL: 'http://localhost:4001' }, 'DAYBOOK_PARTNER_URL is the address of portal too'],
  [{ DAYBOOK_STAFF_URL: 'staff.test' }, 'DAYBOOK_STAFF_URL is not a URL'],
  [{ DAYBOOK_STAFF_URL: 'ftp://staff.test' }, 'DAYBOOK_STAFF_URL is not an http(s) URL'],
  [{ DAYBOOK_STAFF_URL: 'https://staff.test/audit' }, 'DAYBOOK_STAFF_URL may hold a scheme, a host and a port'],
  [{ DAYBOOK_STAFF_URL: 'https://me@staff.test' }, 'DAYBOOK_STAFF_URL may hold a scheme, a host and a port'],
  [{ DAYBOOK_HOST: 'example.com' }, 'DAYBOOK_HOST is not an address to listen on ("example.com")'],
  [{ DAYBOOK_TRUSTED_PROXIES: '10.0.0.0/33' }, 'DAYBOOK_TRUSTED_PROXIES holds "10.0.0.0/33"'],
  [{ DAYBOOK_TRUSTED_PROXIES: '::1,proxy' }, 'DAYBOOK_TRUSTED_PROXIES holds "proxy"'],
  [{ DAYBOOK_TRUSTED_PROXIES: '2' }, 'DAYBOOK_TRUSTED_PROXIES holds "2"'],
  [{ DAYBOOK_SECRET: 'short' }, 'DAYBOOK_SECRET is shorter than 32 characters'],
  [{ DAYBOOK_SECRET: 'a'.repeat(40) }, 'DAYBOOK_SECRET repeats too few characters'],
  [{ DAYBOOK_STORAGE: 's3://bucket' }, 'DAYBOOK_STORAGE is not file: followed by a directory ("s3://bucket")'],
  [{ DAYBOOK_STORAGE: 'file:' }, 'DAYBOOK_STORAGE is not file: followed by a directory'],
  [{ SMTP_URL: 'mail.test:25' }, 'SMTP_URL is not an smtp:// or smtps:// URL'],
  [{ DAYBOOK_LOG_LEVEL: 'loud' }, 'DAYBOOK_LOG_LEVEL is not a level ("loud")'],
  [{ DAYBOOK_DEMO_PASSWORD: 'x' }, 'DAYBOOK_DEMO_PASSWORD is shorter than 8 characters'],
  [{ DAYBOOK_DEMO_TOTP: 'not base32!' }, 'DAYBOOK_DEMO_TOTP is not base32'],
  [{ DAYBOOK_DEMO_KEY: 'a b' }, 'DAYBOOK_DEMO_KEY is not 16 to 200 letters'],
  [{ DAYBOOK_METRICS_TOKEN: 'x' }, 'DAYBOOK_METRICS_TOKEN is shorter than 16 characters'],
  [{ DAYBOOK_INGEST_EVENTS_PER_SECOND: '0' }, 'is not a whole number between 1 and 1000000 ("0")'],
  [{ DAYBOOK_INGEST_EVENTS_PER_SECOND: '1e3' }, 'is not a whole number'],
  [{ DAYBOOK_INGEST_EVENTS_BURST: '999' }, 'is not a whole number between 1000 and'],
  [{ DAYBOOK_INGEST_REQUESTS_PER_SECOND: '-5' }, 'is not a whole number'],
  [{ DAYBOOK_INGEST_CONNECTIONS_PER_ADDRESS: '1.5' }, 'is not a whole number'],
  [
    { DAYBOOK_SECRET_FILE: '/nowhere/secret' },
    'DAYBOOK_SECRET_FILE names "/nowhere/secret", which cannot be read (ENOENT)',
  ],
])('a wrong value is told in one line that begins with its variable: %j', (env, expected) => {
  const problem = problemOf(env)
  expect(problem).toContain(expected)
  expect(problem.startsWith(`${Object.keys(env)[0]} `)).toBe(true)
  expect(problem).toContain('; for example ')
  expect(problem).not.toMatch(/[\r\n]/)
})

test('a value with line breaks still gives one line', () => {
  expect(problemOf({ DAYBOOK_LOG_LEVEL: 'a\nb\r\nc' })).toBe(
    'DAYBOOK_LOG_LEVEL is not a level ("a\\nb\\r\\nc"); for example DAYBOOK_LOG_LEVEL=info',
  )
})

test('the text of a wrong secret is not repeated', () => {
  expect(problemOf({ DATABASE_URL: 'mysql://me:hunter2@x/y' })).not.toContain('hunter2')
  expect(problemOf({ DAYBOOK_SECRET: 'hunter2' })).not.toContain('hunter2')
  expect(problemOf({ SMTP_URL: 'http://me:hunter2@x' })).not.toContain('hunter2')
})

test('a secret is read from a file without the line break at its end, and the direct value wins', () => {
  expect(loadConfig({ DAYBOOK_SECRET_FILE: secretFile(`${key}\n`) }).secret).toBe(key)
  expect(loadConfig({ DATABASE_URL_FILE: secretFile(`${url}\r\n`) }).databaseUrl).toBe(url)
  expect(loadConfig({ DAYBOOK_SECRET: key, DAYBOOK_SECRET_FILE: '/nowhere' }).secret).toBe(key)
})

test('only secrets are read from files', () => {
  expect(loadConfig({ DAYBOOK_HOST_FILE: secretFile('10.0.0.1') }).host).toBe('127.0.0.1')
})

test('the environment wins over the secrets file, which fills what is left open', () => {
  const portal = 'postgres://portal@db/daybook'
  const staff = 'postgres://staff@db/daybook'
  const config = loadConfig({ DAYBOOK_PORTAL_DATABASE_URL: portal })
  const filled = withSecrets(config, { secret: key, databaseUrls: { portal: 'postgres://other@db/daybook', staff } })
  expect(filled.secret).toBe(key)
  expect(filled.processes.portal.databaseUrl).toBe(portal)
  expect(filled.processes.staff.databaseUrl).toBe(staff)
  expect(filled.processes.partner.databaseUrl).toBeNull()
  expect(withSecrets(config, null)).toEqual(config)
})
