import type { AuditEvent } from '@daybook/core/model'
import { append, countPendingLooks, type LogTarget, transaction } from '@daybook/db'
import { exampleEvent, examplePerson } from '@daybook/db/testing'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failureOf } from '../errors.ts'
import { createWorld, type World } from '../testing/index.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await record(world.logs.acme, ...Array.from({ length: 47 }, (_, index) => event(index)))
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.close()
})

function record(log: LogTarget, ...events: AuditEvent[]) {
  return transaction(world.database.owner, (tx) =>
    append(
      tx,
      events.map((each) => ({ log, event: each })),
    ),
  )
}

const names = ['Zoe', 'adam', 'Maria', null]

function event(index: number, more: Partial<AuditEvent> = {}): AuditEvent {
  return exampleEvent({
    id: v7(),
    occurredAt: new Date(Date.UTC(2026, 2, 1, 0, index)).toISOString(),
    action: 'queue.updated',
    actor: { ...examplePerson, id: `person-${index % 4}`, name: names[index % 4] ?? null, email: null, username: null },
    ip: index % 5 === 0 ? null : `203.0.113.${index}`,
    batchId: index < 6 ? 'batch-1' : null,
    requestId: `request-${index % 7}`,
    ...more,
  })
}

type Caller = Awaited<ReturnType<World['portal']>>['caller']
type Page = Awaited<ReturnType<Caller['audit']['list']>>
type Asked = Omit<NonNullable<Parameters<Caller['audit']['list']>[0]>, 'filter'>

const filter = { q: 'action:queue.updated' }
const admin = async () => (await world.portal(world.people.admin)).caller
const list = (caller: Caller, asked: Asked): Promise<Page> => caller.audit.list({ filter, size: 10, ...asked })

async function pagesOf(caller: Caller, asked: Asked): Promise<Page[]> {
  const pages: Page[] = []
  let cursor: string | null = null
  do {
    const page: Page = await list(caller, { ...asked, cursor })
    pages.push(page)
    cursor = page.nextCursor
  } while (cursor)
  return pages
}

const numbers = (pages: Page[]) => pages.flatMap(({ rows }) => rows.map((row) => row.number))

test.each(['-time', 'time', 'user', '-user', 'module', '-module', 'action', '-action', 'ip', '-ip'] as const)(
  'sorted by %s, the pages joined are all events, each once, and the way back shows the same pages',
  async (sort) => {
    const caller = await admin()
    const pages = await pagesOf(caller, { sort })
    expect([...numbers(pages)].sort((one, other) => one - other)).toEqual(Array.from({ length: 47 }, (_, i) => i + 1))
    for (let at = pages.length - 1; at > 0; at--) {
      const before = await list(caller, { sort, cursor: pages[at]?.previousCursor })
      expect(before.rows).toEqual(pages[at - 1]?.rows)
    }
    expect(pages[0]?.previousCursor).toBeNull()
  },
)

test('sorted by user, names stand in order whatever their case, and who has none comes last', async () => {
  const caller = await admin()
  const seen = async (sort: 'user' | '-user') =>
    (await pagesOf(caller, { sort })).flatMap(({ rows }) => rows.map(({ actor }) => actor.name))
  const up = await seen('user')
  expect([...new Set(up)]).toEqual(['adam', 'Maria', 'Zoe', null])
  expect([...new Set(await seen('-user'))]).toEqual(['Zoe', 'Maria', 'adam', null])
})

test('a cursor of another order leads nowhere, and an order that does not exist is refused', async () => {
  const caller = await admin()
  const { nextCursor } = await list(caller, { sort: 'user' })
  const failure = await list(caller, { sort: '-time', cursor: nextCursor }).catch(failureOf)
  expect(failure).toMatchObject({ code: 'BAD_REQUEST' })
  const wrong = await list(caller, { sort: 'description; drop table events' as 'user' }).catch(failureOf)
  expect(wrong).toMatchObject({ code: 'BAD_REQUEST' })
})

