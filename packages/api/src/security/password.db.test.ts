import { hashPassword, readSession } from '@daybook/auth'
import type { Letter } from '@daybook/core/mail'
import { insertUser } from '@daybook/db'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failureOf } from '../errors.ts'
import { createWorld, password, type TestPerson, type World } from '../testing/index.ts'
import { submitReset } from './reset-form.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.close()
})

const next = 'seven wet lanterns beneath oslo'

async function person(): Promise<TestPerson> {
  const who = { id: v7(), email: `${v7()}@example.test`, name: 'Ada Byron' }
  await insertUser(world.database.owner, {
    ...{ ...who, organisationId: world.logs.acme.tenantId, realm: 'client', role: 'client_staff' },
    ...{ passwordHash: await hashPassword(password), status: 'active' },
  })
  return { ...who, role: 'client_staff', audience: 'portal', log: world.logs.acme }
}

async function callerOf(token: string | null, now = new Date(), address = `10.0.${next.length}.1`) {
  const context = await world.context('portal', token, { clientAddress: address })
  return world.apps.portal.caller({ ...context, now })
}

function failing(work: Promise<unknown>) {
  return work.then(
    () => null,
    (error: unknown) => failureOf(error),
  )
}

async function lettersTo(who: { email: string }): Promise<Letter['mail'][]> {
  const rows = await world.database.sql<{ id: string; sealed: Buffer }[]>`select id, sealed from mails order by id`
  const letters = rows.map(
    ({ id, sealed }) => JSON.parse(world.sealer.open(`mail:${id}`, sealed) ?? '') as Letter | null,
  )
  return letters.flatMap((letter) => (letter?.to.email === who.email ? [letter.mail] : []))
}

async function linkOf(who: TestPerson, now = new Date()): Promise<string> {
  await (await callerOf(null, now, `10.1.${Math.floor(Math.random() * 250)}.1`)).password.requestReset({
    email: who.email,
  })
  const mail = (await lettersTo(who)).at(-1)
  if (mail?.kind !== 'password-reset') throw new Error(`no link, but ${mail?.kind}`)
  return new URL(mail.link).searchParams.get('token') ?? ''
}

async function statusOf(token: string) {
  return readSession(world.database.owner, { token, audience: 'portal', now: new Date() })
}

async function signsInWith(who: TestPerson, given: string): Promise<boolean> {
  const outcome = await (await callerOf(null)).session.signIn({ email: who.email, password: given }).catch(() => null)
  return outcome?.step === 'done'
}

async function eventsOf(who: TestPerson) {
  return (await world.events(who.log)).map(({ event }) => event).filter(({ actor }) => actor.id === who.id)
}

test('a password is changed by whoever knows it; other sessions end, this one goes on under another token', async () => {
  const who = await person()
  const [mine, other] = [await world.token(who), await world.token(who)]
  const renewed = await (await callerOf(mine)).password.change({ current: password, password: next })
  expect(await statusOf(other)).toMatchObject({ status: 'ended', reason: 'password_changed' })
  expect((await statusOf(mine)).status).toBe('none')
  expect((await statusOf(renewed.token)).status).toBe('live')
  expect([await signsInWith(who, password), await signsInWith(who, next)]).toEqual([false, true])
  const changed = (await eventsOf(who)).find(({ action }) => action === 'password.changed')
  expect(changed).toMatchObject({ operation: 'update', details: { by: 'current_password', sessionsEnded: 1 } })
  expect((await lettersTo(who)).map(({ kind }) => kind)).toContain('password-changed')
})

test('without the current password nothing is changed, and the attempt is an event', async () => {
  const who = await person()
  const token = await world.token(who)
  const refused = await failing((await callerOf(token)).password.change({ current: 'wrong', password: next }))
  expect(refused?.code).toBe('FORBIDDEN')
  expect((await eventsOf(who)).at(-1)).toMatchObject({
    ...{ action: 'password.change_refused', outcome: 'denied', details: { cause: 'wrong_password' } },
  })
  expect(await signsInWith(who, password)).toBe(true)
})

test.each(['short', 'password1234', 'Ada Byron 1815'])('%s is not taken as a password', async (weak) => {
  const who = await person()
  const caller = await callerOf(await world.token(who))
  expect((await failing(caller.password.change({ current: password, password: weak })))?.code).toBe('BAD_REQUEST')
  const token = await linkOf(who)
  const form = new FormData()
  form.set('token', token)
  form.set('password', weak)
  expect(await submitReset(await callerOf(null), form)).toMatchObject({ done: false, status: 400 })
  // A weak choice does not use the link up.
  form.set('password', next)
  expect(await submitReset(await callerOf(null), form)).toEqual({ done: true })
})

test('what was half done with the earlier password is worth nothing after it was changed', async () => {
  const who = await person()
  const twin = { ...who, id: v7() }
  await insertUser(world.database.owner, {
    ...{ id: twin.id, email: who.email, name: who.name, organisationId: world.logs.globex.tenantId, realm: 'client' },
    ...{ role: 'client_staff', passwordHash: await hashPassword(password), status: 'active' },
  })
  const half = await (await callerOf(null)).session.signIn({ email: who.email, password })
  if (half.step !== 'organisation') throw new Error(half.step)
  await (await callerOf(await world.token(who))).password.change({ current: password, password: next })
  const { session } = await callerOf(null)
  const choice = { challenge: half.challenge, organisation: 'acme' }
  expect((await failing(session.chooseOrganisation(choice)))?.code).toBe('UNAUTHORIZED')
})

