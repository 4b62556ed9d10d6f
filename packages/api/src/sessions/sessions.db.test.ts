import { startSession } from '@daybook/auth'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { failureOf } from '../errors.ts'
import { portalRouter } from '../portal/index.ts'
import { createApp } from '../server.ts'
import { createWorld, requestInfo, type TestPerson, type World } from '../testing/index.ts'
import type { SessionPage } from './views.ts'

let world: World
/** Another process, as far as the database can tell: an app with connections of its own. */
let copy: World['apps']['portal']
beforeAll(async () => {
  world = await createWorld()
  copy = createApp('portal', portalRouter, {
    db: world.database.as('portal'),
    publicUrl: 'http://portal.test',
    secret: world.secret,
  })
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.close()
})
beforeEach(async () => {
  await world.database.sql`delete from sessions`
})

const reason = 'Lost laptop'

function failing(work: Promise<unknown>) {
  return work.then(
    () => null,
    (error: unknown) => failureOf(error),
  )
}

async function callerOf(who: TestPerson) {
  return (await world.portal(who)).caller.sessions
}

/** A session of somebody, begun some minutes ago. */
async function visit(who: TestPerson, minutesAgo = 0) {
  const { token, publicId } = await startSession(world.database.owner, {
    user: { id: who.id, organisationId: who.log.tenantId, realm: 'client' },
    ...{ audience: 'portal', method: 'password', now: new Date(Date.now() - minutesAgo * 60_000) },
    ...{ ip: requestInfo.clientAddress, userAgent: requestInfo.userAgent },
  })
  return { token, id: publicId }
}

async function revocations(log = world.logs.acme) {
  return (await world.events(log)).map(({ event }) => event).filter(({ action }) => action === 'session.revoked')
}

async function readBy(app: World['apps']['portal'], token: string) {
  const { session } = await app.context({ token, device: null, info: requestInfo, report: () => {} })
  return session
}

/** All pages, one after the other. */
async function readThrough(caller: Awaited<ReturnType<typeof callerOf>>, asked: { find?: string; size: number }) {
  const pages: SessionPage[] = []
  let cursor: string | null = null
  do {
    const page: SessionPage = await caller.list({ ...asked, cursor })
    pages.push(page)
    cursor = page.nextCursor
  } while (cursor)
  return pages
}

test('the register holds what is in use, has expired, was signed out of and was revoked, each with how it ended', async () => {
  const { admin, manager, staff, other } = world.people
  await visit(other)
  const [open, gone, left, ended] = [
    await visit(manager, 1),
    await visit(manager),
    await visit(staff),
    await visit(staff),
  ]
  await world.database.sql`update sessions set expires_at = now() - interval '1 minute' where public_id = ${gone.id}`
  await world.apps.portal.caller(await world.context('portal', left.token)).session.signOut()
  const { caller, context } = await world.portal(admin)
  await caller.sessions.revoke({ ids: [ended.id], reason })

  const { rows, count, level } = await caller.sessions.list({})
  expect([count, level]).toEqual([{ value: 5, capped: false }, 'evidence'])
  const row = (id: string | undefined) => rows.find((each) => each.id === id)
  expect(row(open.id)).toMatchObject({
    ...{ status: 'active', ended: null, current: false, own: false, method: 'password', ip: '198.51.100.7' },
    ...{ userAgent: 'test agent', user: { id: manager.id, name: 'Mona Manager', email: 'manager@acme.test' } },
  })
  const expired = row(gone.id)
  expect(expired).toMatchObject({ status: 'expired', ended: { reason: 'expired', by: null } })
  // The absolute limit, not when it was last idle.
  expect(Date.parse(expired?.expiresAt ?? '') - Date.parse(expired?.createdAt ?? '')).toBe(24 * 3_600_000)
  expect(row(left.id)).toMatchObject({ status: 'signed_out', ended: { by: { self: true } } })
  expect(row(ended.id)).toMatchObject({
    status: 'revoked',
    ended: { reason: 'revoked', by: { name: 'Alma Admin', self: false }, note: reason },
  })
  expect(row(context.principal?.sessionId)).toMatchObject({ status: 'active', current: true, own: true })
  for (const status of ['active', 'expired', 'signed_out', 'revoked'] as const) {
    const page = await caller.sessions.list({ status })
    expect(page.rows).toEqual(rows.filter((each) => each.status === status))
    expect(page.count.value).toBe(page.rows.length)
  }
})