test('what belongs to the evidence is neither asked for nor sorted by without the right to see it', async () => {
  const { caller } = await world.portal(world.people.manager)
  for (const q of ['ip:203.0.113.0/24', '-session:x', 'request:a', 'target_id:1', 'correlation:c', 'country:DE']) {
    const failure = await caller.audit.list({ filter: { q } }).catch(failureOf)
    expect(failure, q).toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining('not available to your role'),
    })
    expect(await caller.audit.histogram({ filter: { q } }).catch(failureOf)).toMatchObject({ code: 'BAD_REQUEST' })
    expect(await caller.audit.facets({ filter: { q }, keys: ['action'] }).catch(failureOf)).toMatchObject({
      code: 'BAD_REQUEST',
    })
  }
  expect(await list(caller, { sort: 'ip' }).catch(failureOf)).toMatchObject({ code: 'BAD_REQUEST' })
  expect(await caller.audit.facets({ filter, keys: ['ip'] })).toEqual({ ip: null })
})

test('asking what is new gives what was recorded since, late events too, and is not recorded itself', async () => {
  const caller = await admin()
  const asked = { q: 'action:gateway.updated' }
  await record(
    world.logs.acme,
    ...Array.from({ length: 12 }, (_, index) =>
      event(index, { action: 'gateway.updated', batchId: null, requestId: null }),
    ),
  )
  const page = await caller.audit.list({ filter: asked, size: 10 })
  const quiet = await caller.audit.newer({ filter: asked, view: page.view, nextCursor: page.nextCursor })
  expect(quiet).toMatchObject({ rows: [], more: false })

  const late = {
    ...event(9, { action: 'gateway.updated', description: 'late' }),
    occurredAt: '2026-01-01T00:00:00.000Z',
  }
  await record(world.logs.acme, late, event(99, { action: 'gateway.updated', description: 'fresh' }), event(10))
  const before = (await world.events(world.logs.acme)).length
  const newer = await caller.audit.newer({ filter: asked, view: quiet.view, nextCursor: quiet.nextCursor })
  expect(newer.rows.map(({ description }) => description)).toEqual(['late', 'fresh'])
  expect(await caller.audit.newer({ filter: asked, view: newer.view })).toMatchObject({ rows: [] })
  expect((await world.events(world.logs.acme)).length).toBe(before)

  // Reading on from the page that was open now ends with the late event.
  const rest = await caller.audit.list({ filter: asked, size: 10, cursor: newer.nextCursor })
  expect(rest.rows.map(({ description }) => description)).toContain('late')
})

test('asking what is new takes a look at the same filter', async () => {
  const caller = await admin()
  const { view } = await list(caller, {})
  for (const asked of [
    { filter: {}, view },
    { filter, view: `${view}x` },
    { filter, view: '' },
  ])
    expect(await caller.audit.newer(asked).catch(failureOf)).toMatchObject({ code: 'BAD_REQUEST' })
  const other = (await world.portal(world.people.other)).caller
  expect(await other.audit.newer({ filter, view }).catch(failureOf)).toMatchObject({ code: 'BAD_REQUEST' })
})

test('polling a thousand times while events arrive gives each of them once', async () => {
  const caller = await admin()
  const asked = { q: 'action:poll.made' }
  let { view } = await caller.audit.list({ filter: asked })
  const seen: number[] = []
  let isWriting = true
  const writing = (async () => {
    for (let batch = 0; batch < 40; batch++)
      await record(
        world.logs.acme,
        ...Array.from({ length: 5 }, (_, index) =>
          event(index, { action: 'poll.made', batchId: null, requestId: null }),
        ),
      )
    isWriting = false
  })()
  let polls = 0
  while (isWriting || polls < 1000) {
    const newer = await caller.audit.newer({ filter: asked, view })
    seen.push(...newer.rows.map((row) => row.number))
    view = newer.view
    polls++
    if (!isWriting && newer.rows.length === 0 && !newer.more) break
  }
  await writing
  for (let rest = await caller.audit.newer({ filter: asked, view }); ; ) {
    seen.push(...rest.rows.map((row) => row.number))
    if (!rest.more) break
    rest = await caller.audit.newer({ filter: asked, view: rest.view })
  }
  const written = (await world.events(world.logs.acme)).filter((entry) => entry.event.action === 'poll.made')
  expect(seen).toEqual(written.map((entry) => entry.number))
  expect(seen).toHaveLength(200)
})