test('a sign-in that runs beside a change of password leaves nobody in with the earlier one', async () => {
  for (let round = 0; round < 8; round++) {
    const who = await person()
    const mine = await callerOf(await world.token(who))
    const visitor = (await callerOf(null)).session
    const signIns = Array.from({ length: 3 }, () => visitor.signIn({ email: who.email, password }))
    const [changed] = await Promise.allSettled([
      mine.password.change({ current: password, password: next }),
      ...signIns,
    ])
    expect(changed?.status).toBe('fulfilled')
    const [live] = await world.database.sql`
      select count(*) from sessions where user_id = ${who.id} and ended_at is null`
    expect(live?.count).toBe('1')
  }
})

test('a link by mail chooses a new password once, ends every session, and starts none', async () => {
  const who = await person()
  const before = await world.token(who)
  const token = await linkOf(who)
  const caller = await callerOf(null)
  expect(await caller.password.reset({ token, password: next })).toEqual({ changed: true })
  expect(await statusOf(before)).toMatchObject({ status: 'ended', reason: 'password_changed' })
  expect((await failing(caller.password.reset({ token, password: `${next} two` })))?.code).toBe('NOT_FOUND')
  expect([await signsInWith(who, password), await signsInWith(who, next)]).toEqual([false, true])
  const actions = (await eventsOf(who)).map(({ action }) => action)
  expect(actions.slice(0, 2)).toEqual(['password.reset_requested', 'password.changed'])
})

test('a link used by many at once changes the password once', async () => {
  const who = await person()
  const token = await linkOf(who)
  const caller = await callerOf(null)
  const answers = await Promise.allSettled(
    Array.from({ length: 5 }, (_, index) => caller.password.reset({ token, password: `${next} ${index}` })),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a link is good for half an hour, in its own app, until another is asked for, and is stored as a hash', async () => {
  const who = await person()
  const now = new Date()
  const first = await linkOf(who, now)
  const late = await callerOf(null, new Date(now.getTime() + 30 * 60_000 + 1))
  expect((await failing(late.password.reset({ token: first, password: next })))?.code).toBe('NOT_FOUND')
  const partner = world.apps.partner.caller(await world.context('partner', null))
  const absent = await failing(partner.password.reset({ token: 'made up', password: next }))
  expect(await failing(partner.password.reset({ token: first, password: next }))).toEqual(absent)
  const [stored] = await world.database.superuser`
    select (select string_agg(r::text, ' ') from password_resets r) || (select string_agg(m::text, ' ') from mails m) as text`
  expect(stored?.text).not.toContain(first)
  const second = await linkOf(who, now)
  const caller = await callerOf(null)
  expect((await failing(caller.password.reset({ token: first, password: next })))?.code).toBe('NOT_FOUND')
  expect(await caller.password.reset({ token: second, password: next })).toEqual({ changed: true })
})

test('asking for a link is answered the same, and does the same, whether anybody has the address or not', async () => {
  const who = await person()
  const nobody = { email: `${v7()}@example.test` }
  const suspended = await person()
  await world.database.sql`update users set status = 'suspended' where id = ${suspended.id}`
  const count = async () => (await world.database.sql`select id from mails`).length
  const answers: unknown[] = []
  const written: number[] = []
  for (const [index, { email }] of [who, nobody, suspended].entries()) {
    const before = await count()
    answers.push(await (await callerOf(null, new Date(), `10.2.${index}.1`)).password.requestReset({ email }))
    written.push((await count()) - before)
  }
  expect(answers).toEqual([{ sent: true }, { sent: true }, { sent: true }])
  expect(written).toEqual([1, 1, 1])
  expect(await lettersTo(suspended)).toEqual([])
  expect(await lettersTo(nobody)).toEqual([])
  const platform = (await world.events(world.logs.platform)).at(-1)?.event
  expect(platform).toMatchObject({
    action: 'password.reset_requested',
    actor: { type: 'anonymous', email: nobody.email },
  })
})

test('three links an hour go to an address, known or not; what is asked beyond that is one counted event a minute', async () => {
  const who = await person()
  const now = new Date()
  const answers = async (email: string, network: number) => {
    const given: unknown[] = []
    for (let time = 0; time < 8; time++) {
      const caller = await callerOf(null, now, `10.${network}.${time}.1`)
      given.push(await caller.password.requestReset({ email }).catch((error: unknown) => failureOf(error)))
    }
    return given
  }
  const known = await answers(who.email, 3)
  expect(known.slice(0, 3)).toEqual([{ sent: true }, { sent: true }, { sent: true }])
  expect(known[3]).toMatchObject({ code: 'TOO_MANY_REQUESTS' })
  expect(await answers(`${v7()}@example.test`, 4)).toEqual(known)
  expect(await lettersTo(who)).toHaveLength(3)
  const asked = (await eventsOf(who)).filter(({ action }) => action === 'password.reset_requested')
  expect(asked.map(({ outcome }) => outcome)).toEqual(['success', 'success', 'success', 'denied'])
})

test('a password that is reset still leaves the second factor to be shown', async () => {
  const who = await person()
  const sealed = world.sealer.seal(`totp:${who.id}`, 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP')
  await world.database.sql`
    insert into totp_factors values (${who.id}, ${who.log.tenantId}, 'client', ${sealed}, 0, now())`
  const caller = await callerOf(null)
  await caller.password.reset({ token: await linkOf(who), password: next })
  expect((await caller.session.signIn({ email: who.email, password: next })).step).toBe('code')
})
