import type { AuditEvent } from '@daybook/core/model'
import { type EventFilter, facetKeys } from '@daybook/core/query'
import { append, type LogTarget, transaction } from '@daybook/db'
import { exampleEvent, examplePerson } from '@daybook/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failureOf } from '../errors.ts'
import { createWorld, type World } from '../testing/index.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  const { acme, globex } = world.logs
  await record(acme, ...Array.from({ length: 45 }, (_, index) => campaignEvent(index)))
  await record(
    globex,
    exampleEvent({ description: 'globex-canary', actor: { ...examplePerson, name: 'Globex canary' } }),
  )
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.close()
})

function record(log: LogTarget, ...events: AuditEvent[]) {
  return transaction(world.database.owner, (tx) =>
    append(
      tx,
      events.map((event) => ({ log, event })),
    ),
  )
}

function campaignEvent(index: number): AuditEvent {
  const names = ['Maria Lopez', 'Ben Adeyemi', 'Chiara Conti']
  return exampleEvent({
    occurredAt: new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString(),
    actor: { ...examplePerson, id: `raw-actor-${index % 3}`, name: names[index % 3] ?? null, email: null },
    description: `step ${index}`,
    outcome: index % 9 === 0 ? 'failure' : 'success',
    ip: `203.0.113.${index}`,
    sessionId: 'canary-session',
    requestId: 'canary-request',
    userAgent: 'canary-agent',
    metadata: { note: 'canary-metadata' },
    targets: [
      {
        type: 'campaign',
        id: `canary-target-${index}`,
        name: `Campaign ${index}`,
        revision: null,
        relation: null,
        url: null,
      },
    ],
  })
}

const campaigns = { q: 'action:campaign.updated' }
/** The campaigns, and something else that is asked of them. */
const and = (text: string) => ({ q: `${campaigns.q} ${text}` })

async function codeOf(work: Promise<unknown>) {
  return work.then(
    () => null,
    (error: unknown) => failureOf(error).code,
  )
}

test('all pages joined are all events, newest first, each once, with the count of the first page', async () => {
  const { caller } = await world.portal(world.people.admin)
  const seen: number[] = []
  let cursor: string | null = null
  let count: unknown = null
  do {
    const page: Awaited<ReturnType<typeof caller.audit.list>> = await caller.audit.list({
      filter: campaigns,
      size: 20,
      cursor,
    })
    count ??= page.count
    seen.push(...page.rows.map((row) => row.number))
    cursor = page.nextCursor
  } while (cursor)
  expect(seen).toEqual(Array.from({ length: 45 }, (_, index) => 45 - index))
  expect(count).toEqual({ value: 45, capped: false })
})

test('events that arrive while somebody reads on do not shift the pages', async () => {
  const { caller } = await world.portal(world.people.admin)
  const filter = { q: 'arrives', access: 'hide' as const }
  const arrive = (count: number, text: string) =>
    record(world.logs.acme, ...Array.from({ length: count }, () => exampleEvent({ description: `arrives ${text}` })))
  await arrive(13, 'early')
  const first = await caller.audit.list({ filter, size: 10 })
  await arrive(5, 'late')
  const rest = await caller.audit.list({ filter, size: 10, cursor: first.nextCursor })
  expect(first.count).toEqual({ value: 13, capped: false })
  expect(rest.rows.map(({ description }) => description)).toEqual(Array.from({ length: 3 }, () => 'arrives early'))
  expect(rest.nextCursor).toBeNull()
})

test('opening the log is recorded with its filter; reading on from it is not recorded again', async () => {
  const { caller } = await world.portal(world.people.manager)
  const before = (await world.events(world.logs.acme)).length
  const page = await caller.audit.list({ filter: and('outcome:success'), size: 10 })
  await caller.audit.list({ filter: and('outcome:success'), size: 10, cursor: page.nextCursor })
  await caller.audit.actors({ filter: campaigns, view: page.view })
  await caller.audit.event({ number: 7, view: page.view })
  const looks = (await world.events(world.logs.acme)).slice(before).map(({ event }) => event)
  expect(looks).toHaveLength(1)
  expect(looks[0]).toMatchObject({
    action: 'audit_log.accessed',
    actor: { name: 'Mona Manager', type: 'user' },
    outcome: 'success',
  })
  expect(JSON.stringify(looks[0]?.details)).toContain('outcome%3Asuccess')
})

test('an event that a view does not show is a look of its own, whatever view it is opened with', async () => {
  const { caller } = await world.portal(world.people.manager)
  const looksFor = async (filter: EventFilter, numbers: number[]) => {
    const { view } = await caller.audit.list({ filter })
    const before = (await world.events(world.logs.acme)).length
    for (const number of numbers) await caller.audit.event({ number, view })
    const events = (await world.events(world.logs.acme)).slice(before)
    return events.map(({ event }) => event.details?.filter)
  }
  expect(await looksFor({}, [1, 7])).toEqual([])
  expect(await looksFor({ q: 'number:7' }, [7, 1])).toEqual(['number=1'])
  expect(await looksFor({ from: '1999-01-01', to: '1999-12-31' }, [7])).toEqual(['number=7'])
  // Too long to be carried along.
  expect(await looksFor({ q: `-"${'long '.repeat(200)}"` }, [7])).toEqual(['number=7'])
})

