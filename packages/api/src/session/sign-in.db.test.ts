import {
  createRecoveryCodes,
  createTotpSecret,
  hashPassword,
  hashRecoveryCode,
  readSession,
  totpCodeAt,
  totpContext,
} from '@daybook/auth'
import { insertTotp, insertUser, replaceRecoveryCodes, transaction } from '@daybook/db'
import type { AnyProcedure, AnyRouter } from '@trpc/server'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failureOf } from '../errors.ts'
import { portalRouter } from '../portal/index.ts'
import { createWorld, password, type TestPerson, type World } from '../testing/index.ts'
import type { Meta } from '../trpc.ts'
import { submitSignIn } from './sign-in-form.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.close()
})

let seconds = 0
/** Each later by a minute than the last, so that codes of one test are not those of another. */
function nextMinute(): Date {
  seconds += 60
  return new Date(Date.now() + seconds * 1000)
}

async function session(who: TestPerson, now = new Date()) {
  const context = await world.context(who.audience, null)
  return world.apps[who.audience].caller({ ...context, now }).session
}

async function person(audience: TestPerson['audience'], role: TestPerson['role']): Promise<TestPerson> {
  const log = { portal: world.logs.acme, partner: world.logs.northwind, staff: world.logs.platform }[audience]
  const who = { id: v7(), email: `${v7()}@example.test`, name: 'Ada Byron', role, audience, log }
  await insertUser(world.database.owner, {
    ...{ id: who.id, organisationId: log.tenantId, realm: realmOf[audience], role, email: who.email, name: who.name },
    ...{ passwordHash: await hashPassword(password), status: 'active' },
  })
  return who
}

const realmOf = { portal: 'client', partner: 'partner', staff: 'staff' } as const

/** Gives somebody an authenticator and recovery codes. */
async function enrol(who: TestPerson) {
  const secret = createTotpSecret()
  const codes = createRecoveryCodes()
  const owner = { userId: who.id, organisationId: who.log.tenantId, realm: realmOf[who.audience] }
  const sealedSecret = world.sealer.seal(totpContext(who.id), secret)
  await transaction(world.database.owner, async (tx) => {
    await insertTotp(tx, { ...owner, sealedSecret, lastStep: 0, createdAt: new Date() })
    await replaceRecoveryCodes(
      tx,
      owner,
      codes.flatMap((code) => hashRecoveryCode(code) ?? []),
    )
  })
  return { secret, codes }
}

async function challengeOf(who: TestPerson, now: Date): Promise<string> {
  const outcome = await (await session(who, now)).signIn({ email: who.email, password })
  if (!('challenge' in outcome)) throw new Error('the password was enough')
  return outcome.challenge
}

function failing(work: Promise<unknown>) {
  return work.then(
    () => null,
    (error: unknown) => failureOf(error),
  )
}

async function sessionsOf({ id }: TestPerson): Promise<string[]> {
  const rows = await world.database.sql`select method from sessions where user_id = ${id} order by created_at`
  return rows.map(({ method }) => method)
}

async function lastEvents(who: TestPerson, count: number) {
  return (await world.events(who.log)).slice(-count).map(({ event }) => event)
}

test('with a second factor, the password leads to no session but to a challenge, which opens nothing', async () => {
  const who = await person('portal', 'client_admin')
  await enrol(who)
  const challenge = await challengeOf(who, nextMinute())
  expect(await sessionsOf(who)).toEqual([])
  expect((await world.context('portal', challenge)).principal).toBeNull()
  const caller = world.apps.portal.caller(await world.context('portal', challenge))
  expect((await failing(caller.session.current()))?.code).toBe('UNAUTHORIZED')
  expect((await failing(caller.audit.list({ filter: {} })))?.code).toBe('UNAUTHORIZED')
  const [event] = await lastEvents(who, 1)
  expect(event).toMatchObject({ action: 'sign_in.started', actor: { id: who.id }, details: { needs: 'second_factor' } })
})

test('password and code make a session whose method says both', async () => {
  const who = await person('portal', 'client_admin')
  const { secret } = await enrol(who)
  const now = nextMinute()
  const challenge = await challengeOf(who, now)
  const outcome = await (await session(who, now)).confirmCode({ challenge, code: totpCodeAt(secret, now) })
  expect(outcome.step).toBe('done')
  expect(await sessionsOf(who)).toEqual(['password+totp'])
  const [event] = await lastEvents(who, 1)
  expect(event).toMatchObject({ action: 'session.started', details: { method: 'password+totp' } })
})