test('nothing that is answered is a token, or the hash of one', async () => {
  const { token } = await visit(world.people.manager)
  const answer = JSON.stringify(await (await callerOf(world.people.admin)).list({}))
  const [row] = await world.database.sql`select id from sessions order by created_at limit 1`
  for (const secret of [token, String(row?.id)]) expect(answer).not.toContain(secret)
})

test('a Client Manager sees who and when, and nothing of the evidence; Client Staff see nothing, on record', async () => {
  const { manager, staff, admin } = world.people
  const { id } = await visit(admin)
  const { caller } = await world.portal(manager)
  const page = await caller.sessions.list({ size: 1 })
  expect([page.level, page.self]).toEqual(['log', null])
  expect(page.rows[0]).toMatchObject({ id: null, ip: null, userAgent: null, method: null, user: { id: null } })
  const all = await readThrough(caller.sessions, { size: 1 })
  const answer = JSON.stringify(all)
  for (const secret of [id, admin.id, requestInfo.clientAddress ?? '', 'test agent'])
    expect(answer).not.toContain(secret)
  // Sealed: the place where a page ended tells no id either.
  expect(Buffer.from(page.nextCursor ?? '', 'base64url').toString('latin1')).not.toContain(id)

  expect((await failing((await callerOf(staff)).list({})))?.code).toBe('FORBIDDEN')
  const [last] = (await world.events(world.logs.acme)).slice(-1)
  expect(last?.event).toMatchObject({ action: 'access.denied', details: { resource: 'sessions.list' } })
})

test('pages follow each other without a gap or a double, also where many began in the same millisecond', async () => {
  const { admin, manager } = world.people
  const caller = await callerOf(admin)
  const at = new Date(Date.now() - 3_600_000)
  for (let each = 0; each < 23; each++) await visit(manager, 1 + (each % 5))
  await world.database.sql`update sessions set created_at = ${at} where user_id = ${manager.id} and random() < 0.6`
  const pages = await readThrough(caller, { size: 5 })
  const seen = pages.flatMap(({ rows }) => rows)
  expect(new Set(seen.map(({ id }) => id)).size).toBe(24)
  expect(seen).toHaveLength(24)
  const times = seen.map(({ createdAt }) => createdAt)
  expect(times).toEqual(times.toSorted().toReversed())
})

test('a place in the list that was made up, or is another tenant’s, leads nowhere', async () => {
  const { admin, other, manager } = world.people
  await visit(manager)
  const caller = await callerOf(admin)
  const { nextCursor } = await caller.list({ size: 1 })
  expect(nextCursor).not.toBeNull()
  const theirs = await callerOf(other)
  for (const cursor of [nextCursor ?? '', 'AAAA', `${nextCursor}x`.slice(4), '%00', '{}']) {
    expect((await failing(theirs.list({ cursor })))?.code).toBe('BAD_REQUEST')
  }
})

test('a search finds names and addresses in any case and without accents, and takes no sign for more than itself', async () => {
  const { admin, manager, staff } = world.people
  await visit(manager)
  await visit(staff)
  const { sql } = world.database
  await sql`update users set name = 'Zoë 100%_Straße \\ O''Hara' where id = ${staff.id}`
  const caller = await callerOf(admin)
  const found = async (find: string) => {
    const { rows, count } = await caller.list({ find })
    expect(count.value).toBe(rows.length)
    return rows.map(({ user }) => user.email)
  }
  expect(await found('MONA')).toEqual([manager.email])
  expect(await found(' manager@ACME ')).toEqual([manager.email])
  for (const find of ['zoe', 'ZOË', '100%_', '\\', "o'hara", 'strasse', 'STRAẞE', 'zoe 100']) {
    expect(await found(find), find).toEqual([staff.email])
  }
  for (const find of ['%o%', 'm_na', "' or true --", '\u0000', 'a\u0000', '\ud800', '\\%', '*', '\u0301'.repeat(3)]) {
    expect(await found(find), find).toEqual([])
  }
  expect((await found('')).length).toBe(3)
  expect((await failing(caller.list({ find: 'x'.repeat(201) })))?.code).toBe('BAD_REQUEST')
  await sql`update users set name = 'Stan Staff' where id = ${staff.id}`
})