test('a look that cannot be recorded shows nothing', async () => {
  const { caller } = await world.portal(world.people.admin)
  const { superuser, sql } = world.database
  await superuser`alter table log_heads rename to log_heads_away`
  try {
    expect(await codeOf(caller.audit.list({ filter: campaigns }))).toBe('INTERNAL_SERVER_ERROR')
  } finally {
    await superuser`alter table log_heads_away rename to log_heads`
  }
  expect(world.faults.splice(0)).toHaveLength(1)
  expect(await sql`select count(*) from log_heads`).toHaveLength(1)
})

test('a person of another tenant sees none of it: no row, no count, no actor, and a foreign number as if it were absent', async () => {
  const { caller } = await world.portal(world.people.other)
  const page = await caller.audit.list({ filter: {} })
  expect(page.rows.every((row) => row.action !== 'campaign.updated' || row.description === 'globex-canary')).toBe(true)
  expect(JSON.stringify(page)).not.toContain('Maria Lopez')
  expect((await caller.audit.actors({ filter: {} })).map(({ name }) => name)).not.toContain('Maria Lopez')
  const foreign = await caller.audit.event({ number: 45 }).catch((error: unknown) => failureOf(error))
  const absent = await caller.audit.event({ number: 999_999 }).catch((error: unknown) => failureOf(error))
  expect(foreign).toEqual(absent)
  expect(foreign).toMatchObject({ code: 'NOT_FOUND' })
})

test('a cursor or a view of another person, tenant or filter leads nowhere', async () => {
  const mine = (await world.portal(world.people.admin)).caller
  const { nextCursor, view } = await mine.audit.list({ filter: campaigns, size: 10 })
  for (const who of [world.people.other, world.people.manager]) {
    const { caller } = await world.portal(who)
    expect(await codeOf(caller.audit.list({ filter: campaigns, cursor: nextCursor }))).toBe('BAD_REQUEST')
  }
  expect(await codeOf(mine.audit.list({ filter: {}, cursor: nextCursor }))).toBe('BAD_REQUEST')
  expect(await codeOf(mine.audit.list({ filter: campaigns, cursor: `${nextCursor}A` }))).toBe('BAD_REQUEST')
  expect(await codeOf(mine.audit.list({ filter: campaigns, cursor: view }))).toBe('BAD_REQUEST')

  // A foreign view is no view: the look is recorded as a new one.
  const { caller } = await world.portal(world.people.manager)
  const before = (await world.events(world.logs.acme)).length
  await caller.audit.actors({ filter: campaigns, view })
  expect((await world.events(world.logs.acme)).length).toBe(before + 1)
})

test('a Client Staff is refused everything of the log, and the attempt is recorded', async () => {
  const { caller } = await world.portal(world.people.staff)
  const before = (await world.events(world.logs.acme)).length
  for (const attempt of [
    () => caller.audit.list({ filter: {} }),
    () => caller.audit.event({ number: 1 }),
    () => caller.audit.evidence({ number: 1 }),
    () => caller.audit.actors({ filter: {} }),
    () => caller.audit.facets({ filter: {}, keys: ['action'] }),
    () => caller.audit.histogram({ filter: {} }),
    () => caller.audit.related({ number: 1 }),
    () => caller.audit.newer({ filter: {}, view: '' }),
    () => caller.views.list(),
    () => caller.views.create({ name: 'a', search: '', shared: true }),
  ]) {
    expect(await codeOf(attempt())).toBe('FORBIDDEN')
  }
  const denied = (await world.events(world.logs.acme)).slice(before).map(({ event }) => event)
  expect(denied.map(({ action, outcome, actor }) => [action, outcome, actor.name])).toEqual(
    Array.from({ length: 10 }, () => ['access.denied', 'denied', 'Stan Staff']),
  )
})

test('a refusal stands when it cannot be recorded, and the fault is reported', async () => {
  const { caller } = await world.portal(world.people.staff)
  const { superuser } = world.database
  await superuser`alter table log_heads rename to log_heads_away`
  try {
    expect(await codeOf(caller.audit.list({ filter: {} }))).toBe('FORBIDDEN')
  } finally {
    await superuser`alter table log_heads_away rename to log_heads`
  }
  expect(world.faults.splice(0)).toHaveLength(1)
})

