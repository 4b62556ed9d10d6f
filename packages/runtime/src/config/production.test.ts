import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { loadConfig } from './config.ts'

const key = 'q8Zt3VwY6rPmN1xKcB7hLd5fGs2jAe9u'
const exposed = {
  NODE_ENV: 'production' as const,
  DAYBOOK_SECRET: key,
  DAYBOOK_PORTAL_URL: 'https://portal.client.test',
}

test('a production installation with its own secrets starts, without a demo', () => {
  expect(loadConfig(exposed)).toMatchObject({ exposed: true, demo: null })
})

test.each([
  [{ DAYBOOK_DEMO_PASSWORD: 'correct horse battery staple' }, 'DAYBOOK_DEMO_PASSWORD belongs to the demo'],
  [{ DAYBOOK_DEMO_PASSWORD_FILE: '/run/secrets/x' }, 'DAYBOOK_DEMO_PASSWORD belongs to the demo'],
  [{ DAYBOOK_DEMO_TOTP: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' }, 'DAYBOOK_DEMO_TOTP belongs to the demo'],
  [{ DAYBOOK_DEMO_KEY: 'dbk_demo_0123456789abcdef' }, 'DAYBOOK_DEMO_KEY belongs to the demo'],
  [{ DAYBOOK_SECRET: 'change-me-change-me-change-me-change-me' }, 'DAYBOOK_SECRET looks like an example'],
  [{ DAYBOOK_SECRET: 'this-is-an-example-of-32-characters!' }, 'DAYBOOK_SECRET looks like an example'],
  [{ DAYBOOK_METRICS_TOKEN: 'my-secret-token-for-metrics' }, 'DAYBOOK_METRICS_TOKEN looks like an example'],
  [{ DATABASE_URL: 'postgres://postgres:postgres@db/daybook' }, 'DATABASE_URL holds a default password'],
  [{ DATABASE_URL: 'postgres://owner:owner@db/daybook' }, 'DATABASE_URL holds a default password'],
  [{ DAYBOOK_STAFF_DATABASE_URL: 'postgres://x:change-me@db/daybook' }, 'DAYBOOK_STAFF_DATABASE_URL holds a default'],
  [{ DATABASE_URL: 'postgres://owner:%E2%80%A6@db/daybook' }, 'DATABASE_URL holds a default password'],
  [{ DAYBOOK_STAFF_URL: 'http://staff.client.test' }, 'DAYBOOK_STAFF_URL would send sessions in clear text'],
  [{ DAYBOOK_RECORDER_URL: 'http://10.0.0.7:4000' }, 'DAYBOOK_RECORDER_URL would send sessions in clear text'],
])('production with a public address refuses %j', (env, expected) => {
  expect(() => loadConfig({ ...exposed, ...env })).toThrow(expected)
})

test.each([
  { DAYBOOK_DEMO_PASSWORD: 'correct horse battery staple' },
  { DAYBOOK_SECRET: 'this-is-an-example-of-32-characters!' },
  { DATABASE_URL: 'postgres://postgres:postgres@127.0.0.1/daybook' },
])('the same is accepted on one’s own machine, and for a trial elsewhere: %j', (env) => {
  expect(loadConfig({ ...env, NODE_ENV: 'production' }).exposed).toBe(false)
  expect(loadConfig({ ...env, DAYBOOK_PORTAL_URL: 'http://trial.lan:4001' }).exposed).toBe(false)
})

test('a percent sign in a password is no reason to stop', () => {
  const url = 'postgres://owner:100%25k2J9@db.internal/daybook'
  expect(loadConfig({ ...exposed, DATABASE_URL: url }).databaseUrl).toBe(url)
  expect(loadConfig({ ...exposed, DATABASE_URL: 'postgres://owner:100%@db/daybook' }).exposed).toBe(true)
})

test('every name of this machine counts as loopback, and only those', () => {
  for (const host of ['localhost', 'portal.localhost', '127.0.0.1', '127.8.9.1', '[::1]']) {
    expect(loadConfig({ NODE_ENV: 'production', DAYBOOK_PORTAL_URL: `http://${host}:4001` }).exposed).toBe(false)
  }
  for (const host of ['127.0.0.1.example.com', 'localhost.example.com', '[::ffff:10.0.0.1]', '10.0.0.1', '0.0.0.0']) {
    expect(loadConfig({ NODE_ENV: 'production', DAYBOOK_PORTAL_URL: `https://${host}` }).exposed).toBe(true)
  }
})

test('a refused configuration ends the process with code 78 and one line', () => {
  const script = `
    import { exitOnConfigError, loadConfig } from './index.ts'
    try { loadConfig() } catch (error) { exitOnConfigError(error) }
    console.log('started')`
  const child = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    cwd: path.resolve(import.meta.dirname),
    env: { ...process.env, ...exposed, DAYBOOK_DEMO_PASSWORD: 'correct horse battery staple' },
    encoding: 'utf8',
  })
  expect(child.status).toBe(78)
  expect(child.stdout).toBe('')
  expect(child.stderr).toMatch(/^DAYBOOK_DEMO_PASSWORD [^\n]*\n$/)
})
