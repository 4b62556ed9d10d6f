import { append, transaction } from '@daybook/db'
import { exampleEvent } from '@daybook/db/testing'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { failureOf } from '../errors.ts'
import { createWorld, type TestPerson, type World } from '../testing/index.ts'
import { exportResponse } from './files.ts'

const stored = new Map<string, Uint8Array<ArrayBuffer>>()
const files = {
  size: (key: string) => Promise.resolve(stored.get(key)?.byteLength ?? null),
  open: (key: string) => {
    const bytes = stored.get(key)
    const stream = () => new Blob(bytes ? [bytes] : []).stream()
    return Promise.resolve(bytes ? { size: bytes.byteLength, stream, close: () => Promise.resolve() } : null)
  },
}

let world: World
beforeAll(async () => {
  world = await createWorld({ files })
  const { acme, globex } = world.logs
  await transaction(world.database.owner, (tx) =>
    append(tx, [
      ...Array.from({ length: 30 }, (_, at) => ({ log: acme, event: exampleEvent({ description: `the ${at}th` }) })),
      { log: globex, event: exampleEvent() },
    ]),
  )
})
afterAll(() => world.close())
afterEach(async () => {
  const { sql } = world.database
  await sql`delete from exports`
  await sql`delete from graphile_worker._private_jobs`
  await sql`update organisations set settings = '{}'`
  await sql`update users set role = 'client_admin', status = 'active' where id = ${world.people.admin.id}`
  stored.clear()
  expect(world.faults).toEqual([])
})

async function callerOf(who: TestPerson) {
  return (await world.portal(who)).caller.exports
}

async function failureOfCall(call: Promise<unknown>) {
  return call.then(
    () => null,
    (error: unknown) => failureOf(error),
  )
}

async function letManagersExport() {
  await world.database.sql`update organisations set settings = '{"exports": {"managers": true}}' where slug = 'acme'`
}

async function actionsOf(log = world.logs.acme) {
  return (await world.events(log)).map(({ event }) => event).filter(({ module }) => module === 'exports')
}

/** As the recorder leaves an export whose file is there. */
async function finish(id: string, { hours = 24 }: { hours?: number } = {}) {
  const bytes = new TextEncoder().encode(`file of ${id}`)
  stored.set(`exports/${id}.zip`, bytes)
  await world.database.sql`
    update exports set status = 'ready', storage_key = ${`exports/${id}.zip`}, bytes = ${bytes.byteLength},
      sha256 = decode(repeat('ab', 32), 'hex'), written = 30, total = 30, finished_at = now(),
      expires_at = now() + make_interval(hours => ${hours})
    where id = ${id}`
}

/** Exports of the past, as if they had been asked for then. */
async function insertPast(who: TestPerson, past: { minutesAgo: number; total: number; status?: string }[]) {
  for (const { minutesAgo, total, status = 'ready' } of past) {
    await world.database.sql`
      insert into exports (id, tenant_id, user_id, user_name, format, level, filter, zone, up_to, status, total, file_name, requested_at)
      values (${v7()}, ${who.log.tenantId}, ${who.id}, ${who.name}, 'csv', 'log', '{}', 'UTC', 1, ${status}, ${total},
        'activity-log-2026-01-01.zip', now() - make_interval(mins => ${minutesAgo}))`
  }
}

test('an export is asked for with the filter, the fields and the last event of this moment, and is on record', async () => {
  const exports = await callerOf(world.people.admin)
  const before = (await world.events(world.logs.acme)).length
  const view = await exports.create({ filter: { q: 'outcome:success' }, format: 'ndjson', zone: 'Pacific/Kiritimati' })
  expect(view).toMatchObject({
    ...{ own: true, requestedBy: 'Alma Admin', status: 'queued', format: 'ndjson', level: 'evidence', written: 0 },
    ...{ search: 'q=outcome%3Asuccess', cancelling: false, total: before },
  })
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Pacific/Kiritimati' }).format(new Date(view.requestedAt))
  expect(view.fileName).toBe(`activity-log-${day}.zip`)

  const [event] = (await actionsOf()).slice(-1)
  expect(event).toMatchObject({
    action: 'export.requested',
    actor: { email: 'admin@acme.test' },
    details: { filter: 'q=outcome%3Asuccess', format: 'ndjson', level: 'evidence', upTo: before },
  })
  const jobs = await world.database.superuser`select task_identifier, key from graphile_worker.jobs`
  expect([...jobs]).toEqual([{ task_identifier: 'exports.write', key: `exports.write:${view.id}` }])
  expect(await exports.list()).toEqual([view])
})

