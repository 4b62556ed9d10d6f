import { startSession, totpCodeAt } from '@daybook/auth'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { failureOf } from '../errors.ts'
import { submitSecurity } from '../security/security-form.ts'
import { createWorld, password, requestInfo, type TestPerson, type World } from '../testing/index.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.close()
})
beforeEach(async () => {
  for (const table of ['totp_factors', 'recovery_codes', 'guess_limits', 'mail_factors']) {
    await world.database.sql`delete from ${world.database.sql(table)}`
  }
})

const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000)

/** A session of somebody, seen at a moment. */
async function at(token: string, now: Date) {
  return world.apps.portal.caller({ ...(await world.context('portal', token)), now })
}

async function enrol({ id, log }: TestPerson) {
  const sealed = world.sealer.seal(`totp:${id}`, secret)
  await world.database.sql`insert into totp_factors values (${id}, ${log.tenantId}, 'client', ${sealed}, 0, now())`
}

function failing(work: Promise<unknown>) {
  return work.then(
    () => null,
    (error: unknown) => failureOf(error),
  )
}

async function eventsOf(who: TestPerson, count: number) {
  return (await world.events(who.log)).slice(-count).map(({ event }) => event)
}

test('within five minutes of signing in nothing is asked; after them it is, in words and for machines', async () => {
  const { manager } = world.people
  const token = await world.token(manager)
  expect(await (await at(token, later(4.9))).security.endOtherSessions()).toEqual({ ended: 0 })
  const refused = await failing((await at(token, later(5.1))).security.endOtherSessions())
  expect(refused).toMatchObject({ code: 'PRECONDITION_FAILED', stepUp: 'password' })

  const request = new Request('http://localhost/api/trpc/security.endOtherSessions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  const context = { ...(await world.context('portal', token)), now: later(5.1) }
  const response = await world.apps.portal.handle(request, context)
  expect(response.status).toBe(412)
  expect(await response.json()).toMatchObject({
    error: { json: { data: { reason: 'STEP_UP_REQUIRED', stepUp: 'password' } } },
  })
})

test('the password confirms whoever has no authenticator, for five minutes, and that is an event', async () => {
  const { manager } = world.people
  const token = await world.token(manager)
  const other = await world.token(manager)
  const caller = await at(token, later(10))
  await caller.stepUp.confirm({ proof: password })
  expect((await eventsOf(manager, 1))[0]).toMatchObject({
    action: 'session.confirmed',
    details: { factor: 'password' },
  })
  const ended = await (await at(token, later(14))).security.endOtherSessions()
  expect(ended.ended).toBeGreaterThan(0)
  expect((await eventsOf(manager, 1))[0]).toMatchObject({ action: 'other_sessions.ended', operation: 'revoke' })
  expect((await world.context('portal', other)).session).toMatchObject({ status: 'ended', reason: 'revoked' })
  expect((await failing((await at(token, later(16))).security.endOtherSessions()))?.stepUp).toBe('password')
})

test('whoever has an authenticator confirms with its code, once, and with nothing else', async () => {
  const { manager } = world.people
  await enrol(manager)
  const token = await world.token(manager)
  const now = later(10)
  const caller = await at(token, now)
  expect((await failing(caller.security.endOtherSessions()))?.stepUp).toBe('totp')
  expect((await failing(caller.stepUp.confirm({ proof: password })))?.code).toBe('FORBIDDEN')
  const code = totpCodeAt(secret, now)
  await caller.stepUp.confirm({ proof: code })
  expect((await failing(caller.stepUp.confirm({ proof: code })))?.code).toBe('FORBIDDEN')
  const [refused] = await eventsOf(manager, 1)
  expect(refused).toMatchObject({ action: 'session.confirmation_refused', outcome: 'denied' })
})

test('it holds for the session it was shown in, and for no other', async () => {
  const { manager } = world.people
  const [first, second] = [await world.token(manager), await world.token(manager)]
  await (await at(first, later(10))).stepUp.confirm({ proof: password })
  expect((await failing((await at(second, later(11))).security.endOtherSessions()))?.stepUp).toBe('password')
})

test('a sign-in with a recovery code is not fresh: the authenticator was not at hand', async () => {
  const { manager } = world.people
  await enrol(manager)
  const { token } = await startSession(world.database.owner, {
    user: { id: manager.id, organisationId: manager.log.tenantId, realm: 'client' },
    ...{ audience: 'portal', method: 'password+recovery', now: new Date() },
    ...{ ip: requestInfo.clientAddress, userAgent: requestInfo.userAgent },
  })
  expect((await failing((await at(token, new Date())).security.endOtherSessions()))?.stepUp).toBe('totp')
})

test('a wrong proof confirms nothing; five of them are refused for a while', async () => {
  const { manager } = world.people
  const token = await world.token(manager)
  const caller = await at(token, later(10))
  for (let time = 0; time < 5; time++) await failing(caller.stepUp.confirm({ proof: 'wrong' }))
  expect((await failing(caller.stepUp.confirm({ proof: password })))?.code).toBe('TOO_MANY_REQUESTS')
  expect((await failing(caller.security.endOtherSessions()))?.stepUp).toBe('password')
})

test('nobody confirms without a session', async () => {
  const caller = world.apps.portal.caller(await world.context('portal', null))
  expect((await failing(caller.stepUp.confirm({ proof: password })))?.code).toBe('UNAUTHORIZED')
})

test('a page without scripts asks in itself, and does what was wanted with the answer', async () => {
  const { manager } = world.people
  const token = await world.token(manager)
  const caller = await at(token, later(10))
  const form = new FormData()
  form.set('intent', 'end-others')
  const asked = await submitSecurity(caller, form)
  expect(asked).toMatchObject({ step: 'confirm', intent: 'end-others', needs: 'password', message: null })
  form.set('needs', 'password')
  form.set('proof', 'wrong')
  expect(await submitSecurity(caller, form)).toMatchObject({ step: 'confirm', message: 'That password is not right.' })
  form.set('proof', password)
  expect((await submitSecurity(caller, form)).step).toBe('others-ended')
})
