import { countPendingLooks } from '@daybook/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '../context.ts'
import { failureOf } from '../errors.ts'
import { createWorld, type TestPerson, type World } from '../testing/index.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(async () => {
  expect(world.faults).toEqual([])
  await world.close()
})

/** Somebody who looks at the log at moments of the test's choosing. */
async function reader(who: TestPerson) {
  const { context } = await world.portal(who)
  const start = Date.now()
  const before = (await world.events(who.log)).length
  const at = (seconds: number) => {
    const then: Context = { ...context, now: new Date(start + seconds * 1000) }
    return world.apps.portal.caller(then)
  }
  return {
    /** The procedures at a moment, that many seconds after the start. */
    at,
    /** Asks with a filter. */
    async ask(q: string, seconds: number, opening = false) {
      return at(seconds).audit.list({ filter: { q }, size: 10, opening })
    },
    async looks() {
      const events = (await world.events(who.log)).slice(before).map(({ event }) => event)
      expect(events.every(({ action }) => action === 'audit_log.accessed')).toBe(true)
      return events.map(({ details }) => new URLSearchParams(JSON.stringify(details?.filter).slice(1, -1)).get('q'))
    },
  }
}

test('while somebody types, only filters that rested two seconds are recorded, the last of them when it has', async () => {
  const { ask, looks } = await reader(world.people.admin)
  await ask('start', 0, true)
  expect(await looks()).toEqual(['start'])
  await ask('m', 5)
  await ask('ma', 5.3)
  await ask('mar', 5.6)
  expect(await looks()).toEqual(['start'])
  // "mar" rested; the next filter makes it an event.
  await ask('ben', 8)
  expect(await looks()).toEqual(['start', 'mar'])
  // The last one waits for the recorder.
  expect(await countPendingLooks(world.database.owner)).toBe(1)
  await ask('reopened', 20, true)
  expect(await looks()).toEqual(['start', 'mar', 'ben', 'reopened'])
  expect(await countPendingLooks(world.database.owner)).toBe(0)
})

test('whoever never stops typing is recorded after ten seconds nevertheless', async () => {
  const { ask, looks } = await reader(world.people.manager)
  for (let tenths = 0; tenths <= 110; tenths += 10) await ask(`word ${tenths}`, tenths / 10)
  expect(await looks()).toEqual(['word 100'])
})

test('two pages of one session that ask at once lose neither the rows nor the trace', async () => {
  const { ask, looks } = await reader(world.people.other)
  const pages = await Promise.all([ask('one', 1), ask('two', 1), ask('three', 1)])
  expect(pages).toHaveLength(3)
  expect(await countPendingLooks(world.database.owner)).toBe(2)
  await ask('opened', 9, true)
  expect(await looks()).toHaveLength(2)
})

test('while a log is held by somebody else, a look is put off with words, not with a fault of ours', async () => {
  const { ask } = await reader(world.people.admin)
  const { superuser } = world.database
  const failure = await superuser.begin(async (held) => {
    await held`select from log_heads where tenant_id = ${world.logs.acme.tenantId} for update`
    return ask('waits', 0, true).catch(failureOf)
  })
  expect(failure).toMatchObject({ status: 503, message: expect.stringContaining('Try again in a moment') })
  expect(world.faults.splice(0)).toHaveLength(1)
})

test('a look is bound to what is read: when it cannot be noted, nothing is shown', async () => {
  const { ask } = await reader(world.people.admin)
  const { superuser } = world.database
  await superuser`alter table pending_looks rename to pending_looks_away`
  try {
    await expect(ask('secret', 1)).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' })
  } finally {
    await superuser`alter table pending_looks_away rename to pending_looks`
  }
  expect(world.faults.splice(0)).toHaveLength(1)
})

test('whoever reads on in a look that was replaced at once is recorded for it', async () => {
  const { caller } = await world.portal(world.people.admin)
  for (let look = 0; look < 11; look++) await caller.audit.list({})
  const { ask, looks, at } = await reader(world.people.manager)
  const filter = { q: 'action:audit_log.accessed' }
  const hidden = await ask(filter.q, 20)
  await ask('harmless', 20.1)
  expect(await looks()).toEqual([])
  const { audit } = at(20.2)
  expect((await audit.list({ filter, size: 10, cursor: hidden.nextCursor })).rows).not.toEqual([])
  expect(await looks()).toEqual([filter.q])
  // Recorded once, it is the look that the rest belongs to.
  await audit.newer({ filter, view: hidden.view })
  await audit.facets({ filter, view: hidden.view, keys: ['actor'] })
  await audit.histogram({ filter, view: hidden.view })
  expect(await looks()).toEqual([filter.q])
  await ask('reopened', 30, true)
})

test('an event opened from a look that was replaced at once is a look of its own', async () => {
  const { ask, looks, at } = await reader(world.people.manager)
  const hidden = await ask('outcome:success', 40)
  await ask('harmless', 40.1)
  await at(40.2).audit.event({ number: 1, view: hidden.view })
  expect(await looks()).toHaveLength(1)
  await ask('reopened', 50, true)
})

test('what is slow to come holds up no other page of its session', async () => {
  const { ask, looks, at } = await reader(world.people.other)
  const { view } = await ask('opened', 60, true)
  let asked: Promise<unknown> = Promise.resolve()
  await world.database.superuser.begin(async (sql) => {
    await sql`lock table count_heads in access exclusive mode`
    asked = at(70).audit.facets({ filter: { q: 'slow' }, view, keys: ['actor'] })
    await ask('quick', 70.1)
  })
  await asked
  await ask('reopened', 80, true)
  expect(await looks()).toEqual(['opened', 'quick', 'reopened'])
})

test('a look that was asked for earlier takes the place of none asked for later, and is recorded if it had rested', async () => {
  const { ask, looks } = await reader(world.people.other)
  await ask('later', 100)
  await ask('earlier', 99)
  await ask('rested', 97)
  expect(await looks()).toEqual(['rested'])
  await ask('reopened', 110, true)
  expect(await looks()).toEqual(['rested', 'later', 'reopened'])
})
