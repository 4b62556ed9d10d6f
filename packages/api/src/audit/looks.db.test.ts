import { countPendingLooks } from '@daybook/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '../context.ts'
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
  return {
    /** Asks with a filter, that many seconds after the start. */
    async ask(q: string, seconds: number, opening = false) {
      const at: Context = { ...context, now: new Date(start + seconds * 1000) }
      return world.apps.portal.caller(at).audit.list({ filter: { q }, opening })
    },
    async looks() {
      const events = (await world.events(who.log)).slice(before).map(({ event }) => event)
      expect(events.every(({ action }) => action === 'audit_log.accessed')).toBe(true)
      return events.map(({ details }) => new URLSearchParams(String(details?.filter)).get('q'))
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
