import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, password, type World } from '../testing/index.ts'
import { submitSessions } from './sessions-form.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.close()
})

function formOf(fields: Record<string, string>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}

/** An admin's procedures, some minutes after signing in; and the session of somebody to end. */
async function scene(minutes = 0) {
  const { admin, manager } = world.people
  const { context } = await world.portal(admin)
  const theirs = await world.portal(manager)
  const caller = world.apps.portal.caller({ ...context, now: new Date(Date.now() + minutes * 60_000) })
  return { caller, id: theirs.context.principal?.sessionId ?? '', manager, token: theirs.token }
}

test('a posted form ends a session, or everything of a person', async () => {
  const { caller, id, token } = await scene()
  const revoked = await submitSessions(caller, formOf({ intent: 'revoke', id, reason: 'Lost' }))
  expect(revoked).toEqual({ step: 'revoked', revoked: 1, already: [] })
  expect((await world.context('portal', token)).session).toMatchObject({ status: 'ended', note: 'Lost' })
  const second = await scene()
  const fields = { intent: 'revoke-all', user: second.manager.id, id: second.id, reason: 'Lost' }
  expect(await submitSessions(second.caller, formOf(fields))).toMatchObject({ step: 'revoked', revoked: 1 })
})

test('a form that is refused comes back as it was, with what is wrong', async () => {
  const { caller, id } = await scene()
  const asked = await submitSessions(caller, formOf({ intent: 'revoke', id, reason: ' ' }))
  expect(asked).toMatchObject({ step: 'asked', needs: null, status: 400, ids: [id], reason: ' ' })
  expect(asked).toHaveProperty('message', 'Say why: the person will read it.')
  const hostile: Record<string, string>[] = [
    {},
    { intent: 'revoke', id: 'x' },
    { intent: 'revoke-all', user: '\u0000' },
  ]
  for (const fields of hostile) {
    expect(await submitSessions(caller, formOf({ reason: 'Lost', ...fields }))).toMatchObject({ step: 'asked' })
  }
})

test('after five minutes the form asks for the password too, and goes on with the right one', async () => {
  const { caller, id } = await scene(10)
  const fields = { intent: 'revoke', id, reason: 'Lost' }
  const asked = await submitSessions(caller, formOf(fields))
  expect(asked).toMatchObject({ step: 'asked', needs: 'password', message: null, ids: [id], reason: 'Lost' })
  const wrong = await submitSessions(caller, formOf({ ...fields, needs: 'password', proof: 'wrong' }))
  expect(wrong).toMatchObject({ step: 'asked', needs: 'password', message: 'That password is not right.' })
  const right = await submitSessions(caller, formOf({ ...fields, needs: 'password', proof: password }))
  expect(right).toMatchObject({ step: 'revoked', revoked: 1 })
})
