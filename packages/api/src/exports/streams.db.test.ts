import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { failureOf } from '../errors.ts'
import { createWorld, type TestPerson, type World } from '../testing/index.ts'
import { createExportStreams } from './streams.ts'

let world: World
let id: string

beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const patience = { timeout: 20_000, interval: 10 }

async function newExport(who = world.people.admin) {
  await world.database.sql`delete from exports`
  const { caller } = await world.portal(who)
  id = (await caller.exports.create({ format: 'csv' })).id
  return id
}

/** As the recorder tells how far it is. */
async function advance(written: number, status = 'running') {
  await world.database.sql`update exports set written = ${written}, status = ${status} where id = ${id}`
}

async function watch(who: TestPerson, exportId: string) {
  const { context, token } = await world.portal(who)
  const leaving = new AbortController()
  // As it comes over HTTP, with the signal of the connection.
  const url = `http://localhost/api/trpc/exports.progress?input=${encodeURIComponent(JSON.stringify({ json: { id: exportId } }))}`
  const headers = { accept: 'text/event-stream' }
  const open = () => world.apps.portal.handle(new Request(url, { headers, signal: leaving.signal }), context)
  return { open, context, token, leave: () => leaving.abort() }
}

/** What a stream has sent: each of its events by name and data. */
function readStream(answer: Response) {
  const events: { event: string; data: unknown }[] = []
  const ended = (async () => {
    let text = ''
    for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = /^event: (.*)$/m.exec(block)?.[1] ?? 'message'
        const data = /^data: (.*)$/m.exec(block)?.[1]
        if (data) events.push({ event, data: JSON.parse(data) })
      }
    }
  })()
  const views = () => events.flatMap(({ event, data }) => (event === 'message' ? [Object(data).json] : []))
  return { events, views, ended }
}

test('a stream tells each step of an export and ends with it', async () => {
  await newExport()
  const { open, context } = await watch(world.people.admin, id)
  const answer = await open()
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  const stream = readStream(answer)
  await vi.waitUntil(() => stream.views().length === 1, patience)
  await advance(2000)
  await vi.waitUntil(() => stream.views().length === 2, patience)
  await advance(4000, 'ready')
  await stream.ended
  expect(stream.views().map((view) => [view.id, view.status, view.written])).toEqual([
    [id, 'queued', 0],
    [id, 'running', 2000],
    [id, 'ready', 4000],
  ])
  expect(context.exportStreams.open).toBe(0)
})

test('a stream ends within a second of the session, and tells that it did', async () => {
  await newExport()
  const { open, context } = await watch(world.people.admin, id)
  const stream = readStream(await open())
  await vi.waitUntil(() => stream.views().length === 1, patience)
  const sessionId = context.principal?.sessionId ?? ''
  await world.database.sql`
    update sessions set ended_at = now(), end_reason = 'revoked' where public_id = ${sessionId}`
  const ended = performance.now()
  await stream.ended
  expect(performance.now() - ended).toBeLessThan(1000)
  expect(stream.events.at(-1)).toMatchObject({ event: 'serialized-error' })
  expect(JSON.stringify(stream.events)).toContain('UNAUTHORIZED')
  expect(context.exportStreams.open).toBe(0)
})

test('a stream ends when the role no longer allows it, and shows nothing of what came later', async () => {
  const { sql } = world.database
  const { admin } = world.people
  await newExport()
  const { open } = await watch(admin, id)
  const stream = readStream(await open())
  await vi.waitUntil(() => stream.views().length === 1, patience)
  await sql.begin((tx) => [
    tx`update users set role = 'client_staff' where id = ${admin.id}`,
    tx`update exports set written = 777, status = 'running' where id = ${id}`,
  ])
  await stream.ended
  await sql`update users set role = 'client_admin' where id = ${admin.id}`
  expect(JSON.stringify(stream.events)).toContain('NOT_FOUND')
  expect(JSON.stringify(stream.events)).not.toContain('777')
})

test('the seventh stream of a person is answered 429, and one that is left makes room', async () => {
  await newExport()
  const watched = await Promise.all(Array.from({ length: 7 }, () => watch(world.people.admin, id)))
  const streams = []
  for (const { open } of watched.slice(0, 6)) streams.push(readStream(await open()))
  const refused = await watched[6]?.open()
  expect(refused?.status).toBe(429)
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await refused?.json()).toMatchObject({ error: expect.stringContaining('Too many') })

  watched[0]?.leave()
  await streams[0]?.ended
  const again = await watched[6]?.open()
  expect(again?.headers.get('content-type')).toContain('text/event-stream')
  for (const { leave } of watched) leave()
  await Promise.all(streams.map(({ ended }) => ended))
  expect(watched[0]?.context.exportStreams.open).toBe(0)
})

test('a stream without a session is answered 401', async () => {
  const context = await world.context('portal', null)
  const url = 'http://localhost/api/trpc/exports.progress?input=%7B%7D'
  const answer = await world.apps.portal.handle(new Request(url, { headers: { accept: 'text/event-stream' } }), context)
  expect(answer.status).toBe(401)
})

test('a process holds two hundred streams, whosever they are; the next finds no room until somebody leaves', () => {
  const streams = createExportStreams(world.database.owner)
  const leaving = Array.from({ length: 200 }, () => new AbortController())
  for (const [at, { signal }] of leaving.entries())
    expect(streams.watch({ exportId: 'none', sessionId: 'none', userId: `person ${at}`, signal })).not.toBeNull()
  const more = { exportId: 'none', sessionId: 'none', userId: 'one more', signal: undefined }
  expect([streams.open, streams.hasRoom('one more'), streams.watch(more)]).toEqual([200, false, null])
  leaving[17]?.abort()
  expect(streams.hasRoom('one more')).toBe(true)
  for (const each of leaving) each.abort()
  expect(streams.open).toBe(0)
})

test('however many watch, the database is asked once for all of them', async () => {
  await newExport()
  const { principal } = await world.context('portal', await world.token(world.people.admin))
  const db = world.database.as('portal', { name: 'counted' })
  const streams = createExportStreams(db, { perPersonMax: 100, everyMs: 50 })
  const who = { userId: principal?.userId ?? '', sessionId: principal?.sessionId ?? '', signal: undefined }
  const watching = Array.from({ length: 50 }, async () => {
    const seen: number[] = []
    for await (const row of streams.watch({ ...who, exportId: id }) ?? []) seen.push(row.written)
    return seen
  })
  await advance(5, 'ready')
  const connections = await world.database.superuser`
    select count(*)::int as count from pg_stat_activity where application_name = 'counted'`
  expect(connections[0]?.count).toBeLessThanOrEqual(2)
  for (const seen of await Promise.all(watching)) expect(seen.at(-1)).toBe(5)
  expect(streams.open).toBe(0)
})

test('an export that is not one’s own to see is refused before a stream begins', async () => {
  await newExport()
  const { caller } = await world.portal(world.people.other)
  const failure = await caller.exports.progress({ id }).then(
    () => null,
    (error: unknown) => failureOf(error),
  )
  expect(failure?.code).toBe('NOT_FOUND')
})
