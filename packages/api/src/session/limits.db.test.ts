import { hashPassword, networkOf, totpContext } from '@daybook/auth'
import { insertTotp, insertUser, transaction } from '@daybook/db'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failureOf } from '../errors.ts'
import { portalRouter } from '../portal/index.ts'
import { createApp } from '../server.ts'
import { createWorld, password, type World } from '../testing/index.ts'

let world: World
/** A second copy of the app, with connections of its own: what one counts, the other knows. */
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

const start = Date.now()
const minutes = (count: number) => new Date(start + count * 60_000)

/** Signs in from an address, at a moment; `device` is what the browser keeps of earlier sign-ins. */
async function attempt(
  email: string,
  given: { password?: string; address?: string; at?: Date; device?: string | null; app?: World['apps']['portal'] },
) {
  const { address = '203.0.113.1', at = minutes(0), device = null } = given
  const context = await world.context('portal', null, { clientAddress: address })
  const caller = (given.app ?? world.apps.portal).caller({ ...context, now: at, device })
  return caller.session.signIn({ email, password: given.password ?? 'wrong' }).then(
    (outcome) => outcome,
    (error: unknown) => failureOf(error),
  )
}

async function account(): Promise<string> {
  const email = `${v7()}@example.test`
  await insertUser(world.database.owner, {
    ...{ id: v7(), organisationId: world.logs.acme.tenantId, realm: 'client', role: 'client_staff', email },
    ...{ name: 'Ada Byron', passwordHash: await hashPassword(password), status: 'active' },
  })
  return email
}

async function eventsAbout(email: string, log = world.logs.acme) {
  const events = (await world.events(log)).map(({ event }) => event)
  return events.filter(({ actor }) => actor.email === email)
}

test('after five failures the right password is refused for a minute, with the body of a wrong one', async () => {
  const email = await account()
  const wrong = await attempt(email, {})
  for (let time = 1; time < 5; time++) await attempt(email, {})
  expect(await attempt(email, { password, at: minutes(0.9) })).toEqual(wrong)
  expect(await attempt(email, { password, at: minutes(1.1) })).toMatchObject({ step: 'done' })
})

test('each failure after that doubles the delay, up to an hour, and a sign-in ends it', async () => {
  const email = await account()
  for (let time = 0; time < 5; time++) await attempt(email, {})
  let at = 0
  const delays: number[] = []
  for (let time = 0; time < 8; time++) {
    const [row] = await world.database.sql`
      select blocked_until from guess_limits where key like 'account:%' order by blocked_until desc limit 1`
    const until = (row?.blocked_until.getTime() - start) / 60_000
    delays.push(Math.round(until - at))
    // Elsewhere each time: the network has limits of its own.
    at = until + 0.001
    await attempt(email, { at: minutes(at), address: `198.51.${time}.1` })
  }
  expect(delays).toEqual([1, 2, 4, 8, 16, 32, 60, 60])
  at += 61
  expect(await attempt(email, { password, at: minutes(at) })).toMatchObject({ step: 'done' })
  expect(await attempt(email, { at: minutes(at) })).toMatchObject({ code: 'UNAUTHORIZED' })
  expect(await attempt(email, { password, at: minutes(at) })).toMatchObject({ step: 'done' })
})

test('two hundred at once, over two copies of the app, get no more than five passwords checked', async () => {
  const email = await account()
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      attempt(email, { address: `192.0.${index}.1`, app: index % 2 ? copy : world.apps.portal }),
    ),
  )
  // Refused alike, or turned away because so many wait: never by what was checked.
  const crowded = answers.filter((answer) => 'code' in answer && answer.code === 'TOO_MANY_REQUESTS').length
  const refused = answers.filter((answer) => 'code' in answer && answer.code === 'UNAUTHORIZED')
  expect(refused.length + crowded).toBe(200)
  expect(new Set(refused.map((answer) => JSON.stringify(answer))).size).toBe(1)
  const told = (await eventsAbout(email)).filter(({ action }) => action === 'sign_in.failed')
  const checked = told.filter(({ details }) => details?.cause === 'wrong_password')
  expect(checked).toHaveLength(5)
  // The others are in one event, or still to be told.
  const locked = told.filter(({ details }) => details?.cause === 'locked')
  expect(locked).toHaveLength(1)
  await attempt(email, { at: minutes(0.95) })
  const [row] = await world.database.sql`select untold, failures from guess_limits where failures = 5 and untold > 0`
  expect(Number(locked[0]?.details?.count ?? 1) + row?.untold).toBe(refused.length - 5 + 1)
})

test('what is refused unchecked is one event a minute, with its number', async () => {
  const email = await account()
  for (let time = 0; time < 6; time++) await attempt(email, {})
  for (let time = 0; time < 30; time++) await attempt(email, { at: minutes(0.5) })
  // The delay is over: this failure begins the next one, of two minutes.
  await attempt(email, { at: minutes(1.1) })
  await attempt(email, { at: minutes(1.2) })
  const counts = (await eventsAbout(email)).flatMap(({ action, details }) =>
    action === 'sign_in.failed' && details?.cause === 'locked' ? [details.count ?? 1] : [],
  )
  expect(counts).toEqual([1, 31])
})

