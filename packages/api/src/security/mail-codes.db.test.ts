import { readSession } from '@daybook/auth'
import type { Letter } from '@daybook/core/mail'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { failureOf } from '../errors.ts'
import { submitSignIn } from '../session/sign-in-form.ts'
import { createWorld, password, type TestPerson, type World } from '../testing/index.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.close()
})
beforeEach(async () => {
  for (const table of ['mail_factors', 'guess_limits', 'mails', 'sign_in_challenges']) {
    await world.database.sql`delete from ${world.database.sql(table)}`
  }
})

/** What waits to be sent, oldest first. */
async function letters(): Promise<Letter[]> {
  const rows = await world.database.sql<{ id: string; sealed: Buffer }[]>`select id, sealed from mails order by id`
  return rows.map(({ id, sealed }) => JSON.parse(world.sealer.open(`mail:${id}`, sealed) ?? '') as Letter)
}

async function codes(): Promise<string[]> {
  return (await letters()).flatMap(({ mail }) => (mail.kind === 'sign-in-code' ? [mail.code] : []))
}

async function signedIn(who: TestPerson) {
  const token = await world.token(who)
  return { token, caller: world.apps[who.audience].caller(await world.context(who.audience, token)).mailCodes }
}

async function turnOn(who: TestPerson): Promise<string> {
  const { caller, token } = await signedIn(who)
  const { challenge } = await caller.start({ password })
  const [code = ''] = await codes()
  const renewed = await caller.confirm({ challenge, code })
  expect((await readSession(world.database.owner, { token, audience: who.audience, now: new Date() })).status).toBe(
    'none',
  )
  await world.database.sql`delete from mails`
  return renewed.token
}

async function session(who: TestPerson) {
  return world.apps[who.audience].caller(await world.context(who.audience, null)).session
}

function failing(work: Promise<unknown>) {
  return work.then(
    () => null,
    (error: unknown) => failureOf(error),
  )
}

async function challengeOf(who: TestPerson) {
  const outcome = await (await session(who)).signIn({ email: who.email, password })
  if (outcome.step !== 'mail') throw new Error(outcome.step)
  return outcome
}

test('a code by mail is turned on with the password and a code that arrived', async () => {
  const { manager } = world.people
  await turnOn(manager)
  const actions = (await world.events(manager.log)).slice(-2).map(({ event }) => event)
  expect(actions.map(({ action }) => action)).toEqual(['second_factor.enrolment_started', 'second_factor.enrolled'])
  expect(actions[1]?.details).toMatchObject({ factor: 'email' })
})

test('with it, password and mailed code make a session whose method says both', async () => {
  const { manager } = world.people
  await turnOn(manager)
  const { challenge, address } = await challengeOf(manager)
  expect(address).toBe('m…@acme.test')
  const [code = ''] = await codes()
  expect(code).toMatch(/^\d{8}$/)
  expect(
    (await (await session(manager)).confirmCode({ challenge, code: `${code.slice(0, 4)} ${code.slice(4)}` })).step,
  ).toBe('done')
  const event = (await world.events(manager.log)).at(-1)?.event
  expect(event).toMatchObject({ action: 'session.started', details: { method: 'password+email' } })
  // It was good once.
  expect((await failing((await session(manager)).confirmCode({ challenge, code })))?.code).toBe('UNAUTHORIZED')
})

test('a mailed code is of its own challenge, has five tries, and is nowhere stored in the clear', async () => {
  const { manager } = world.people
  await turnOn(manager)
  const first = await challengeOf(manager)
  const second = await challengeOf(manager)
  const [code = ''] = await codes()
  const caller = await session(manager)
  expect((await failing(caller.confirmCode({ challenge: second.challenge, code })))?.code).toBe('UNAUTHORIZED')
  const [stored] = await world.database.superuser`select string_agg(c::text, ' ') as text from sign_in_challenges c`
  expect(stored?.text).not.toContain(code)
  for (let time = 0; time < 4; time++)
    await failing(caller.confirmCode({ challenge: first.challenge, code: '00000000' }))
  await world.database.sql`delete from guess_limits`
  await failing(caller.confirmCode({ challenge: first.challenge, code: '00000000' }))
  expect((await failing(caller.confirmCode({ challenge: first.challenge, code })))?.code).toBe('UNAUTHORIZED')
})