test('a recovery code makes a session whose method says so, works once, and is an event', async () => {
  const who = await person('portal', 'client_admin')
  const { codes } = await enrol(who)
  const now = nextMinute()
  const code = codes[0]?.toLowerCase() ?? ''
  await (await session(who, now)).confirmCode({ challenge: await challengeOf(who, now), code })
  expect(await sessionsOf(who)).toEqual(['password+recovery'])
  const [used, started] = await lastEvents(who, 2)
  expect(used).toMatchObject({ action: 'recovery_code.used', details: { left: 9 } })
  expect(started).toMatchObject({ action: 'session.started', details: { method: 'password+recovery' } })
  const again = (await session(who, now)).confirmCode({ challenge: await challengeOf(who, now), code })
  expect((await failing(again))?.code).toBe('UNAUTHORIZED')
  expect(await sessionsOf(who)).toHaveLength(1)
})

test('one code of an authenticator, presented many times at once, makes exactly one session', async () => {
  const who = await person('portal', 'client_admin')
  const { secret } = await enrol(who)
  const now = nextMinute()
  const challenges: string[] = []
  for (let time = 0; time < 4; time++) challenges.push(await challengeOf(who, now))
  const code = totpCodeAt(secret, now)
  const caller = await session(who, now)
  const answers = await Promise.allSettled(challenges.map((challenge) => caller.confirmCode({ challenge, code })))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await sessionsOf(who)).toHaveLength(1)
})

test('one challenge, answered rightly many times at once, makes exactly one session', async () => {
  const who = await person('portal', 'client_admin')
  const { codes } = await enrol(who)
  const now = nextMinute()
  const challenge = await challengeOf(who, now)
  const caller = await session(who, now)
  const answers = await Promise.allSettled(codes.slice(0, 4).map((code) => caller.confirmCode({ challenge, code })))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await sessionsOf(who)).toHaveLength(1)
  // The codes of those who came too late are not used up.
  const [row] = await world.database
    .sql`select count(*) from recovery_codes where user_id = ${who.id} and used_at is null`
  expect(row?.count).toBe('9')
})

test('a code of an earlier step is refused after a later one was used', async () => {
  const who = await person('portal', 'client_admin')
  const { secret } = await enrol(who)
  const now = nextMinute()
  const caller = await session(who, now)
  await caller.confirmCode({ challenge: await challengeOf(who, now), code: totpCodeAt(secret, now) })
  const earlier = totpCodeAt(secret, new Date(now.getTime() - 30_000))
  const refused = failing(caller.confirmCode({ challenge: await challengeOf(who, now), code: earlier }))
  expect((await refused)?.code).toBe('UNAUTHORIZED')
})

test('a challenge has five tries; the right code after them is refused', async () => {
  const who = await person('portal', 'client_admin')
  const { codes } = await enrol(who)
  const now = nextMinute()
  const challenge = await challengeOf(who, now)
  const caller = await session(who, now)
  const messages: (string | undefined)[] = []
  for (let time = 0; time < 5; time++) {
    messages.push((await failing(caller.confirmCode({ challenge, code: '000000' })))?.message)
  }
  expect(messages[0]).toBe('That code is not right. 4 more tries.')
  expect(messages[4]).toMatch(/there were too many/)
  expect((await failing(caller.confirmCode({ challenge, code: codes[0] ?? '' })))?.code).toBe('UNAUTHORIZED')
  expect(await sessionsOf(who)).toEqual([])
  const failures = (await world.events(who.log)).filter(
    ({ event }) => event.action === 'sign_in.failed' && event.actor.id === who.id,
  )
  expect(failures).toHaveLength(5)
  expect(failures[0]?.event).toMatchObject({ outcome: 'failure', details: { cause: 'wrong_code', factor: 'totp' } })
})

test('a challenge is good for ten minutes, in its own app, for whoever holds its token', async () => {
  const who = await person('portal', 'client_admin')
  const { codes } = await enrol(who)
  const now = nextMinute()
  const challenge = await challengeOf(who, now)
  const [code = ''] = codes
  const late = await session(who, new Date(now.getTime() + 10 * 60_000 + 1))
  expect((await failing(late.confirmCode({ challenge, code })))?.code).toBe('UNAUTHORIZED')
  const partner = world.apps.partner.caller(await world.context('partner', null)).session
  expect((await failing(partner.confirmCode({ challenge, code })))?.code).toBe('UNAUTHORIZED')
  const [row] = await world.database.sql`select id from sign_in_challenges order by created_at desc limit 1`
  const caller = await session(who, now)
  expect((await failing(caller.confirmCode({ challenge: row?.id, code })))?.code).toBe('UNAUTHORIZED')
  expect((await caller.confirmCode({ challenge, code })).step).toBe('done')
})