test('technical evidence is absent from everything a Client Manager gets, and cannot be searched by', async () => {
  const { caller } = await world.portal(world.people.manager)
  const page = await caller.audit.list({ filter: campaigns, size: 100 })
  const detail = await caller.audit.event({ number: 7, view: page.view })
  const everything = JSON.stringify([
    page,
    detail,
    await caller.audit.actors({ filter: campaigns, view: page.view }),
    await caller.audit.facets({ filter: campaigns, view: page.view, keys: [...facetKeys] }),
    await caller.audit.related({ number: 7, view: page.view }),
  ])
  expect(page.level).toBe('log')
  for (const canary of ['canary', '203.0.113', 'raw-actor']) expect(everything).not.toContain(canary)
  for (const q of [
    'canary-session',
    'canary-agent',
    'canary-metadata',
    '203.0.113.7',
    'raw-actor-1',
    'canary-target-3',
  ]) {
    expect((await caller.audit.list({ filter: and(q) })).count).toEqual({ value: 0, capped: false })
  }
  expect(await codeOf(caller.audit.evidence({ number: 7, view: page.view }))).toBe('FORBIDDEN')
})

test('a Client Admin finds events by user, action, address and keyword, and opens their evidence, which is recorded', async () => {
  const { caller } = await world.portal(world.people.admin)
  const count = async (filter: Parameters<typeof caller.audit.list>[0]['filter']) =>
    (await caller.audit.list({ filter })).count?.value
  const actors = await caller.audit.actors({ filter: campaigns })
  const maria = actors.find(({ name }) => name === 'Maria Lopez')
  expect(maria?.count).toBe(15)
  expect(await count({ q: `actor:${maria?.key}` })).toBe(15)
  expect(await count({ q: 'action:campaign_updated outcome:failure' })).toBe(5)
  expect(await count({ q: '203.0.113.44' })).toBe(1)
  expect(await count({ q: 'conti "step 44"' })).toBe(1)
  expect(await count({ q: 'MARIA' })).toBe(15)

  const before = (await world.events(world.logs.acme)).length
  const evidence = await caller.audit.evidence({ number: 8 })
  expect(evidence).toMatchObject({ number: 8, ip: '203.0.113.7', sessionId: 'canary-session', actorId: 'raw-actor-1' })
  const looks = (await world.events(world.logs.acme)).slice(before).map(({ event }) => event.action)
  expect(looks).toEqual(['audit_log.evidence_opened'])
})

test('dates are days of the reader’s zone, a wrong one is refused in words, and nothing of a query reaches the database', async () => {
  const { caller } = await world.portal(world.people.admin)
  const of = async (zone: string) =>
    (await caller.audit.list({ filter: { ...campaigns, from: '2026-01-01', to: '2026-01-01' }, zone })).count?.value
  expect(await of('UTC')).toBe(45)
  expect(await of('America/New_York')).toBe(0)
  expect(await codeOf(caller.audit.list({ filter: { from: 'yesterday-ish' } }))).toBe('BAD_REQUEST')
  for (const q of ["'; drop table events; --", '%', '_', '\\', "a':* & !b", '\u0000', '('.repeat(300)]) {
    expect(await codeOf(caller.audit.list({ filter: { q } }))).toBeNull()
  }
})

test('an input that names a tenant is refused: the session says which', async () => {
  const { caller } = await world.portal(world.people.admin)
  const smuggled = { filter: {}, tenant: world.logs.globex.tenantId }
  expect(await codeOf(caller.audit.list(smuggled))).toBe('BAD_REQUEST')
})

test('the browser’s own way in answers the same, and a batch of more than ten calls is refused', async () => {
  const { token, caller } = await world.portal(world.people.admin)
  const first = await caller.audit.list({ filter: campaigns, size: 10 })
  const ask = async (calls: { path: string; input: object }[]) => {
    const input = encodeURIComponent(
      JSON.stringify(Object.fromEntries(calls.map((call, index) => [index, { json: call.input }]))),
    )
    const url = `http://localhost/api/trpc/${calls.map(({ path }) => path).join(',')}?batch=1&input=${input}`
    const context = await world.context('portal', token)
    const response = await world.apps.portal.handle(new Request(url, { headers: { 'x-trpc-source': 'ui' } }), context)
    return { status: response.status, body: await response.json() }
  }
  const next = { filter: campaigns, size: 10, cursor: first.nextCursor, direction: 'forward' }
  const { status, body } = await ask([{ path: 'audit.list', input: next }])
  expect(status).toBe(200)
  expect(body[0].result.data.json.rows.map((row: { number: number }) => row.number)).toEqual(
    (await caller.audit.list({ filter: campaigns, size: 10, cursor: first.nextCursor })).rows.map((row) => row.number),
  )
  expect((await ask(Array.from({ length: 11 }, () => ({ path: 'session.current', input: {} })))).status).toBe(400)
})

test.each([
  'null',
  '{',
  '{"json":{},"meta":{"values":["map"]}}',
  '{"json":{},"meta":{"values":{"__proto__.x":["Date"]}}}',
])('an input that cannot be read (%s) is refused without a word of what could not read it', async (input) => {
  const context = await world.context('portal', await world.token(world.people.admin))
  const url = `http://localhost/api/trpc/audit.list?input=${encodeURIComponent(input)}`
  const response = await world.apps.portal.handle(new Request(url), context)
  expect(response.status).toBe(400)
  expect((await response.json()).error.json.message).toBe('This request cannot be read.')
})
