import { createHash } from 'node:crypto'
import {
  areaOf,
  areas,
  eventInputSchema,
  findAction,
  moduleKey,
  normaliseEvent,
  parseOperation,
} from '@daybook/core/model'
import { expect, test, vi } from 'vitest'
import { dayMs, offsetMinutes, weekdayOf } from './calendar.ts'
import { offices } from './places.ts'
import { usualEvents, usualWorld } from './usual-world.ts'
import { worldEvents } from './world.ts'

// The whole world is told and read: a second on a machine that has nothing else to do.
vi.setConfig({ testTimeout: 60_000 })

const small = { seed: 'daybook', end: new Date('2026-11-20T13:00:00.000Z'), days: 16, scale: 0.4 }

function hashOf(options: typeof small): string {
  const hash = createHash('sha256')
  for (const event of worldEvents(options)) hash.update(JSON.stringify(event))
  return hash.digest('hex')
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return counts
}

test('the same seed and end give the same events, ids included, however often they are told', () => {
  const first = hashOf(small)
  expect(hashOf({ ...small })).toBe(first)
  expect(hashOf({ ...small, seed: 'another' })).not.toBe(first)
})

test('an earlier end on the same day gives the same world, cut short', () => {
  const whole = [...worldEvents(small)]
  const morning = [...worldEvents({ ...small, end: new Date('2026-11-20T07:00:00.000Z') })]
  expect(morning.length).toBeLessThan(whole.length)
  expect(whole.slice(0, morning.length)).toEqual(morning)
})

test('events come in order of time, none after the end', () => {
  const times = usualEvents().map(({ input }) => input.occurredAt ?? '')
  expect(times).toEqual([...times].sort())
  expect(times.at(-1)).toMatch(/^2026-11-20T12:5/)
})

test('a world can be told lazily: the first event does not wait for the last', () => {
  const endless = worldEvents({ ...usualWorld, days: 36_500 })
  expect(endless.next().done).toBe(false)
})

test('every id is a UUID of version 7 and occurs once', () => {
  const ids = usualEvents().map(({ input }) => input.id ?? '')
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toEqual(
    [],
  )
})

test('every event is one that the log accepts', () => {
  const refused = usualEvents().flatMap(({ input }) => {
    const read = eventInputSchema.safeParse(input)
    return read.success
      ? []
      : [`${input.action}: ${read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`]
  })
  expect(refused).toEqual([])
})

test('ninety days are about 50,000 events, most of them of the tenants', () => {
  const counts = countBy(usualEvents(), ({ log }) => log)
  expect(usualEvents().length).toBeGreaterThan(46_000)
  expect(usualEvents().length).toBeLessThan(55_000)
  for (const [log, least] of Object.entries({
    acme: 18_000,
    globex: 12_000,
    initech: 5_000,
    northwind: 600,
    platform: 1_500,
  })) {
    expect(counts.get(log), log).toBeGreaterThan(least)
  }
})

test('scale makes the world busier or quieter', () => {
  const countOf = (scale: number) => [...worldEvents({ ...small, scale })].length
  const [quiet, usual, busy] = [countOf(0.2), countOf(1), countOf(3)]
  expect(quiet).toBeLessThan(usual * 0.4)
  expect(busy).toBeGreaterThan(usual * 1.8)
})

test('on the clock of its office, a tenant’s weekend day has less than a fifth of a weekday', () => {
  for (const [log, office] of [
    ['acme', 'berlin'],
    ['globex', 'newyork'],
    ['initech', 'adelaide'],
  ] as const) {
    const { zone } = offices[office]
    const days = countBy(
      usualEvents().filter((event) => event.log === log),
      ({ input }) => {
        const at = new Date(input.occurredAt ?? '').getTime()
        return String(Math.floor((at + offsetMinutes(zone, Math.floor(at / dayMs)) * 60_000) / dayMs))
      },
    )
    const mean = (wanted: boolean) => {
      const counts = [...days]
        .filter(([day]) => [0, 6].includes(weekdayOf(Number(day))) === wanted)
        .map(([, count]) => count)
      return counts.reduce((sum, count) => sum + count, 0) / counts.length
    }
    expect(mean(true) / mean(false), log).toBeLessThan(0.2)
  }
})

