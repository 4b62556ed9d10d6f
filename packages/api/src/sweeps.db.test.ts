import type { AnyProcedure, AnyRouter } from '@trpc/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failureOf } from './errors.ts'
import { partnerRouter } from './partner/index.ts'
import { permissions } from './permissions.ts'
import { portalRouter } from './portal/index.ts'
import { staffRouter } from './staff/index.ts'
import { createWorld, type World } from './testing/index.ts'
import type { Meta } from './trpc.ts'

/**
 * Nothing below names a procedure: whatever is added to a router is swept. What no test can forget is tested here.
 */
const routers = { portal: portalRouter, partner: partnerRouter, staff: staffRouter }

interface Swept {
  app: keyof typeof routers
  path: string
  type: AnyProcedure['_def']['type']
  meta: Meta
}

function proceduresOf(app: keyof typeof routers, router: AnyRouter): Swept[] {
  return Object.entries(router._def.procedures as Record<string, AnyProcedure>).map(([path, { _def }]) => ({
    app,
    path,
    type: _def.type,
    meta: (_def.meta ?? {}) as Meta,
  }))
}

const all = [
  ...proceduresOf('portal', portalRouter),
  ...proceduresOf('partner', partnerRouter),
  ...proceduresOf('staff', staffRouter),
]
const named = (swept: Swept[]) => swept.map((each) => [`${each.app} ${each.path}`, each] as const)

/** Who needs no session to call what. Add to it only what a person does before there is one. */
const forAnyone = [
  'password.requestReset',
  'password.reset',
  'session.signIn',
  'session.chooseOrganisation',
  'session.confirmCode',
  'session.resendCode',
]

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

function call(swept: Swept, context: Awaited<ReturnType<World['context']>>): Promise<unknown> {
  const caller = world.apps[swept.app].caller(context) as Record<string, Record<string, (input?: unknown) => unknown>>
  const [noun = '', verb = ''] = swept.path.split('.')
  return Promise.resolve(caller[noun]?.[verb]?.())
}

test('there are procedures to sweep in every app', () => {
  for (const app of Object.keys(routers)) expect(all.filter((each) => each.app === app).length).toBeGreaterThan(2)
})

test.each(named(all))('%s names a permission that exists', (_name, { meta, path }) => {
  const known: readonly string[] = permissions
  if (meta.permission === 'anyone') expect(forAnyone).toContain(path)
  else expect(known).toContain(meta.permission)
})

test.each(named(all.filter(({ type }) => type === 'mutation')))(
  '%s cannot commit without an event',
  (_name, { meta }) => {
    expect(meta.records).toBe('always')
  },
)

test.each(named(all.filter(({ path }) => path.startsWith('audit.'))))('%s is a recorded look', (_name, { meta }) => {
  expect(meta.records).toBe('new-views')
})

test.each(named(all.filter(({ path }) => !forAnyone.includes(path))))(
  '%s refuses whoever is not signed in',
  async (_name, swept) => {
    const failure = await call(swept, await world.context(swept.app, null)).then(
      () => null,
      (error: unknown) => failureOf(error),
    )
    expect(failure?.code).toBe('UNAUTHORIZED')
  },
)

test.each(named(all.filter(({ path }) => !forAnyone.includes(path))))(
  '%s refuses a session of another app',
  async (_name, swept) => {
    const { people } = world
    const foreign = swept.app === 'portal' ? people.root : people.admin
    const failure = await call(swept, await world.context(swept.app, await world.token(foreign))).then(
      () => null,
      (error: unknown) => failureOf(error),
    )
    expect(failure?.code).toBe('UNAUTHORIZED')
  },
)

test.each(named(all.filter(({ meta }) => meta.pageOnly)))(
  '%s is not there for a data request',
  async (_name, swept) => {
    const url = `http://localhost/api/trpc/${swept.path}`
    const request = new Request(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
    const { admin, lead, root } = world.people
    const who = { portal: admin, partner: lead, staff: root }[swept.app]
    const context = await world.context(swept.app, await world.token(who))
    const response = await world.apps[swept.app].handle(request, context)
    expect([404, 400]).toContain(response.status)
    expect(response.headers.get('set-cookie')).toBeNull()
  },
)

test('the apps of partners and staff cannot reach the portal’s log, and the portal no procedure of theirs', () => {
  const pathsOf = (app: keyof typeof routers) => all.filter((each) => each.app === app).map(({ path }) => path)
  expect(pathsOf('partner').filter((path) => path.startsWith('audit.'))).toEqual([])
  expect(pathsOf('staff').filter((path) => path.startsWith('audit.'))).toEqual([])
})