test('revoking ends the session with the next request in every process, and is one event with both states', async () => {
  const { admin, manager } = world.people
  const { id, token } = await visit(manager)
  for (const app of [world.apps.portal, copy]) expect((await readBy(app, token)).status).toBe('live')
  const before = (await revocations()).length
  expect(await (await callerOf(admin)).revoke({ ids: [id, id], reason: `  ${reason} ` })).toEqual({
    revoked: 1,
    already: [],
  })
  for (const app of [copy, world.apps.portal]) {
    expect(await readBy(app, token)).toMatchObject({
      ...{ status: 'ended', reason: 'revoked', note: reason },
      by: { own: false, name: 'Alma Admin' },
    })
  }
  const events = (await revocations()).slice(before)
  expect(events).toHaveLength(1)
  expect(events[0]).toMatchObject({
    ...{ operation: 'revoke', reason, actor: { email: admin.email } },
    changes: [{ path: 'status', before: 'active', after: 'revoked' }],
    targets: [
      { type: 'session', id },
      { type: 'user', id: manager.id, name: 'Mona Manager' },
    ],
  })
})

test('only a Client Admin revokes, with the factor shown lately, and whoever may not leaves an event and no change', async () => {
  const { admin, manager, staff } = world.people
  const { id, token } = await visit(admin)
  for (const who of [manager, staff]) {
    const caller = await callerOf(who)
    expect((await failing(caller.revoke({ ids: [id], reason })))?.code).toBe('FORBIDDEN')
    expect((await failing(caller.revokeAll({ userId: admin.id, reason })))?.code).toBe('FORBIDDEN')
    const [last] = (await world.events(world.logs.acme)).slice(-1)
    expect(last?.event).toMatchObject({ action: 'access.denied', details: { resource: 'sessions.revokeAll' } })
  }
  const context = { ...(await world.portal(admin)).context, now: new Date(Date.now() + 6 * 60_000) }
  const late = world.apps.portal.caller(context).sessions
  expect((await failing(late.revoke({ ids: [id], reason })))?.stepUp).toBe('password')
  expect((await failing(late.revokeAll({ userId: manager.id, reason })))?.stepUp).toBe('password')
  expect((await readBy(copy, token)).status).toBe('live')
})

test('a session or a person of another tenant is what an absent one is, and one such id spoils the selection', async () => {
  const { admin, manager, other } = world.people
  const [own, foreign] = [await visit(manager), await visit(other)]
  const caller = await callerOf(admin)
  const before = [await revocations(), await revocations(world.logs.globex)]
  const absent = await failing(caller.revoke({ ids: [own.id, v7()], reason }))
  expect(absent?.code).toBe('NOT_FOUND')
  expect(await failing(caller.revoke({ ids: [own.id, foreign.id], reason }))).toEqual(absent)
  const nobody = await failing(caller.revokeAll({ userId: v7(), reason }))
  expect(nobody?.code).toBe('NOT_FOUND')
  for (const { id } of [other, world.people.root]) {
    expect(await failing(caller.revokeAll({ userId: id, reason }))).toEqual(nobody)
  }
  for (const { token } of [own, foreign]) expect((await readBy(copy, token)).status).toBe('live')
  expect([await revocations(), await revocations(world.logs.globex)]).toEqual(before)
})

test('one’s own current session, no reason, and one too long are refused in words', async () => {
  const { admin, manager } = world.people
  const { id } = await visit(manager)
  const { caller, context } = await world.portal(admin)
  const own = context.principal?.sessionId ?? ''
  const refused = await failing(caller.sessions.revoke({ ids: [id, own], reason }))
  expect(refused).toMatchObject({ code: 'BAD_REQUEST' })
  expect(refused?.message).toContain('sign out')
  for (const text of ['', ' \n ', 'x'.repeat(501)]) {
    const failure = await failing(caller.sessions.revoke({ ids: [id], reason: text }))
    expect(failure?.fields.reason, text).toBeDefined()
  }
  await caller.sessions.revoke({ ids: [id], reason: 'x'.repeat(500) })
})

