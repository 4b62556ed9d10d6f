import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { removeEmbedded } from '@daybook/db/embedded'
import { appRoles, isMigrated } from '@daybook/db/migrate'
import { createTestDatabase } from '@daybook/db/testing'
import { loadConfig, readSecrets } from '@daybook/runtime'
import { expect, inject, onTestFinished, test } from 'vitest'
import { databaseDirectory, openDatabase } from './database.ts'

const isInstalledVersion = inject('postgresBinaries') === null
const onlyInstalled = 'a start uses the installed server, which another run of these tests does'

function temporaryHome(): string {
  const home = mkdtempSync(path.join(tmpdir(), 'daybook-home-'))
  chmodSync(home, 0o711)
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  return home
}

async function open(env: Record<string, string>) {
  const database = await openDatabase(loadConfig(env), { log: () => {} })
  onTestFinished(() => database.stop())
  return database
}

test('without DATABASE_URL a database is made in the home, and found again by the next start', async ({ skip }) => {
  skip(!isInstalledVersion, onlyInstalled)
  const home = temporaryHome()
  const first = await open({ DAYBOOK_HOME: home })
  expect(await first.migrate()).toBeGreaterThan(0)
  const before = await first.appUrls()
  await first.stop()

  const second = await open({ DAYBOOK_HOME: home })
  expect(await second.migrate()).toBe(0)
  const after = await second.appUrls()
  for (const app of appRoles) {
    expect(new URL(after[app]).password).toBe(new URL(before[app]).password)
    expect(await isMigrated(after[app])).toBe(true)
  }
})

test('the owner and every app have a role and a password of their own', async ({ skip }) => {
  skip(!isInstalledVersion, onlyInstalled)
  const database = await open({ DAYBOOK_HOME: temporaryHome() })
  await database.migrate()
  const urls = [String(database.ownerUrl), ...Object.values(await database.appUrls())].map((url) => new URL(url))
  expect(new Set(urls.map((url) => url.username)).size).toBe(5)
  expect(new Set(urls.map((url) => url.password)).size).toBe(5)
  expect(urls.map((url) => url.username)).not.toContain('postgres')
})

test('a fresh start begins with an empty database', async ({ skip }) => {
  skip(!isInstalledVersion, onlyInstalled)
  const home = temporaryHome()
  const first = await open({ DAYBOOK_HOME: home })
  const count = await first.migrate()
  await expect(removeEmbedded(databaseDirectory(home))).rejects.toThrow(/in use by process/)
  await first.stop()

  await removeEmbedded(databaseDirectory(home))
  expect(await (await open({ DAYBOOK_HOME: home })).migrate()).toBe(count)
})

test('roles made in a given database are kept in the secrets and used again', async () => {
  await using given = await createTestDatabase()
  const env = { DAYBOOK_HOME: temporaryHome(), DATABASE_URL: given.ownerUrl }
  const made = await (await open(env)).appUrls()
  expect(readSecrets(env.DAYBOOK_HOME)?.databaseUrls).toEqual(made)
  expect(await (await open(env)).appUrls()).toEqual(made)
})

test('a role that the operator configured is left as it is', async () => {
  await using given = await createTestDatabase()
  const portal = 'postgres://mine:own@127.0.0.1:1/daybook'
  const home = temporaryHome()
  const database = await open({ DAYBOOK_HOME: home, DATABASE_URL: given.ownerUrl, DAYBOOK_PORTAL_DATABASE_URL: portal })
  expect((await database.appUrls()).portal).toBe(portal)
})

test('where every app is told its database but nobody the owner, nothing is started or changed', async () => {
  const url = (app: string) => `postgres://${app}:own@127.0.0.1:1/daybook`
  const home = temporaryHome()
  const database = await open({
    DAYBOOK_HOME: home,
    ...Object.fromEntries(appRoles.map((app) => [`DAYBOOK_${app.toUpperCase()}_DATABASE_URL`, url(app)])),
  })
  expect(database.ownerUrl).toBeNull()
  expect(await database.migrate()).toBe(0)
  expect((await database.appUrls()).staff).toBe(url('staff'))
  expect(existsSync(databaseDirectory(home))).toBe(false)
})

test('half of the addresses are refused, for the other half would be guessed', async () => {
  const env = { DAYBOOK_HOME: temporaryHome(), DAYBOOK_PORTAL_DATABASE_URL: 'postgres://a:b@127.0.0.1:1/daybook' }
  await expect(open(env)).rejects.toThrow(/for portal only.*DATABASE_URL/)
})
