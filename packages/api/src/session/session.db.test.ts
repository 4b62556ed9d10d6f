import { hashPassword, readSession } from '@daybook/auth'
import { insertUser } from '@daybook/db'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failureOf } from '../errors.ts'
import { createWorld, password, requestInfo, type World } from '../testing/index.ts'
import { submitSignIn } from './sign-in-form.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.close()
})

async function signIn(input: { email: string; password: string }, audience: 'portal' | 'partner' | 'staff' = 'portal') {
  const outcome = await world.apps[audience].caller(await world.context(audience, null)).session.signIn(input)
  if (outcome.step !== 'done') throw new Error(`the password was not enough: ${outcome.step}`)
  return outcome
}

function failing(work: Promise<unknown>) {
  return work.then(
    () => null,
    (error: unknown) => failureOf(error),
  )
}

test('signing in starts a session, and records who came in, how and from where', async () => {
  const { token } = await signIn({ email: 'Manager@Acme.test', password })
  const reading = await readSession(world.database.owner, { token, audience: 'portal', now: new Date() })
  expect(reading).toMatchObject({ status: 'live', principal: { kind: 'client', role: 'client_manager' } })

  const event = (await world.events(world.logs.acme)).at(-1)?.event
  expect(event).toMatchObject({
    action: 'session.started',
    operation: 'login',
    outcome: 'success',
    actor: { type: 'user', id: world.people.manager.id, name: 'Mona Manager', role: 'Client Manager' },
    ip: requestInfo.clientAddress,
    userAgent: requestInfo.userAgent,
    requestId: requestInfo.requestId,
  })
  expect(reading.status === 'live' && reading.principal.sessionId).toBe(event?.sessionId)
})

test('the token is nowhere in the database and in no event', async () => {
  const { token } = await signIn({ email: 'admin@acme.test', password })
  const [sessions] = await world.database.superuser`select string_agg(s::text, ' ') as text from sessions s`
  const [events] = await world.database.superuser`select string_agg(e::text, ' ') as text from events e`
  expect(sessions?.text).not.toContain(token)
  expect(events?.text).not.toContain(token)
  expect(events?.text).not.toContain(password)
})

test('a wrong password, an unknown account and an account of another app get the same answer', async () => {
  const wrong = await failing(signIn({ email: 'admin@acme.test', password: 'wrong' }))
  const unknown = await failing(signIn({ email: 'nobody@acme.test', password }))
  const otherApp = await failing(signIn({ email: 'root@daybook.test', password }))
  expect(wrong?.code).toBe('UNAUTHORIZED')
  expect(unknown).toEqual(wrong)
  expect(otherApp).toEqual(wrong)
})

test('a failure is recorded with its cause: in the tenant’s log for its account, in the operator’s for an unknown one', async () => {
  await failing(signIn({ email: 'staff@acme.test', password: 'wrong' }))
  expect((await world.events(world.logs.acme)).at(-1)?.event).toMatchObject({
    action: 'sign_in.failed',
    operation: 'login_failed',
    outcome: 'failure',
    actor: { email: 'staff@acme.test', name: 'Stan Staff' },
  })
  const before = (await world.events(world.logs.acme)).length
  await failing(signIn({ email: 'stranger@nowhere.test', password: 'wrong' }))
  const platform = (await world.events(world.logs.platform)).at(-1)?.event
  expect(platform).toMatchObject({
    action: 'sign_in.failed',
    actor: { type: 'anonymous', email: 'stranger@nowhere.test' },
  })
  expect(platform?.outcomeReason).not.toBe((await world.events(world.logs.acme)).at(-1)?.event.outcomeReason)
  expect(await world.events(world.logs.acme)).toHaveLength(before)
})

