import { savedViewsMax } from '@daybook/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failureOf } from '../errors.ts'
import { createWorld, type World } from '../testing/index.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.close()
})

const refused = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => failureOf(error),
  )

const newest = async () => (await world.events(world.logs.acme)).at(-1)?.event

test('a view is saved with what it shows and nothing else of the address, and recorded', async () => {
  const { caller } = await world.portal(world.people.admin)
  const search = 'q=outcome%3Afailure&range=last_7_days&sort=user&cols=time&tenant=globex&cursor=abc&event=4&live=1'
  const view = await caller.views.create({ name: ' Failures ', search, shared: false })
  expect(view).toMatchObject({ name: 'Failures', own: true, shared: false, ownerName: 'Alma Admin' })
  expect(Object.fromEntries(new URLSearchParams(view.search))).toEqual({
    q: 'outcome:failure',
    range: 'last_7_days',
    sort: 'user',
    cols: 'time',
  })
  expect(await caller.views.list()).toEqual([view])
  expect(await newest()).toMatchObject({
    action: 'saved_view.created',
    actor: { name: 'Alma Admin' },
    snapshot: { name: 'Failures', shared: false },
  })
})

test('a private view is its owner’s; a shared one is seen by the tenant, and changed by its owner alone', async () => {
  const admin = (await world.portal(world.people.admin)).caller
  const manager = (await world.portal(world.people.manager)).caller
  const other = (await world.portal(world.people.other)).caller
  const view = await admin.views.create({ name: 'Shared soon', search: 'q=two', shared: false })
  expect((await manager.views.list()).map(({ name }) => name)).not.toContain('Shared soon')
  await admin.views.update({ id: view.id, shared: true })
  expect(await newest()).toMatchObject({
    action: 'saved_view.updated',
    changes: [{ path: 'shared', before: false, after: true }],
  })
  expect(await manager.views.list()).toContainEqual({ ...view, shared: true, own: false })
  expect(await other.views.list()).toEqual([])

  const before = (await world.events(world.logs.acme)).length
  const absent = await refused(admin.views.remove({ id: '01890a5d-ac96-774b-bcce-b302099a8057' }))
  expect(absent?.code).toBe('NOT_FOUND')
  for (const caller of [manager, other]) {
    expect(await refused(caller.views.remove({ id: view.id }))).toEqual(absent)
    expect(await refused(caller.views.update({ id: view.id, name: 'Mine now' }))).toEqual(absent)
  }
  expect((await world.events(world.logs.acme)).length).toBe(before)
})

test('a view is renamed, and deleted with its last state in the log', async () => {
  const { caller } = await world.portal(world.people.manager)
  const view = await caller.views.create({ name: 'Old name', search: 'q=three', shared: false })
  expect(await caller.views.update({ id: view.id, name: 'New name' })).toEqual({ ...view, name: 'New name' })
  expect(await caller.views.remove({ id: view.id })).toEqual({ id: view.id })
  expect(await newest()).toMatchObject({
    action: 'saved_view.deleted',
    snapshot: { name: 'New name', search: 'q=three' },
  })
  expect((await caller.views.list()).map(({ id }) => id)).not.toContain(view.id)
})

test('a shared view that asks for an address is told of to readers of the evidence alone', async () => {
  const admin = (await world.portal(world.people.admin)).caller
  const manager = (await world.portal(world.people.manager)).caller
  const search = new URLSearchParams({ q: 'ip:203.0.113.77 outcome:failure' }).toString()
  const view = await admin.views.create({ name: 'From there', search, shared: true })
  expect(await newest()).toMatchObject({
    snapshot: { search: 'q=ip%3Arestricted+outcome%3Afailure' },
    metadata: { filter: search },
  })
  expect((await manager.views.list()).map(({ id }) => id)).not.toContain(view.id)
  const own = await manager.views.create({ name: 'Mine', search, shared: false })
  expect((await manager.views.list()).map(({ id }) => id)).toContain(own.id)
  const log = await manager.audit.list({ filter: {}, size: 100 })
  const details = await Promise.all(log.rows.map((row) => manager.audit.event({ number: row.number, view: log.view })))
  expect(JSON.stringify([log, details])).not.toContain('203.0.113.77')
})

test('whoever may not read the log has no views of it', async () => {
  const { caller } = await world.portal(world.people.staff)
  const id = '01890a5d-ac96-774b-bcce-b302099a8057'
  for (const attempt of [
    () => caller.views.create({ name: 'a', search: '', shared: true }),
    () => caller.views.update({ id, name: 'b' }),
    () => caller.views.remove({ id }),
    () => caller.views.list(),
  ])
    expect((await refused(attempt()))?.code).toBe('FORBIDDEN')
})

test('a name that is taken, empty or too long is refused in words, also when two ask at once', async () => {
  const { caller } = await world.portal(world.people.other)
  const create = (name: string) => caller.views.create({ name, search: '', shared: false })
  expect((await refused(create('  ')))?.message).toContain('Give the view a name')
  expect((await refused(create('x'.repeat(81))))?.message).toContain('80 characters')
  const both = await Promise.all([refused(create('Twice')), refused(create('Twice'))])
  expect(both.filter((failure) => failure === null)).toHaveLength(1)
  expect(both.find((failure) => failure !== null)).toMatchObject({ code: 'CONFLICT' })
  const third = await create('Third')
  expect(await refused(caller.views.update({ id: third.id, name: 'Twice' }))).toMatchObject({ code: 'CONFLICT' })
})

test('a person has only so many views', async () => {
  const { caller } = await world.portal(world.people.other)
  const has = (await caller.views.list()).length
  for (let index = has; index < savedViewsMax; index++)
    await caller.views.create({ name: `View ${index}`, search: '', shared: false })
  const failure = await refused(caller.views.create({ name: 'One more', search: '', shared: false }))
  expect(failure).toMatchObject({ code: 'CONFLICT' })
  expect(failure?.message).toContain('Delete one first')
})

test('what a database cannot keep of a name is left out, and a view that grows too long in an address is refused', async () => {
  const { caller } = await world.portal(world.people.admin)
  const create = (name: string, search = '') => caller.views.create({ name, search, shared: false })
  expect((await create('Null\u0000less')).name).toBe('Nullless')
  expect((await create('Half \ud800 a pair')).name).toBe('Half \ufffd a pair')
  expect((await refused(create('\u0000')))?.message).toContain('Give the view a name')
  const long = await refused(create('Long', `q=${'ü'.repeat(1900)}`))
  expect(long).toMatchObject({ code: 'BAD_REQUEST' })
  expect(long?.message).toContain('too long')
})