test('of the codes of a challenge only the latest is live, and no more than three are sent again', async () => {
  const { manager } = world.people
  await turnOn(manager)
  const { challenge } = await challengeOf(manager)
  const caller = await session(manager)
  const form = new FormData()
  form.set('challenge', challenge)
  form.set('resend', '1')
  expect(await submitSignIn({ session: caller }, form)).toMatchObject({ step: 'mail', challenge, status: 200 })
  expect((await world.events(manager.log)).at(-1)?.event.action).toBe('sign_in_code.sent')
  const [earlier = '', latest = ''] = await codes()
  expect((await failing(caller.confirmCode({ challenge, code: earlier })))?.message).toMatch(/more tries/)
  await caller.resendCode({ challenge })
  await caller.resendCode({ challenge })
  expect((await failing(caller.resendCode({ challenge })))?.code).toBe('UNAUTHORIZED')
  expect((await failing(caller.confirmCode({ challenge, code: latest })))?.code).toBe('UNAUTHORIZED')
  const last = (await codes()).at(-1) ?? ''
  expect((await caller.confirmCode({ challenge, code: last })).step).toBe('done')
})

test.each(['root', 'viewer', 'lead'] as const)('it is not for %s, whose role needs an authenticator', async (name) => {
  const who = world.people[name]
  const { caller } = await signedIn(who)
  expect((await failing(caller.start({ password })))?.code).toBe('FORBIDDEN')
  // Not even when the row is there, from before a change of role.
  await world.database
    .sql`insert into mail_factors select id, organisation_id, realm, now() from users where id = ${who.id}`
  expect((await (await session(who)).signIn({ email: who.email, password })).step).toBe('enrolment')
  expect(await codes()).toEqual([])
})

test('another’s challenge, and one that is not there, are answered alike', async () => {
  const { manager, admin } = world.people
  const { caller } = await signedIn(manager)
  const { challenge } = await caller.start({ password })
  const [code = ''] = await codes()
  const other = (await signedIn(admin)).caller
  const foreign = await failing(other.confirm({ challenge, code }))
  expect(foreign?.code).toBe('NOT_FOUND')
  expect(await failing(other.confirm({ challenge: 'made up', code }))).toEqual(foreign)
})

test('turning it off takes the password, ends the other sessions, and is an event', async () => {
  const { manager } = world.people
  const token = await turnOn(manager)
  const caller = world.apps.portal.caller(await world.context('portal', token)).mailCodes
  expect((await failing(caller.remove({ password: 'wrong' })))?.code).toBe('FORBIDDEN')
  const other = await world.token(manager)
  await caller.remove({ password })
  expect((await world.context('portal', other)).principal).toBeNull()
  expect((await world.context('portal', token)).principal).not.toBeNull()
  expect((await world.events(manager.log)).at(-1)?.event).toMatchObject({
    ...{ action: 'second_factor.reset', details: { factor: 'email', confirmedBy: 'password' } },
  })
  expect((await failing(caller.remove({ password })))?.code).toBe('CONFLICT')
  expect((await (await session(manager)).signIn({ email: manager.email, password })).step).toBe('done')
})

test('a sign-in from a device that is not known is told by mail, the first of all and known ones are not', async () => {
  const { staff } = world.people
  const notices = async () => (await letters()).filter(({ mail }) => mail.kind === 'new-device')
  const first = await (await session(staff)).signIn({ email: staff.email, password })
  expect(await notices()).toEqual([])
  const device = first.step === 'done' ? first.device : null
  const known = world.apps.portal.caller({ ...(await world.context('portal', null)), device })
  await known.session.signIn({ email: staff.email, password })
  expect(await notices()).toEqual([])
  await (await session(staff)).signIn({ email: staff.email, password })
  expect(await notices()).toMatchObject([
    { to: { email: staff.email }, mail: { organisation: 'Acme', url: 'http://portal.test/account/security' } },
  ])
})
