import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../client.ts'
import { type Audience, type Realm, sessions, type UserRole, users } from '../schema/index.ts'
import { createOrganisation, createTestDatabase, refusalOf, type TestDatabase } from '../testing/index.ts'
import { endSession, extendSession, findSession, insertSession, listLiveSessions, touchSession } from './sessions.ts'
import { findAccount, insertUser, listAccountsByEmail } from './users.ts'

/** Row-level security: whose people and visits an app gets to see, whatever it asks. */

const realmOf = { portal: 'client', partner: 'partner', staff: 'staff' } as const satisfies Record<Audience, Realm>
const roleOf = { client: 'client_admin', partner: 'partner_admin', staff: 'super_admin' } as const satisfies Record<
  Realm,
  UserRole
>
const apps = ['portal', 'partner', 'staff'] as const
const email = 'ada@example.test'

interface Visitor {
  userId: string
  organisationId: string
  sessionId: string
}

let database: TestDatabase
let open: Record<Audience, Database>
let visitors: Record<Audience, Visitor>

beforeAll(async () => {
  database = await createTestDatabase()
  open = {
    portal: database.as('portal', { max: 2 }),
    partner: database.as('partner', { max: 2 }),
    staff: database.as('staff', { max: 2 }),
  }
  visitors = { portal: await visitor('portal'), partner: await visitor('partner'), staff: await visitor('staff') }
})
afterAll(() => database.close())

/** A person of an app's realm, with a session. The same e-mail in every realm. */
async function visitor(app: Audience): Promise<Visitor> {
  const realm = realmOf[app]
  const organisation = await createOrganisation(database.owner)
  const userId = randomUUID()
  await insertUser(database.owner, {
    ...{ id: userId, organisationId: organisation.tenantId, realm, role: roleOf[realm] },
    ...{ email, name: `Ada of ${realm}`, status: 'active' },
  })
  const session = sessionOf({ userId, organisationId: organisation.tenantId }, app)
  await insertSession(database.owner, session)
  return { userId, organisationId: organisation.tenantId, sessionId: session.id }
}

function sessionOf({ userId, organisationId }: Pick<Visitor, 'userId' | 'organisationId'>, app: Audience) {
  const now = Date.now()
  return {
    ...{ id: randomBytes(32).toString('hex'), publicId: randomUUID(), userId, organisationId },
    ...{ realm: realmOf[app], audience: app, method: 'password' as const },
    ...{ createdAt: new Date(now - 3_600_000), lastActiveAt: new Date(now - 1_800_000) },
    ...{ expiresAt: new Date(now + 1_800_000), absoluteExpiresAt: new Date(now + 3_600_000) },
  }
}

test.each(['portal', 'partner'] as const)(
  'the %s app sees the people and visits of its own realm alone',
  async (app) => {
    const people = await open[app].select().from(users)
    expect(people.map(({ id }) => id)).toEqual([visitors[app].userId])
    const visits = await open[app].select().from(sessions)
    expect(visits.map(({ id }) => id)).toEqual([visitors[app].sessionId])
  },
)

test('the staff app sees those of all realms', async () => {
  const people = await open.staff.select().from(users)
  expect(people.map(({ realm }) => realm).toSorted()).toEqual(['client', 'partner', 'staff'])
  expect(await open.staff.select().from(sessions)).toHaveLength(3)
})

test('the recorder sees neither', async () => {
  const db = database.as('recorder')
  expect(await refusalOf(db.select().from(users))).toBe('42501')
  expect(await refusalOf(db.select().from(sessions))).toBe('42501')
})

test.each(['portal', 'partner'] as const)(
  'nothing of another realm is found or changed through the %s app',
  async (app) => {
    const before = await database.owner.select().from(sessions).orderBy(sessions.id)
    const db = open[app]
    const at = new Date()
    for (const other of apps.filter((name) => name !== app)) {
      const { userId, sessionId: id } = visitors[other]
      expect(await findSession(db, id)).toBeNull()
      expect(await listLiveSessions(db, { userId, at })).toEqual([])
      expect(await listAccountsByEmail(db, { realm: realmOf[other], email })).toEqual([])
      expect(await findAccount(db, { id: userId })).toBeNull()
      expect(await endSession(db, { id, at, reason: 'revoked' })).toBeNull()
      await extendSession(db, { id, expiresAt: new Date(at.getTime() + 3_500_000) })
      await touchSession(db, { id, at, expiresAt: new Date(at.getTime() + 3_500_000) })
    }
    expect(await database.owner.select().from(sessions).orderBy(sessions.id)).toEqual(before)
  },
)

