import { createHash } from 'node:crypto'
import { findLog, listAccountsByEmail } from '@daybook/db'
import { createOrganisation, createTestDatabase, faultsOf, readLog, type TestDatabase } from '@daybook/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LogName, logNames } from './company.ts'
import { type LoadOptions, loadDemoWorld } from './load.ts'
import { people } from './people.ts'
import { worldEvents } from './world.ts'

const small = { seed: 'small', days: 16, scale: 0.08 }
const end = new Date(Date.now() - 60_000)
const options: LoadOptions = {
  ...small,
  end,
  password: 'correct horse battery staple',
  key: 'dbk_demo_0123456789abcdef',
  host: 'log.example.test',
  // Real hashing has its own tests and takes a second for nine people.
  hashPassword: (password) => Promise.resolve(`hash of ${password}`),
  totp: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  sealTotp: (userId, secret) => Buffer.from(`${userId} ${secret}`),
  keySecretOf: (key) => ({ prefix: key.slice(0, 12), hash: createHash('sha256').update(key).digest() }),
}
const expected = [...worldEvents({ ...small, end })]

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

async function storedIds(db: TestDatabase, name: LogName): Promise<string[]> {
  const log = await findLog(db.owner, { slug: name })
  return log ? (await readLog(db.owner, log)).map(({ event }) => event.id) : []
}

test('an empty database gets every event of the world, in order, in sound logs', async () => {
  const loaded = await loadDemoWorld(database.owner, options)
  expect(loaded).toEqual({ status: 'loaded', recorded: expected.length, known: 0, conflicts: 0 })
  for (const name of logNames) {
    expect(await storedIds(database, name)).toEqual(
      expected.flatMap(({ log, input }) => (log === name ? [input.id] : [])),
    )
    const log = await findLog(database.owner, { slug: name })
    expect(log && (await faultsOf(database.owner, log))).toEqual([])
  }
})

test('everybody of the demo has an account in their organisation', async () => {
  const realms = {
    'acme.test': 'client',
    'globex.test': 'client',
    'northwind.test': 'partner',
    'daybook.test': 'staff',
  } as const
  for (const [domain, realm] of Object.entries(realms)) {
    for (const person of people.filter(({ email }) => email.endsWith(`@${domain}`))) {
      const accounts = await listAccountsByEmail(database.owner, { realm, email: person.email })
      expect(
        accounts.map(({ id, name, organisationSlug, status }) => ({ id, name, organisationSlug, status })),
      ).toEqual([{ id: person.id, name: person.name, organisationSlug: person.organisation, status: 'active' }])
    }
  }
})

test('nobody of the demo is asked for a second factor but those who have one, whose secret is the one of this start', async () => {
  const asked = async () => {
    const rows = await database.sql<{ email: string; sealed: Buffer | null }[]>`
      select u.email, f.sealed_secret as sealed from users u left join totp_factors f on f.user_id = u.id
      where not u.second_factor_exempt`
    return rows.map(({ email, sealed }) => [email, sealed?.toString().split(' ')[1]])
  }
  expect(await asked()).toEqual([['root@daybook.test', options.totp]])
  await loadDemoWorld(database.owner, { ...options, totp: 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU' })
  expect(await asked()).toEqual([['root@daybook.test', 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU']])
})

test('a second load adds nothing, whenever it comes', async () => {
  const again = await loadDemoWorld(database.owner, { ...options, end: new Date() })
  expect(again).toEqual({ status: 'complete', recorded: 0, known: 0, conflicts: 0 })
  expect(await storedIds(database, 'platform')).toHaveLength(expected.filter(({ log }) => log === 'platform').length)
})

test('a load that was interrupted goes on to the same world', async () => {
  await using other = await createTestDatabase()
  const interrupted = loadDemoWorld(other.owner, {
    ...options,
    report: () => {
      throw new Error('the power went')
    },
  })
  await expect(interrupted).rejects.toThrow('the power went')
  const before = (await Promise.all(logNames.map((name) => storedIds(other, name)))).flat().length
  expect(before).toBeGreaterThan(0)
  expect(before).toBeLessThan(expected.length)

  const rest = await loadDemoWorld(other.owner, { ...options, end: new Date() })
  expect(rest).toEqual({ status: 'loaded', recorded: expected.length - before, known: before, conflicts: 0 })
  expect(await storedIds(other, 'globex')).toEqual(await storedIds(database, 'globex'))
})

test('a database that is used for something else is left as it is', async () => {
  await using other = await createTestDatabase()
  await createOrganisation(other.owner, { slug: 'operator', kind: 'platform' })
  expect((await loadDemoWorld(other.owner, options)).status).toBe('foreign')
  expect(await findLog(other.owner, { slug: 'acme' })).toBe(null)
})

test('a key that changed since the last start is given to acme as well', async () => {
  const key = 'dbk_demo_fedcba9876543210'
  await loadDemoWorld(database.owner, { ...options, key })
  const rows = await database.sql<{ slug: string }[]>`
    select o.slug from api_keys k join organisations o on o.id = k.organisation_id
    where k.hash = ${createHash('sha256').update(key).digest()}`
  expect([...rows]).toEqual([{ slug: 'acme' }])
})