test('a suspended account cannot sign in, and its sessions end with the next request', async () => {
  const { people, database } = world
  const token = await world.token(people.other)
  await database.sql`update users set status = 'suspended' where id = ${people.other.id}`
  expect((await failing(signIn({ email: people.other.email, password })))?.code).toBe('UNAUTHORIZED')
  const reading = await readSession(database.owner, { token, audience: 'portal', now: new Date() })
  expect(reading.status).toBe('none')
  await database.sql`update users set status = 'active' where id = ${people.other.id}`
})

test('an e-mail of two organisations chooses after the password, with a challenge that is good for nothing else', async () => {
  const { logs, database } = world
  const passwordHash = await hashPassword(password)
  const base = {
    realm: 'client',
    role: 'client_staff',
    email: 'two@both.test',
    name: 'Tove Two',
    passwordHash,
    status: 'active',
  } as const
  await insertUser(database.owner, { ...base, id: v7(), organisationId: logs.acme.tenantId })
  await insertUser(database.owner, { ...base, id: v7(), organisationId: logs.globex.tenantId })

  const caller = world.apps.portal.caller(await world.context('portal', null))
  const form = new FormData()
  form.set('email', 'two@both.test')
  form.set('password', password)
  const first = await submitSignIn(caller, form)
  expect(first).toMatchObject({ step: 'organisation', choices: [{ name: 'Acme' }, { name: 'Globex' }] })
  if (first.step !== 'organisation') return

  const second = new FormData()
  second.set('challenge', first.challenge)
  second.set('organisation', 'northwind')
  expect(await submitSignIn(caller, second)).toMatchObject({ step: 'password', status: 401 })
  const partner = world.apps.partner.caller(await world.context('partner', null))
  second.set('organisation', 'globex')
  expect(await submitSignIn(partner, second)).toMatchObject({ step: 'password', status: 401 })
  second.set('challenge', `${first.challenge}x`)
  expect(await submitSignIn(caller, second)).toMatchObject({ step: 'password', status: 401 })
  second.set('challenge', first.challenge)
  expect((await submitSignIn(caller, second)).step).toBe('done')
  expect((await world.events(logs.globex)).at(-1)?.event).toMatchObject({
    action: 'session.started',
    actor: { name: 'Tove Two' },
  })

  // It was good once.
  expect(await submitSignIn(caller, second)).toMatchObject({ step: 'password', status: 401 })
})

test('signing out ends the session at once, keeps its row, and is recorded', async () => {
  const { token, caller } = await world.portal(world.people.admin)
  await caller.session.signOut()
  const after = await world.context('portal', token)
  expect(after.session).toMatchObject({ status: 'ended', reason: 'signed_out' })
  expect(after.principal).toBeNull()
  expect((await world.events(world.logs.acme)).at(-1)?.event).toMatchObject({
    action: 'session.ended',
    operation: 'logout',
    actor: { id: world.people.admin.id },
  })
})

test('each person learns who they are, and may', async () => {
  const { caller } = await world.portal(world.people.manager)
  expect(await caller.session.current()).toMatchObject({
    name: 'Mona Manager',
    roleName: 'Client Manager',
    organisation: { slug: 'acme', name: 'Acme' },
    permissions: ['account:read', 'account:secure', 'session:end_own', 'session:list', 'audit:read'],
  })
})

test('a session that is used stays alive, one that is idle for an hour has expired, and none outlives its limit', async () => {
  const { people, database } = world
  const token = await world.token(people.manager)
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000)
  await readSession(database.owner, { token, audience: 'portal', now: at(10) })
  const [row] =
    await database.sql`select expires_at, absolute_expires_at, last_active_at from sessions order by created_at desc limit 1`
  expect(row?.expires_at.getTime()).toBeGreaterThan(at(69).getTime())
  await database.sql`update sessions set expires_at = now() - interval '1 second' where id = (select id from sessions order by created_at desc limit 1)`
  const reading = await readSession(database.owner, { token, audience: 'portal', now: new Date() })
  expect(reading).toMatchObject({ status: 'ended', reason: 'expired' })
})