test('what has ended already is told with who and when, and the rest of a selection ends all the same', async () => {
  const { admin, manager, staff } = world.people
  const [first, second] = [await visit(manager), await visit(staff)]
  const caller = await callerOf(admin)
  await caller.revoke({ ids: [first.id], reason })
  const before = (await revocations()).length
  const again = await failing(caller.revoke({ ids: [first.id], reason }))
  expect(again?.code).toBe('CONFLICT')
  expect(again?.message).toMatch(/^The session of Mona Manager was ended by Alma Admin on .* UTC\.$/)
  expect(await revocations()).toHaveLength(before)
  const both = await caller.revoke({ ids: [first.id, second.id], reason })
  expect(both).toEqual({ revoked: 1, already: [again?.message] })
  expect(await revocations()).toHaveLength(before + 1)
})

test('everything of a person ends, one event each; of oneself everything but this', async () => {
  const { admin, manager } = world.people
  const theirs = [await visit(manager), await visit(manager)]
  const { caller, token } = await world.portal(admin)
  const mine = await visit(admin)
  const before = (await revocations()).length
  expect(await caller.sessions.revokeAll({ userId: manager.id, reason })).toEqual({ revoked: 2, already: [] })
  expect((await failing(caller.sessions.revokeAll({ userId: manager.id, reason })))?.code).toBe('CONFLICT')
  expect(await caller.sessions.revokeAll({ userId: admin.id, reason })).toMatchObject({ revoked: 1 })
  for (const each of [...theirs, mine]) expect((await readBy(copy, each.token)).status).toBe('ended')
  expect((await readBy(copy, token)).status).toBe('live')
  const events = (await revocations()).slice(before)
  expect(events).toHaveLength(3)
  expect(new Set(events.map(({ targets }) => targets[0]?.id))).toEqual(new Set([...theirs, mine].map(({ id }) => id)))
})

test('of admins in several processes who end the same sessions at once, each session is ended once, and no one waits for ever', async () => {
  const { admin, manager } = world.people
  const sessions = await Promise.all(Array.from({ length: 12 }, () => visit(manager)))
  const ids = sessions.map(({ id }) => id)
  const before = (await revocations()).length
  const callers = await Promise.all(
    [world.apps.portal, copy, world.apps.portal, copy].map(async (app) => {
      const { token } = await visit(admin)
      return app.caller(await app.context({ token, device: null, info: requestInfo, report: () => {} })).sessions
    }),
  )
  const orders = [ids, ids.toReversed(), ids.slice(4), ids.slice(0, 8)]
  const results = await Promise.allSettled([
    ...callers.map((caller, at) => caller.revoke({ ids: orders[at] ?? ids, reason })),
    ...callers.map((caller) => caller.revokeAll({ userId: manager.id, reason })),
  ])
  const refused = results.flatMap((each) => (each.status === 'rejected' ? [failureOf(each.reason).code] : []))
  expect(new Set(refused)).toEqual(new Set(['CONFLICT']))
  const revoked = results.flatMap((each) => (each.status === 'fulfilled' ? [each.value.revoked] : []))
  expect(revoked.reduce((sum, count) => sum + count, 0)).toBe(12)
  const ended = (await revocations()).slice(before).map(({ targets }) => targets[0]?.id)
  expect(ended).toHaveLength(12)
  expect(new Set(ended)).toEqual(new Set(ids))
})

test('a request that runs beside the end of its session does not bring it back', async () => {
  const { admin, manager } = world.people
  const caller = await callerOf(admin)
  for (let time = 0; time < 20; time++) {
    const { id, token } = await visit(manager, 2)
    await Promise.all([
      readBy(copy, token),
      caller.revoke({ ids: [id], reason }),
      readBy(world.apps.portal, token),
      readBy(copy, token),
    ])
    expect((await readBy(copy, token)).status).toBe('ended')
  }
})