test('a preview counts what an export would hold, and is a look', async () => {
  const { caller } = await world.portal(world.people.admin)
  const looks = async () =>
    (await world.events(world.logs.acme)).filter(({ event }) => event.action === 'audit_log.accessed').length
  const before = await looks()
  const preview = await caller.exports.preview({ filter: { q: 'module:campaigns' }, zone: 'Asia/Kolkata' })
  expect(preview).toMatchObject({ count: { value: 30, capped: false }, level: 'evidence', zone: 'Asia/Kolkata' })
  expect(await looks()).toBe(before + 1)
  const { view } = await caller.audit.list({ filter: { q: 'module:campaigns' } })
  const opened = await looks()
  await caller.exports.preview({ filter: { q: 'module:campaigns' }, view })
  expect(await looks()).toBe(opened)
})

test('Client Managers export only where their tenant lets them, without the evidence, and see their own alone', async () => {
  const { admin, manager, staff } = world.people
  const refused = await callerOf(manager)
  const calls = [() => refused.list(), () => refused.create({ format: 'csv' }), () => refused.preview({})]
  for (const call of calls) expect((await failureOfCall(call()))?.code).toBe('FORBIDDEN')
  expect((await failureOfCall((await callerOf(staff)).create({ format: 'csv' })))?.code).toBe('FORBIDDEN')

  await letManagersExport()
  const [admins, managers] = [await callerOf(admin), await callerOf(manager)]
  const theirs = await admins.create({ format: 'csv' })
  const own = await managers.create({ format: 'csv' })
  expect(own.level).toBe('log')
  expect((await managers.list()).map(({ id }) => id)).toEqual([own.id])
  expect((await admins.list()).map((view) => [view.id, view.own])).toEqual([
    [own.id, false],
    [theirs.id, true],
  ])
  const asked = await failureOfCall(managers.create({ filter: { q: 'ip:203.0.113.7' }, format: 'csv' }))
  expect(asked).toMatchObject({ code: 'BAD_REQUEST' })
  expect(asked?.message).toContain('not available to your role')
  // The setting is one tenant's, and staff of the client get nothing by it.
  expect((await failureOfCall((await callerOf(staff)).list()))?.code).toBe('FORBIDDEN')
})

test('an export of another person, or of another tenant, is what an absent one is', async () => {
  await letManagersExport()
  const { admin, manager, other } = world.people
  const { id } = await (await callerOf(admin)).create({ format: 'csv' })
  await finish(id)
  for (const who of [manager, other]) {
    const { caller, context } = await world.portal(who)
    for (const verb of ['cancel', 'download', 'progress'] as const) {
      const call = (of: string) => failureOfCall(Promise.resolve(caller.exports[verb]({ id: of })))
      expect(await call(id)).toEqual(await call(v7()))
      expect((await call(id))?.code).toBe('NOT_FOUND')
    }
    expect(context.principal).not.toBeNull()
    expect((await caller.exports.list()).map((view) => view.id)).not.toContain(id)
  }
  expect((await actionsOf()).filter(({ action }) => action === 'export.downloaded')).toEqual([])
})

test('cancelling is on record, once, and too late for what has ended', async () => {
  const exports = await callerOf(world.people.admin)
  const { id } = await exports.create({ format: 'csv' })
  expect(await exports.cancel({ id })).toMatchObject({ id, status: 'queued', cancelling: true })
  expect((await failureOfCall(exports.cancel({ id })))?.code).toBe('CONFLICT')
  const cancelled = (await actionsOf()).filter(({ action }) => action === 'export.cancelled')
  expect(cancelled.map(({ targets }) => targets[0]?.id)).toEqual([id])
  const ready = await exports.create({ format: 'csv' })
  await finish(ready.id)
  expect((await failureOfCall(exports.cancel({ id: ready.id })))?.code).toBe('CONFLICT')
})

test('a file is given to whoever asked for it, each time on record, and sent as it is', async () => {
  const exports = await callerOf(world.people.admin)
  const { id, fileName } = await exports.create({ format: 'csv' })
  await finish(id)
  for (let time = 1; time <= 2; time++) {
    const answer = await exportResponse(files, await exports.download({ id }))
    expect(Object.fromEntries(answer?.headers ?? [])).toMatchObject({
      'content-type': 'application/zip',
      'content-length': String(`file of ${id}`.length),
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    })
    expect(await answer?.text()).toBe(`file of ${id}`)
    const downloads = (await actionsOf()).filter(
      ({ action, targets }) => action === 'export.downloaded' && targets[0]?.id === id,
    )
    expect(downloads).toHaveLength(time)
    expect(downloads.at(-1)).toMatchObject({
      actor: { email: 'admin@acme.test' },
      details: { sha256: 'ab'.repeat(32) },
    })
    expect((await exports.list())[0]?.downloads).toBe(time)
  }
})

