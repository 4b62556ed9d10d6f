import { randomUUID } from 'node:crypto'
import { createApiKeySecret } from '@daybook/auth'
import { findPlatformLog } from '@daybook/db'
import { createOrganisation, createTestDatabase, type TestDatabase } from '@daybook/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createKey, minimalEvent, readSent, send, sendBatch, startRecorder } from './testing/recorder.fixture.ts'

let database: TestDatabase
let recorder: Awaited<ReturnType<typeof startRecorder>>
let operator: Awaited<ReturnType<typeof createKey>>

beforeAll(async () => {
  database = await createTestDatabase()
  recorder = await startRecorder(database)
  operator = await createKey(database, await createOrganisation(database.owner, { slug: 'operator', kind: 'platform' }))
})
afterAll(async () => {
  await recorder.stop()
  await database.close()
})

test('without a key that is known and valid, nothing is read and nothing is written', async () => {
  const expired = await createKey(database, undefined, { expiresAt: new Date(Date.now() - 1000) })
  const revoked = await createKey(database, undefined, { revokedAt: new Date() })
  const headersOf: [string, Record<string, string>][] = [
    ['key-missing', {}],
    ['key-missing', { Cookie: `session=${operator.key}`, 'X-Api-Key': operator.key }],
    ['key-malformed', { Authorization: operator.key }],
    ['key-malformed', { Authorization: `Basic ${operator.key}` }],
    ['key-unknown', { Authorization: `Bearer ${createApiKeySecret().key}` }],
    ['key-expired', { Authorization: `Bearer ${expired.key}` }],
    ['key-revoked', { Authorization: `Bearer ${revoked.key}` }],
  ]
  for (const path of ['/v1/events', '/v1/events/batch']) {
    for (const [code, headers] of headersOf) {
      const answer = await send(recorder.url, 'not even JSON', { path, headers })
      expect([answer.status, answer.body.code]).toEqual([401, code])
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="daybook"/)
    }
  }
  expect(await readSent(database, expired.log)).toEqual([])
})

test('a key is refused by the very next request after it was revoked', async () => {
  const { key, id } = await createKey(database)
  expect((await send(recorder.url, minimalEvent(), { key })).status).toBe(201)
  await database.sql`update api_keys set revoked_at = now() where id = ${id}`
  expect((await send(recorder.url, minimalEvent(), { key })).status).toBe(401)
})

test('a key that may only read may not write', async () => {
  const { key, log } = await createKey(database, undefined, { scopes: ['events:read'] })
  for (const path of ['/v1/events', '/v1/events/batch']) {
    const answer = await send(recorder.url, [minimalEvent()], { key, path })
    expect([answer.status, answer.body.code]).toEqual([403, 'scope-missing'])
  }
  expect(await readSent(database, log)).toEqual([])
})

test('a tenant’s key writes to its tenant and to no other, whatever a request says', async () => {
  const own = await createKey(database)
  const foreign = await createKey(database)
  const { key } = own
  const named = { 'Daybook-Tenant': foreign.log.slug }

  const byHeader = await send(recorder.url, minimalEvent(), { key, headers: named })
  expect([byHeader.status, byHeader.body.code]).toEqual([403, 'tenant-mismatch'])
  const unknown = await send(recorder.url, minimalEvent(), { key, headers: { 'Daybook-Tenant': 'nobody' } })
  expect([unknown.status, unknown.body.detail]).toEqual([403, byHeader.body.detail])
  const byBody = await send(recorder.url, minimalEvent({ tenant: foreign.log.slug }), { key })
  expect([byBody.status, byBody.body.code]).toEqual([403, 'tenant-mismatch'])
  expect(byBody.body.errors).toEqual([expect.objectContaining({ pointer: '/tenant' })])

  const batch = await sendBatch(recorder.url, [minimalEvent({ tenant: foreign.log.slug }), minimalEvent()], { key })
  expect(batch.body.results.map(({ status }: { status: string }) => status)).toEqual(['invalid', 'recorded'])
  expect((await sendBatch(recorder.url, [minimalEvent()], { key, headers: named })).status).toBe(403)
  expect(await readSent(database, foreign.log)).toEqual([])
  expect(await readSent(database, own.log)).toHaveLength(1)

  const itself = { 'Daybook-Tenant': own.log.slug }
  expect((await send(recorder.url, minimalEvent({ tenant: own.log.slug }), { key, headers: itself })).status).toBe(201)
})

test('the same id in two tenants is two events: nothing tells one tenant of the other’s ids', async () => {
  const event = minimalEvent({ id: randomUUID() })
  for (const { key } of [await createKey(database), await createKey(database)]) {
    expect((await send(recorder.url, event, { key })).status).toBe(201)
  }
})

test('the operator’s key has to name a tenant that exists, with each request', async () => {
  const { key } = operator
  const tenants = [await createOrganisation(database.owner), await createOrganisation(database.owner)]
  const missing = await send(recorder.url, minimalEvent(), { key })
  expect([missing.status, missing.body.code]).toEqual([400, 'tenant-required'])
  const inBody = await send(recorder.url, minimalEvent({ tenant: tenants[0]?.slug }), { key })
  expect([inBody.status, inBody.body.code]).toEqual([400, 'tenant-required'])

  const partner = await createOrganisation(database.owner, { kind: 'partner' })
  for (const slug of ['nobody', 'operator', partner.slug, "' or true --", 'constructor']) {
    const answer = await send(recorder.url, minimalEvent(), { key, headers: { 'Daybook-Tenant': slug } })
    expect([answer.status, answer.body.code]).toEqual([400, 'tenant-unknown'])
  }

  for (const log of tenants) {
    const headers = { 'Daybook-Tenant': log.slug }
    expect((await send(recorder.url, minimalEvent({ tenant: log.slug }), { key, headers })).status).toBe(201)
    expect((await sendBatch(recorder.url, [minimalEvent(), minimalEvent()], { key, headers })).status).toBe(200)
    expect(await readSent(database, log)).toHaveLength(3)
  }
  const elsewhere = await send(recorder.url, minimalEvent({ tenant: tenants[1]?.slug }), {
    key,
    headers: { 'Daybook-Tenant': tenants[0]?.slug ?? '' },
  })
  expect([elsewhere.status, elsewhere.body.code]).toEqual([403, 'tenant-mismatch'])

  const platform = await findPlatformLog(database.owner)
  expect(platform && (await readSent(database, platform))).toEqual([])
})

test('a partner’s key writes nowhere: its firm’s log is what Daybook itself saw there', async () => {
  const { key, log } = await createKey(database, await createOrganisation(database.owner, { kind: 'partner' }))
  const answer = await send(recorder.url, minimalEvent(), { key })
  expect([answer.status, answer.body.code]).toEqual([403, 'tenant-mismatch'])
  expect(await readSent(database, log)).toEqual([])
})

test('a tenant that is created later can be written to at once', async () => {
  const headers = { 'Daybook-Tenant': 'newcomer' }
  expect((await send(recorder.url, minimalEvent(), { key: operator.key, headers })).status).toBe(400)
  await createOrganisation(database.owner, { slug: 'newcomer' })
  expect((await send(recorder.url, minimalEvent(), { key: operator.key, headers })).status).toBe(201)
})