test('a lockout is an event with its end', async () => {
  const email = await account()
  for (let time = 0; time < 5; time++) await attempt(email, {})
  const [locked, ...others] = (await eventsAbout(email)).filter(({ action }) => action === 'sign_in.locked')
  expect(locked).toMatchObject({ outcome: 'denied', details: { until: minutes(1).toISOString() } })
  expect(others).toEqual([])
})

test('an account that nobody has is limited, and answered, as one that somebody has', async () => {
  const known = await account()
  const unknown = `${v7()}@example.test`
  const answers = async (email: string) => {
    const given: unknown[] = []
    for (let time = 0; time < 7; time++) given.push(await attempt(email, { address: '203.0.114.9' }))
    given.push(await attempt(email, { address: '203.0.114.9', at: minutes(1.1) }))
    return given
  }
  expect(await answers(unknown)).toEqual(await answers(known))
  const platform = await eventsAbout(unknown, world.logs.platform)
  expect(platform.map(({ action }) => action)).toEqual((await eventsAbout(known)).map(({ action }) => action))
})

test('one network that tries a password on many accounts is stopped after twenty; another is not', async () => {
  const spray = '100.64.7.'
  const codes: (string | undefined)[] = []
  for (let index = 0; index < 30; index++) {
    await attempt(`victim-${index}@spray.test`, { address: `${spray}${index}` })
  }
  const good = await account()
  codes.push(step(await attempt(good, { password, address: `${spray}200` })))
  codes.push(step(await attempt(good, { password, address: '100.64.8.1' })))
  expect(codes).toEqual([undefined, 'done'])
  const [row] = await world.database
    .sql`select failures from guess_limits where key = ${`net:${networkOf(`${spray}1`)}`}`
  expect(row?.failures).toBe(20)
})

test('right passwords use nothing of what a network may guess', async () => {
  const email = await account()
  for (let time = 0; time < 25; time++) {
    expect(step(await attempt(email, { password, address: '100.65.1.1' }))).toBe('done')
  }
})

test('a device that has signed in before is not locked out by strangers, and has limits of its own', async () => {
  const email = await account()
  const first = await attempt(email, { password })
  const device = 'device' in first ? first.device : null
  for (let time = 0; time < 6; time++) await attempt(email, { address: '198.18.0.1' })
  expect(step(await attempt(email, { password }))).toBeUndefined()
  expect(step(await attempt(email, { password, device }))).toBe('done')
  // Of this account, and not one that somebody made up.
  expect(step(await attempt(email, { password, device: `${device}x` }))).toBeUndefined()
  const other = await account()
  for (let time = 0; time < 6; time++) await attempt(other, { device, address: '198.18.1.1' })
  expect(step(await attempt(other, { password, device }))).toBeUndefined()
  for (let time = 0; time < 5; time++) await attempt(email, { device })
  expect(step(await attempt(email, { password, device }))).toBeUndefined()
})

test('wrong codes lock as wrong passwords do, however many challenges they are spread over', async () => {
  const email = await account()
  const [user] = await world.database.sql`select id, organisation_id from users where email = ${email}`
  await transaction(world.database.owner, (tx) =>
    insertTotp(tx, {
      ...{ userId: user?.id, organisationId: user?.organisation_id, realm: 'client', lastStep: 0 },
      ...{ sealedSecret: world.sealer.seal(totpContext(user?.id), 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP') },
      createdAt: new Date(),
    }),
  )
  const context = { ...(await world.context('portal', null)), now: minutes(0) }
  const { session } = world.apps.portal.caller(context)
  let challenges = 0
  for (; challenges < 10; challenges++) {
    const outcome = await session.signIn({ email, password }).catch(() => null)
    if (outcome?.step !== 'code') break
    await session.confirmCode({ challenge: outcome.challenge, code: '000000' }).catch(() => {})
  }
  expect(challenges).toBe(5)
})

test('signing in cannot be batched: no password of a batch is looked at', async () => {
  const email = await account()
  const before = (await eventsAbout(email)).length
  for (const size of [1, 2, 200]) {
    const paths = Array.from({ length: size }, () => 'session.signIn').join(',')
    const body = Object.fromEntries(Array.from({ length: size }, (_, index) => [index, { json: { email, password } }]))
    const request = new Request(`http://localhost/api/trpc/${paths}?batch=1`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const response = await world.apps.portal.handle(request, await world.context('portal', null))
    expect([400, 404]).toContain(response.status)
    expect(response.headers.get('set-cookie')).toBeNull()
  }
  expect(await eventsAbout(email)).toHaveLength(before)
})

function step(answer: Awaited<ReturnType<typeof attempt>>): string | undefined {
  return 'step' in answer ? answer.step : undefined
}
