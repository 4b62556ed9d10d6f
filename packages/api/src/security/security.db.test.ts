import { readSession, totpCodeAt } from '@daybook/auth'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { failureOf } from '../errors.ts'
import { createWorld, password, type TestPerson, type World } from '../testing/index.ts'
import { submitSecurity } from './security-form.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.close()
})
beforeEach(async () => {
  await world.database.sql`delete from totp_factors`
  await world.database.sql`delete from guess_limits`
})

let seconds = 0
function nextMinute(): Date {
  seconds += 60
  return new Date(Date.now() + seconds * 1000)
}

/** A session of somebody, and their own procedures at a moment. */
async function signedIn(who: TestPerson) {
  const token = await world.token(who)
  const whole = async (now: Date, cookie = token) =>
    world.apps[who.audience].caller({ ...(await world.context(who.audience, cookie)), now })
  const at = async (now: Date, cookie = token) => (await whole(now, cookie)).security
  return { token, at, whole }
}

async function enrolled(who: TestPerson) {
  const { token, at } = await signedIn(who)
  const now = nextMinute()
  const { challenge, offer } = await (await at(now)).startEnrolment({ password })
  const done = await (await at(now)).confirmEnrolment({ challenge, code: totpCodeAt(offer.secret, now) })
  return { before: token, ...done, secret: offer.secret, at: (now: Date) => at(now, done.token) }
}

function failing(work: Promise<unknown>) {
  return work.then(
    () => null,
    (error: unknown) => failureOf(error),
  )
}

async function statusOf(who: TestPerson, token: string) {
  return (await readSession(world.database.owner, { token, audience: who.audience, now: new Date() })).status
}

async function lastActions(who: TestPerson, count: number) {
  return (await world.events(who.log)).slice(-count).map(({ event }) => event.action)
}

test.each(['admin', 'staff', 'auditor'] as const)(
  '%s adds an authenticator with the password and a code',
  async (name) => {
    const who = world.people[name]
    const { recoveryCodes, before, token, at } = await enrolled(who)
    expect(recoveryCodes).toHaveLength(10)
    expect(await lastActions(who, 3)).toEqual([
      'second_factor.enrolment_started',
      'second_factor.enrolled',
      'recovery_codes.generated',
    ])
    expect(await (await at(new Date())).overview()).toMatchObject({ authenticator: { codesLeft: 10 }, required: false })
    // More can be done with it than before: whoever had the earlier token is out.
    expect([await statusOf(who, before), await statusOf(who, token)]).toEqual(['none', 'live'])
  },
)

test('without the right password nobody adds an authenticator, and that is an event', async () => {
  const { admin } = world.people
  const { at } = await signedIn(admin)
  const refused = await failing((await at(nextMinute())).startEnrolment({ password: 'wrong' }))
  expect(refused).toMatchObject({ code: 'FORBIDDEN', message: 'That password is not right.' })
  const event = (await world.events(admin.log)).at(-1)?.event
  expect(event).toMatchObject({
    action: 'second_factor.refused',
    outcome: 'denied',
    details: { cause: 'wrong_password' },
  })
})

test('an enrolment is of one session, of one person, and of five tries', async () => {
  const { admin, manager } = world.people
  const now = nextMinute()
  const { at, whole } = await signedIn(admin)
  const { challenge, offer } = await (await at(now)).startEnrolment({ password })
  const code = totpCodeAt(offer.secret, now)
  const elsewhere = await (await signedIn(admin)).at(now)
  const other = await (await signedIn(manager)).at(now)
  for (const caller of [elsewhere, other]) {
    expect((await failing(caller.confirmEnrolment({ challenge, code })))?.code).toBe('NOT_FOUND')
  }
  const absent = await failing((await at(now)).confirmEnrolment({ challenge: 'made up', code }))
  expect(await failing(other.confirmEnrolment({ challenge, code }))).toEqual(absent)
  // Three are gone; a wrong one keeps the enrolment going.
  const form = new FormData()
  for (const [name, value] of Object.entries({ intent: 'confirm', challenge, code: '000000' })) form.set(name, value)
  const again = await submitSecurity(await whole(now), form)
  expect(again).toMatchObject({ step: 'enrolment', enrolment: { challenge, offer }, status: 403 })
  await failing((await at(now)).confirmEnrolment({ challenge, code: '000000' }))
  expect((await failing((await at(now)).confirmEnrolment({ challenge, code })))?.code).toBe('NOT_FOUND')
  expect((await (await at(now)).overview()).authenticator).toBeNull()
})

