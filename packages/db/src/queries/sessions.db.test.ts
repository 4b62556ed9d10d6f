import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../client.ts'
import { createOrganisation, createTestDatabase, type TestDatabase } from '../testing/index.ts'
import { endSession, extendSession, findSession, insertSession, listLiveSessions, touchSession } from './sessions.ts'
import { insertUser } from './users.ts'

const began = new Date('2026-05-01T08:00:00.000Z')
const minute = 60_000
const hour = 60 * minute

let database: TestDatabase
let db: Database

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.as('portal')
})
afterAll(() => database.close())

function after(ms: number): Date {
  return new Date(began.getTime() + ms)
}

async function person(): Promise<{ userId: string; organisationId: string }> {
  const { tenantId: organisationId } = await createOrganisation(database.owner)
  const userId = randomUUID()
  await insertUser(database.owner, {
    ...{ id: userId, organisationId, realm: 'client', role: 'client_admin' },
    ...{ email: 'ada@example.test', name: 'Ada', status: 'active' },
  })
  return { userId, organisationId }
}

/** A session of an hour's idleness and a day's length; its id. */
async function open(of: { userId: string; organisationId: string }): Promise<{ id: string; publicId: string }> {
  const [id, publicId] = [randomBytes(32).toString('hex'), randomUUID()]
  await insertSession(db, {
    ...{ id, publicId, ...of, realm: 'client', audience: 'portal', method: 'password' },
    ...{ createdAt: began, lastActiveAt: began, expiresAt: after(hour), absoluteExpiresAt: after(24 * hour) },
  })
  return { id, publicId }
}

async function stored(id: string) {
  const found = await findSession(db, id)
  if (!found) throw new Error('The session is gone.')
  return found.session
}

test('a session ends once: of many who end it, one does, and its reason stays', async () => {
  const { id, publicId } = await open(await person())
  const attempts = Array.from({ length: 20 }, (_, index) =>
    endSession(db, {
      ...(index % 2 === 0 ? { id } : { publicId }),
      ...{ at: after(index), reason: 'revoked', note: `attempt ${index}` },
    }),
  )
  const ended = (await Promise.all(attempts)).filter((session) => session !== null)
  expect(ended).toHaveLength(1)
  expect(await stored(id)).toEqual(ended[0])
  expect(await endSession(db, { id, at: after(hour), reason: 'signed_out' })).toBeNull()
  expect((await stored(id)).endNote).toBe(ended[0]?.endNote)
})

test('an ended session is not revived by what ran beside its end', async () => {
  const { id } = await open(await person())
  await Promise.all([
    ...Array.from({ length: 10 }, (_, index) => extendSession(db, { id, expiresAt: after(2 * hour + index) })),
    endSession(db, { id, at: after(minute), reason: 'revoked' }),
    ...Array.from({ length: 10 }, () => touchSession(db, { id, at: after(2 * hour), expiresAt: after(3 * hour) })),
  ])
  const session = await stored(id)
  expect(session).toMatchObject({ endReason: 'revoked', endedAt: after(minute) })
  await extendSession(db, { id, expiresAt: after(5 * hour) })
  await touchSession(db, { id, at: after(4 * hour), expiresAt: after(5 * hour) })
  expect(await stored(id)).toEqual(session)
})

test('the idle limit moves forward only, and never past the absolute one', async () => {
  const { id } = await open(await person())
  await extendSession(db, { id, expiresAt: after(3 * hour) })
  await extendSession(db, { id, expiresAt: after(2 * hour) })
  expect((await stored(id)).expiresAt).toEqual(after(3 * hour))
  await extendSession(db, { id, expiresAt: after(48 * hour) })
  expect((await stored(id)).expiresAt).toEqual(after(24 * hour))
})

test('use is noted once a minute, with the idle limit, never past the absolute one', async () => {
  const { id } = await open(await person())
  await touchSession(db, { id, at: after(minute), expiresAt: after(hour + minute) })
  expect(await stored(id)).toMatchObject({ lastActiveAt: began, expiresAt: after(hour) })
  await touchSession(db, { id, at: after(minute + 1), expiresAt: after(hour + minute) })
  expect(await stored(id)).toMatchObject({ lastActiveAt: after(minute + 1), expiresAt: after(hour + minute) })
  await touchSession(db, { id, at: after(23.5 * hour), expiresAt: after(24.5 * hour) })
  expect(await stored(id)).toMatchObject({ lastActiveAt: after(23.5 * hour), expiresAt: after(24 * hour) })
})

test('a person’s live sessions are theirs, not ended and not expired', async () => {
  const [one, two] = [await person(), await person()]
  const [live, ended, other] = [await open(one), await open(one), await open(two)]
  await endSession(db, { id: ended.id, at: after(minute), reason: 'signed_out' })
  const ids = async (userId: string, at: Date) => (await listLiveSessions(db, { userId, at })).map(({ id }) => id)
  expect(await ids(one.userId, after(minute))).toEqual([live.id])
  expect(await ids(two.userId, after(minute))).toEqual([other.id])
  expect(await ids(one.userId, after(hour))).toEqual([])
})