test('people rest at night and pause at noon', () => {
  const hours = countBy(
    usualEvents().filter(
      ({ log, input }) => log === 'acme' && input.actor.type === 'user' && input.module !== 'authentication',
    ),
    ({ input }) => {
      const at = new Date(input.occurredAt ?? '').getTime()
      return String(Math.floor((at + offsetMinutes('Europe/Berlin', Math.floor(at / dayMs)) * 60_000) / 3_600_000) % 24)
    },
  )
  const at = (hour: number) => hours.get(String(hour)) ?? 0
  expect(at(3)).toBeLessThan(at(10) * 0.1)
  expect(at(12)).toBeLessThan(at(11) * 0.75)
})

test('every area, nearly every operation and many modules occur, and some that nobody knows', () => {
  const inputs = usualEvents().map(({ input }) => input)
  const foundAreas = new Set(inputs.map(({ module }) => areaOf(moduleKey(module ?? ''))))
  const words = inputs.map(({ action, operation }) => operation ?? action.split('.').at(-1) ?? '')
  expect(areas.filter((area) => !foundAreas.has(area))).toEqual([])
  expect(foundAreas).toContain(null)
  expect(new Set(words.map(parseOperation)).size).toBeGreaterThanOrEqual(23)
  expect(words.filter((word) => parseOperation(word) === null).length).toBeGreaterThan(50)
  expect(new Set(inputs.map(({ module }) => module)).size).toBeGreaterThan(50)
})

test('an action that is built in is told as the catalog has it', () => {
  const differing = new Set<string>()
  const builtIn = new Set<string>()
  for (const { input } of usualEvents()) {
    const action = findAction(input.action)
    if (!action) continue
    builtIn.add(action.name)
    const { operation, module } = normaliseEvent(input, { id: '', recordedAt: usualWorld.end, secretKeys: [] })
    if (operation !== action.operation || module !== action.module)
      differing.add(`${action.name}: ${operation} in ${module}`)
  }
  expect(builtIn.size).toBeGreaterThanOrEqual(6)
  expect([...differing]).toEqual([])
})

test('most things succeed, some fail, a few are denied', () => {
  const counts = countBy(usualEvents(), ({ input }) => input.outcome ?? 'success')
  const share = (outcome: string) => (counts.get(outcome) ?? 0) / usualEvents().length
  expect(share('success')).toBeGreaterThan(0.9)
  expect(share('failure')).toBeGreaterThan(0.02)
  expect(share('denied')).toBeGreaterThan(0.004)
  expect(share('denied')).toBeLessThan(0.02)
})

test('what follows from something points to it: children to a parent of their batch, sign-outs to a sign-in', () => {
  const byId = new Map(usualEvents().map(({ input }) => [input.id, input]))
  const children = usualEvents().filter(({ input }) => input.parentId)
  expect(children.length).toBeGreaterThan(2_000)
  expect(children.filter(({ input }) => byId.get(input.parentId ?? '')?.batchId !== input.batchId)).toEqual([])

  const began = new Set(
    usualEvents()
      .filter(({ input }) => input.operation === 'login')
      .map(({ input }) => input.sessionId),
  )
  const ended = usualEvents().filter(({ input }) => input.operation === 'logout')
  expect(ended.filter(({ input }) => !began.has(input.sessionId))).toEqual([])
})

test('nobody sees in a log what their role or engagement does not give them', () => {
  const looks = usualEvents().filter(
    ({ input }) => input.action.startsWith('audit_log.') && input.actor.type !== 'api_key',
  )
  const evidence = looks.filter(({ input }) => input.action === 'audit_log.evidence_opened')
  const told = (of: typeof looks) =>
    new Set(of.map(({ log, input }) => `${log} ${input.actor.type ?? ''} ${input.actor.role ?? ''}`))
  expect([...told(looks)].filter((who) => who.endsWith('Client Staff') || who.endsWith('Viewer'))).toEqual([])
  expect(
    [...told(evidence)].filter((who) => who.endsWith('Client Manager') || who.startsWith('globex partner')),
  ).toEqual([])
  expect([...told(looks)].filter((who) => who.startsWith('initech partner'))).toEqual([])
  const support = looks.filter(({ input }) => input.actor.email === 'support@daybook.test')
  expect(new Set(support.map(({ log }) => log))).toEqual(new Set(['platform', 'acme']))
})

test('whoever has left does nothing more, and keeps their name in what they did', () => {
  const gone = usualEvents().findIndex(
    ({ input }) => input.action === 'user.deleted' && input.target?.name === 'Svenja Petersen',
  )
  const own = usualEvents().flatMap(({ input }, index) => (input.actor.name === 'Svenja Petersen' ? [index] : []))
  expect(own.length).toBeGreaterThan(100)
  expect(own.filter((index) => index > gone)).toEqual([])
})