test('an app cannot open a visit in another realm, for another realm, or for a person of another realm', async () => {
  const { portal, staff } = visitors
  const forged = [
    { ...sessionOf(staff, 'staff') },
    { ...sessionOf(staff, 'portal') },
    { ...sessionOf(portal, 'portal'), audience: 'staff' as const },
    { ...sessionOf(portal, 'portal'), organisationId: staff.organisationId },
    { ...sessionOf(portal, 'portal'), realm: 'staff' as const },
  ]
  const codes = await Promise.all(forged.map((session) => refusalOf(insertSession(open.portal, session))))
  // Row-level security, no such person in the realm, not the realm's app, no such person in the organisation, again.
  expect(codes).toEqual(['42501', '23503', '23514', '23503', '42501'])
})

test('an app cannot make a visit another person’s, another app’s, or longer than it may last', async () => {
  for (const [column, value] of [
    ['user_id', visitors.staff.userId],
    ['organisation_id', visitors.staff.organisationId],
    ['realm', 'staff'],
    ['audience', 'staff'],
    ['method', 'password+totp'],
    ['absolute_expires_at', '2100-01-01'],
    ['created_at', '2020-01-01'],
  ] as const) {
    const change = sql`update sessions set ${sql.identifier(column)} = ${value}`
    for (const app of apps)
      expect([app, column, await refusalOf(open[app].execute(change))]).toEqual([app, column, '42501'])
  }
  const beyond = sql`update sessions set expires_at = absolute_expires_at + interval '1 second'`
  for (const app of apps) expect(await refusalOf(open[app].execute(beyond))).toBe('23514')
})

test('an app adds, changes and removes no person, and removes no visit', async () => {
  for (const app of apps) {
    for (const statement of [
      sql`insert into users select * from users`,
      sql`update users set role = 'super_admin'`,
      sql`update users set second_factor_exempt = true`,
      sql`delete from users`,
      sql`delete from sessions`,
    ]) {
      expect(await refusalOf(open[app].execute(statement))).toBe('42501')
    }
  }
})

test('an app that was broken into changes the passwords, and ends or renames the visits, of its own realm alone', async () => {
  for (const app of ['portal', 'partner'] as const) {
    for (const statement of [
      sql`update users set password_hash = 'taken' returning realm`,
      sql`update sessions set confirmed_at = now() returning realm`,
      sql`update sessions set id = id || '0' returning realm`,
    ]) {
      const undone = open[app].transaction(async (tx) => {
        const rows = await tx.execute<{ realm: Realm }>(statement)
        throw new Error(rows.map(({ realm }) => realm).join())
      })
      expect(await refusalOf(undone)).toBe(`Error: ${realmOf[app]}`)
    }
  }
})

test('a thousand questions of two apps at once, some of which fail, are each answered with their own realm', async () => {
  const questions = Array.from({ length: 1000 }, async (_, index) => {
    const app = index % 2 === 0 ? 'portal' : 'partner'
    const db = open[app]
    if (index % 7 === 0) {
      const failing = db.transaction(async (tx) => {
        await tx.select().from(users)
        throw new Error('changed its mind')
      })
      expect(await refusalOf(failing)).toBe('Error: changed its mind')
      return
    }
    if (index % 11 === 0) {
      expect(await refusalOf(db.execute(sql`select 1 / 0`))).toBe('22012')
      return
    }
    const rows = index % 3 === 0 ? await db.select().from(users) : await db.select().from(sessions)
    expect(new Set(rows.map(({ realm }) => realm))).toEqual(new Set([realmOf[app]]))
  })
  await Promise.all(questions)
})
