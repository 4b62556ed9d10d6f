import { randomUUID } from 'node:crypto'
import { type Database, findApiKey, insertApiKey } from '@daybook/db'
import { createOrganisation, createTestDatabase, type TestDatabase } from '@daybook/db/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createApiKeySecret, readApiKey } from './api-keys.ts'

let database: TestDatabase
let db: Database
const now = new Date('2026-11-20T12:00:00.000Z')

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.as('recorder')
})
afterAll(() => database.close())

async function createKey(
  parts: { kind?: 'tenant' | 'platform'; expiresAt?: Date; revokedAt?: Date; lastUsedAt?: Date } = {},
) {
  const { kind = 'tenant', ...columns } = parts
  const organisation = await createOrganisation(database.owner, { kind })
  const { key, prefix, hash } = createApiKeySecret()
  const id = randomUUID()
  await insertApiKey(database.owner, {
    id,
    organisationId: organisation.tenantId,
    name: 'Billing',
    prefix,
    hash,
    scopes: ['events:write'],
    ...columns,
  })
  return { id, key, prefix, hash, organisation }
}

test('a key says whose it is, what it may do and whether it is the operator’s', async () => {
  const { id, key, prefix, organisation } = await createKey()
  expect(await readApiKey(db, `Bearer ${key}`, now)).toEqual({
    principal: {
      kind: 'key',
      keyId: id,
      name: 'Billing',
      prefix,
      organisationId: organisation.tenantId,
      organisationSlug: organisation.slug,
      isOperator: false,
      scopes: ['events:write'],
    },
  })
  const operators = await createKey({ kind: 'platform' })
  expect(await readApiKey(db, `bearer  ${operators.key} `, now)).toMatchObject({ principal: { isOperator: true } })
})

test('a header that holds no key is told from a key nobody has', async () => {
  const { key } = await createKey()
  for (const header of [null, undefined, '']) {
    expect(await readApiKey(db, header, now)).toEqual({ refusal: 'missing', key: null })
  }
  for (const header of [
    key,
    `Basic ${key}`,
    'Bearer ',
    'Bearer a b',
    `Bearer ${key}\u0000`,
    `Bearer ${'x'.repeat(201)}`,
  ]) {
    expect(await readApiKey(db, header, now)).toEqual({ refusal: 'malformed', key: null })
  }
  for (const guess of [createApiKeySecret().key, key.slice(0, -1), `${key}0`, key.toUpperCase()]) {
    expect(await readApiKey(db, `Bearer ${guess}`, now)).toEqual({ refusal: 'unknown', key: null })
  }
})

test('a key is refused from the moment it expires, and once it is revoked', async () => {
  const expired = await createKey({ expiresAt: now })
  expect(await readApiKey(db, `Bearer ${expired.key}`, now)).toMatchObject({
    refusal: 'expired',
    key: { keyId: expired.id, prefix: expired.prefix, organisationId: expired.organisation.tenantId },
  })
  expect(await readApiKey(db, `Bearer ${expired.key}`, new Date(now.getTime() - 1))).toHaveProperty('principal')

  const revoked = await createKey()
  expect(await readApiKey(db, `Bearer ${revoked.key}`, now)).toHaveProperty('principal')
  await database.sql`update api_keys set revoked_at = ${now} where id = ${revoked.id}`
  expect(await readApiKey(db, `Bearer ${revoked.key}`, now)).toMatchObject({
    refusal: 'revoked',
    key: { keyId: revoked.id, name: 'Billing', prefix: revoked.prefix },
  })
})

test('the use of a key is noted at most once a minute', async () => {
  const { key, hash } = await createKey()
  const lastUse = async () => (await findApiKey(db, hash))?.key.lastUsedAt
  await readApiKey(db, `Bearer ${key}`, now)
  await vi.waitUntil(async () => (await lastUse())?.getTime() === now.getTime())

  await readApiKey(db, `Bearer ${key}`, new Date(now.getTime() + 59_000))
  const later = new Date(now.getTime() + 60_001)
  await readApiKey(db, `Bearer ${key}`, later)
  await vi.waitUntil(async () => (await lastUse())?.getTime() !== now.getTime())
  expect(await lastUse()).toEqual(later)
})

test('the use of a refused key is not noted', async () => {
  const { key, hash } = await createKey({ revokedAt: now })
  await readApiKey(db, `Bearer ${key}`, now)
  expect((await findApiKey(db, hash))?.key.lastUsedAt).toBeNull()
})

test('a use that cannot be noted harms nobody', async () => {
  const { key } = await createKey()
  await database.sql`create function refuse_use() returns trigger language plpgsql as $$ begin raise exception 'full'; end $$`
  await database.sql`create trigger refuse_use before update on api_keys for each row execute function refuse_use()`
  expect(await readApiKey(db, `Bearer ${key}`, now)).toHaveProperty('principal')
  await database.sql`drop trigger refuse_use on api_keys`
})