test('a file that is not there yet, not any more, or not for the role that has changed is absent, and not on record', async () => {
  const { sql } = world.database
  const { admin } = world.people
  const exports = await callerOf(admin)
  const absent = await failureOfCall(exports.download({ id: v7() }))
  const { id } = await exports.create({ format: 'csv' })
  const isAbsent = async () => expect(await failureOfCall((await callerOf(admin)).download({ id }))).toEqual(absent)
  await isAbsent()
  await finish(id, { hours: 0 })
  await isAbsent()
  await finish(id)
  stored.clear()
  await isAbsent()
  await finish(id)
  stored.set(`exports/${id}.zip`, new Uint8Array(1))
  await isAbsent()

  await finish(id)
  for (const role of ['client_staff', 'client_manager']) {
    await sql`update users set role = ${role} where id = ${admin.id}`
    await isAbsent()
  }
  // May export, but no longer see what this file holds.
  await letManagersExport()
  await isAbsent()
  expect((await actionsOf()).filter(({ targets }) => targets[0]?.id === id).map(({ action }) => action)).toEqual([
    'export.requested',
  ])
  await sql`update users set role = 'client_admin' where id = ${admin.id}`
  expect(await (await callerOf(admin)).download({ id })).toMatchObject({ bytes: `file of ${id}`.length })
})

test('of what is asked for at once, two are under way for a person, and others are told what to do', async () => {
  const exports = await callerOf(world.people.admin)
  const results = await Promise.allSettled(Array.from({ length: 4 }, () => exports.create({ format: 'csv' })))
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [failureOf(result.reason)] : []))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  expect(refused).toHaveLength(2)
  for (const failure of refused) {
    expect([failure.status, failure.code]).toEqual([429, 'TOO_MANY_REQUESTS'])
    expect(failure.message).toContain('2 exports under way')
  }
  expect((await actionsOf()).filter(({ action }) => action === 'export.requested').length).toBeGreaterThan(1)
  // Somebody else is not held up by it.
  await letManagersExport()
  await (await callerOf(world.people.manager)).create({ format: 'csv' })
})

test('thirty exports within an hour are enough, and it is said when to come back', async () => {
  const { admin } = world.people
  await insertPast(admin, [
    { minutesAgo: 61, total: 1 },
    ...Array.from({ length: 29 }, (_, at) => ({ minutesAgo: 40 - at, total: 1 })),
  ])
  const exports = await callerOf(admin)
  await exports.create({ format: 'csv' })
  const failure = await failureOfCall(exports.create({ format: 'csv' }))
  expect(failure?.code).toBe('TOO_MANY_REQUESTS')
  expect(failure?.message).toMatch(/30 exports within an hour.*in (19|20|21) minutes/)
})

test('the fourth large export within an hour is refused; what came to nothing, and what is small, does not count', async () => {
  const { admin } = world.people
  const exports = await callerOf(admin)
  await insertPast(admin, [
    { minutesAgo: 50, total: 10_001 },
    { minutesAgo: 30, total: 20_000, status: 'expired' },
    { minutesAgo: 20, total: 20_000, status: 'cancelled' },
    { minutesAgo: 70, total: 20_000 },
    { minutesAgo: 10, total: 10_000 },
  ])
  for (let batch = 0; batch < 11; batch++) {
    const events = Array.from({ length: 950 }, () => exampleEvent({ module: 'bulk' }))
    await transaction(world.database.owner, (tx) =>
      append(
        tx,
        events.map((event) => ({ log: admin.log, event })),
      ),
    )
  }
  const large = await exports.create({ format: 'csv' })
  expect(large.total).toBeNull()
  expect((await exports.preview({})).count).toEqual({ value: 10_000, capped: true })
  const failure = await failureOfCall(exports.create({ format: 'csv' }))
  expect(failure?.code).toBe('TOO_MANY_REQUESTS')
  expect(failure?.message).toMatch(/10,000 events 3 times.*in (9|10|11) minutes/)
  expect((await exports.create({ filter: { q: '-module:bulk' }, format: 'csv' })).total).toBeGreaterThan(29)
})

test('a large export asks again for the factor of whoever has been here for five minutes; a small one does not', async () => {
  const { context } = await world.portal(world.people.admin)
  const later = { ...context, now: new Date(Date.now() + 6 * 60_000) }
  const { exports } = world.apps.portal.caller(later)
  const failure = await failureOfCall(exports.create({ format: 'csv' }))
  expect(failure).toMatchObject({ code: 'PRECONDITION_FAILED', stepUp: 'password' })
  expect(await world.database.sql`select count(*)::int as n from exports`).toEqual([{ n: 0 }])
  expect(await exports.create({ filter: { q: '-module:bulk' }, format: 'csv' })).toMatchObject({ status: 'queued' })
})

test.each(['the\u00003th', 'the \ud800', '"\u0000"'])('a filter of any text (%j) can be exported', async (q) => {
  const exports = await callerOf(world.people.admin)
  expect(await exports.create({ filter: { q }, format: 'csv' })).toMatchObject({ status: 'queued' })
})