test('a second authenticator is not added beside the first', async () => {
  const { at } = await enrolled(world.people.admin)
  expect((await failing((await at(nextMinute())).startEnrolment({ password })))?.code).toBe('CONFLICT')
})

test('new recovery codes take a code of the authenticator, and void the earlier ones', async () => {
  const { admin } = world.people
  const { at, secret, recoveryCodes } = await enrolled(admin)
  const now = nextMinute()
  const caller = await at(now)
  expect((await failing(caller.replaceRecoveryCodes({ code: recoveryCodes[0] ?? '' })))?.code).toBe('FORBIDDEN')
  const replaced = await caller.replaceRecoveryCodes({ code: totpCodeAt(secret, now) })
  expect(replaced.recoveryCodes).toHaveLength(10)
  expect(await lastActions(admin, 1)).toEqual(['recovery_codes.generated'])
  expect((await failing(caller.removeSecondFactor({ code: recoveryCodes[1] ?? '' })))?.code).toBe('FORBIDDEN')
  // The same code a second time.
  expect((await failing(caller.replaceRecoveryCodes({ code: totpCodeAt(secret, now) })))?.code).toBe('FORBIDDEN')
})

test('removing it takes a factor, ends the other sessions, and is an event', async () => {
  const { admin } = world.people
  const { at, token, secret } = await enrolled(admin)
  const other = await world.token(admin)
  const now = nextMinute()
  expect((await failing((await at(now)).removeSecondFactor({ code: '000000' })))?.code).toBe('FORBIDDEN')
  expect(await (await at(now)).removeSecondFactor({ code: totpCodeAt(secret, now) })).toEqual({ signedOut: false })
  expect([await statusOf(admin, token), await statusOf(admin, other)]).toEqual(['live', 'ended'])
  expect((await world.events(admin.log)).at(-1)?.event).toMatchObject({
    ...{ action: 'second_factor.reset', operation: 'reset' },
    details: { confirmedBy: 'totp', sessionsEnded: expect.any(Number) },
  })
  expect((await (await at(now)).overview()).authenticator).toBeNull()
})

test('where the role asks for one, removing it signs out everywhere, and the next sign-in adds another', async () => {
  const { root } = world.people
  const { at, token, recoveryCodes } = await enrolled(root)
  expect((await (await at(new Date())).overview()).required).toBe(true)
  const caller = await at(nextMinute())
  expect(await caller.removeSecondFactor({ code: recoveryCodes[0] ?? '' })).toEqual({ signedOut: true })
  expect(await statusOf(root, token)).toBe('ended')
  expect(await lastActions(root, 2)).toEqual(['recovery_code.used', 'second_factor.reset'])
  const { session } = world.apps.staff.caller(await world.context('staff', null))
  expect((await session.signIn({ email: root.email, password })).step).toBe('enrolment')
})

test('a session is no leave to guess: after five wrong codes the right one is refused for a while', async () => {
  const { admin } = world.people
  const { at, secret } = await enrolled(admin)
  const now = nextMinute()
  const caller = await at(now)
  for (let time = 0; time < 5; time++) await failing(caller.removeSecondFactor({ code: '000000' }))
  const right = failing(caller.removeSecondFactor({ code: totpCodeAt(secret, now) }))
  expect((await right)?.code).toBe('TOO_MANY_REQUESTS')
  expect(await lastActions(admin, 2)).toEqual(['second_factor.refused', 'second_factor.refused'])
  expect(await lastActions(admin, 3)).toContain('sign_in.locked')
  const later = new Date(now.getTime() + 61_000)
  expect((await (await at(later)).removeSecondFactor({ code: totpCodeAt(secret, later) })).signedOut).toBe(false)
})

test('an unknown form is refused in words', async () => {
  const { whole } = await signedIn(world.people.admin)
  const form = new FormData()
  form.set('intent', 'nonsense')
  expect(await submitSecurity(await whole(new Date()), form)).toMatchObject({ step: 'refused', status: 400 })
})