test.each([
  ['staff', 'super_admin'],
  ['staff', 'admin'],
  ['staff', 'viewer'],
  ['partner', 'partner_admin'],
] as const)('in %s, %s must add a second factor before there is a session', async (audience, role) => {
  const who = await person(audience, role)
  const now = nextMinute()
  const caller = await session(who, now)
  const outcome = await caller.signIn({ email: who.email, password })
  if (outcome.step !== 'enrolment') throw new Error(outcome.step)
  expect(await sessionsOf(who)).toEqual([])

  const { challenge, offer } = outcome
  const form = new FormData()
  form.set('challenge', challenge)
  form.set('code', '000000')
  expect(await submitSignIn({ session: caller }, form)).toMatchObject({ step: 'enrolment', offer, status: 401 })
  expect(await sessionsOf(who)).toEqual([])

  const done = await caller.confirmCode({ challenge, code: totpCodeAt(offer.secret, now) })
  if (done.step !== 'done') throw new Error(done.step)
  expect(done.recoveryCodes).toHaveLength(10)
  expect(await sessionsOf(who)).toEqual(['password+totp'])
  expect((await lastEvents(who, 3)).map(({ action }) => action)).toEqual([
    'second_factor.enrolled',
    'recovery_codes.generated',
    'session.started',
  ])
  expect((await caller.signIn({ email: who.email, password })).step).toBe('code')
  const [stored] = await world.database.superuser`
    select string_agg(f::text, ' ') || (select string_agg(r::text, ' ') from recovery_codes r) as text from totp_factors f`
  for (const clear of [offer.secret, ...(done.recoveryCodes ?? [])]) expect(stored?.text).not.toContain(clear)
})

test('an exemption lets somebody in without a second factor, and means nothing where others can reach', async () => {
  const who = await person('staff', 'admin')
  await world.database.sql`update users set second_factor_exempt = true where id = ${who.id}`
  const context = await world.context('staff', null)
  const exposed = world.apps.staff.caller({ ...context, exemptions: false }).session
  expect((await exposed.signIn({ email: who.email, password })).step).toBe('enrolment')
  const house = world.apps.staff.caller({ ...context, exemptions: true }).session
  expect((await house.signIn({ email: who.email, password })).step).toBe('done')
  // Whoever has one is asked for it all the same.
  await enrol(who)
  expect((await house.signIn({ email: who.email, password })).step).toBe('code')
})

test('whatever way somebody with a second factor comes, there is no session without it', async () => {
  const who = await person('portal', 'client_admin')
  await enrol(who)
  // The same e-mail and password in another organisation, where there is no second factor.
  const id = v7()
  await insertUser(world.database.owner, {
    ...{ id, organisationId: world.logs.globex.tenantId, realm: 'client', role: 'client_staff', email: who.email },
    ...{ name: who.name, passwordHash: await hashPassword(password), status: 'active' },
  })
  const enrolledAlone = await person('portal', 'client_admin')
  await enrol(enrolledAlone)
  const now = nextMinute()
  const caller = await session(who, now)
  const paths: (() => Promise<unknown>)[] = [
    async () => {
      const choice = await caller.signIn({ email: who.email, password })
      if (choice.step !== 'organisation') throw new Error(choice.step)
      return caller.chooseOrganisation({ challenge: choice.challenge, organisation: 'acme' })
    },
    // A challenge that was never chosen for, answered with a code.
    async () => {
      const choice = await caller.signIn({ email: who.email, password })
      if (choice.step !== 'organisation') throw new Error(choice.step)
      return caller.confirmCode({ challenge: choice.challenge, code: '123456' })
    },
    () => caller.confirmCode({ challenge: 'made up', code: '123456' }),
    async () => caller.resendCode({ challenge: await challengeOf(enrolledAlone, now) }),
  ]
  // Every procedure that needs no session is called above; a new one has to be walked here as well.
  const router: AnyRouter = portalRouter
  const procedures = Object.entries(router._def.procedures as Record<string, AnyProcedure>)
  const open = procedures.filter(([, { _def }]) => (_def.meta as Meta | undefined)?.permission === 'anyone')
  expect(open.map(([name]) => name).toSorted()).toEqual([
    // These two start no session, as their own tests say.
    'password.requestReset',
    'password.reset',
    'session.chooseOrganisation',
    'session.confirmCode',
    'session.resendCode',
    'session.signIn',
  ])
  for (const path of paths) await path().catch((error: unknown) => failureOf(error))
  expect(await sessionsOf(who)).toEqual([])
  expect(await sessionsOf(enrolledAlone)).toEqual([])
})

test('a session cookie that was there before signing in is not the one after it', async () => {
  const who = await person('portal', 'client_admin')
  const { secret } = await enrol(who)
  const now = nextMinute()
  const before = 'planted-by-somebody-else-0123456789'
  const context = { ...(await world.context('portal', before)), now }
  const caller = world.apps.portal.caller(context).session
  const outcome = await caller.signIn({ email: who.email, password })
  if (outcome.step !== 'code') throw new Error(outcome.step)
  const done = await caller.confirmCode({ challenge: outcome.challenge, code: totpCodeAt(secret, now) })
  if (done.step !== 'done') throw new Error(done.step)
  expect(done.token).not.toBe(before)
  expect(done.token).not.toBe(outcome.challenge)
  for (const token of [before, outcome.challenge]) {
    const reading = await readSession(world.database.owner, { token, audience: 'portal', now: new Date() })
    expect(reading.status).toBe('none')
  }
})