test('related events are told by what they have in common, with the query that shows all of them', async () => {
  const caller = await admin()
  const related = await caller.audit.related({ number: 3 })
  const batch = related.find(({ by }) => by === 'batch')
  expect(batch?.rows.map((row) => row.number).sort()).toEqual([1, 2, 4, 5, 6])
  expect(batch?.query).toBe('batch:batch-1')
  const request = related.find(({ by }) => by === 'request')
  expect(request?.rows.every((row) => row.number !== 3)).toBe(true)
  const all = await caller.audit.list({ filter: { q: request?.query ?? '' }, size: 100 })
  expect(all.count?.value).toBe((request?.rows.length ?? 0) + 1)

  const manager = (await world.portal(world.people.manager)).caller
  const seen = await manager.audit.related({ number: 3 })
  expect(seen.map(({ by }) => by)).not.toContain('request')
  expect(seen.find(({ by }) => by === 'batch')?.rows).toHaveLength(5)
  const other = (await world.portal(world.people.other)).caller
  expect(await other.audit.related({ number: 3 }).catch(failureOf)).toMatchObject({ code: 'NOT_FOUND' })
})

test('a histogram’s bars add up to the count of the page, in any zone', async () => {
  const caller = await admin()
  for (const zone of ['UTC', 'Asia/Kolkata', 'America/St_Johns', 'Australia/Lord_Howe'])
    for (const asked of [filter, { ...filter, from: '2026-03-01', to: '2026-03-01' }]) {
      const page = await caller.audit.list({ filter: asked, zone })
      const histogram = await caller.audit.histogram({ filter: asked, view: page.view, zone })
      const sum = histogram?.buckets.reduce((all, { success, failure, denied }) => all + success + failure + denied, 0)
      expect(sum ?? 0, `${zone} ${JSON.stringify(asked)}`).toBe(page.count?.value)
    }
})

test('counting with another filter than that of the look is a look of its own', async () => {
  const { caller } = await world.portal(world.people.admin)
  const { view } = await list(caller, {})
  const before = (await world.events(world.logs.acme)).length
  await caller.audit.facets({ filter, view, keys: ['actor'] })
  await caller.audit.histogram({ filter, view })
  expect((await world.events(world.logs.acme)).length).toBe(before)
  const waiting = await countPendingLooks(world.database.owner)
  await caller.audit.facets({ filter: { q: 'something else' }, view, keys: ['actor'] })
  expect(await countPendingLooks(world.database.owner)).toBe(waiting + 1)
})

test('however long the names are that a log is sorted by, its pages lead to its end', async () => {
  const { globex } = world.logs
  const named = (index: number) => ({ ...examplePerson, id: `long-${index}`, name: `${'語'.repeat(480)}${index}` })
  await record(globex, ...Array.from({ length: 250 }, (_, index) => event(index, { actor: named(index) })))
  const { caller } = await world.portal(world.people.other)
  const pages = await pagesOf(caller, { sort: 'user' })
  expect(new Set(numbers(pages)).size).toBe(250)
  const last = pages.at(-1)
  expect((await list(caller, { sort: 'user', cursor: last?.previousCursor })).rows).toEqual(pages.at(-2)?.rows)
})

test('however much one person asks for at once, connections are left for others', async () => {
  const { caller } = await world.portal(world.people.manager)
  let asked: Promise<unknown>[] = []
  await world.database.superuser.begin(async (sql) => {
    await sql`lock table count_heads in access exclusive mode`
    asked = Array.from({ length: 12 }, () => caller.audit.facets({ keys: ['actor'] }))
    const held = async () =>
      (await sql`select from pg_locks where relation = 'count_heads'::regclass and not granted`).length
    await expect.poll(held).toBe(3)
    expect((await list(await admin(), {})).rows).toHaveLength(10)
    expect(await held()).toBeLessThanOrEqual(3)
  })
  expect(await Promise.all(asked)).toHaveLength(12)
})
