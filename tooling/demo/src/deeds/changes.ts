import type { Employee } from '../cast/employee.ts'
import { addThing, removeThing } from '../company.ts'
import { actorOf, type Scene, type Telling, targetPerson, targetThing, tell } from '../scene.ts'
import type { Kind, Thing } from '../things/thing.ts'
import { type Deed, denied, failed, request, sayWhy } from './deed.ts'

/** How often each kind of change is made, in parts of whatever the sum is. */
interface Mix {
  update: number
  create: number
  remove: number
  turn: number
  transfer: number
}

const usualMix: Mix = { update: 70, create: 12, remove: 5, turn: 10, transfer: 3 }

/** What every change of these kinds puts at stake. */
const stakes: Record<string, string> = {
  did: 'Where a number leads decides who hears its callers.',
  carrier: 'Calls of the whole company go through its carriers.',
  role: 'Roles decide what people can see and change.',
  settings: 'Organisation settings hold for everybody.',
  ai_provider: 'What callers say is sent to this provider.',
  retention_policy: 'Decides how long personal data is kept.',
  wireguard: 'A tunnel opens the office network to its other end.',
  acl: 'Access rules keep strangers out.',
}

/** Creates, edits, switches, hands over and deletes things of a kind, as people do. */
export function changes(kind: Kind, mix: Partial<Mix> = {}): Deed {
  const weights = { ...usualMix, ...mix }
  const turn = kind.switch ? weights.turn : 0
  const choices = [
    [update, weights.update],
    [create, weights.create],
    [remove, weights.remove],
    [turnOnOrOff, turn],
    [handOver, weights.transfer],
  ] as const
  return (scene, employee) => {
    const change = scene.random.weighted(choices)
    const left = scene.company.find(kind.key).length
    // Nothing to change is a reason to begin; the last few are not thrown away.
    const isScarce = left === 0 || (change === remove && left <= kind.stock / 2)
    if (isScarce) create(scene, kind)
    else change(scene, kind, employee)
  }
}

function telling(kind: Kind, verb: string, thing: Thing): Telling {
  return {
    action: `${kind.key}.${verb}`,
    module: kind.module,
    target: targetThing(thing),
    whyItMatters: stakes[kind.key],
  }
}

/** Tells the change, or, now and then, that it failed or was not allowed; answers whether it happened. */
function attempt(scene: Scene, kind: Kind, draft: Telling): boolean {
  const { random } = scene
  if (random.chance(0.022)) {
    tell(scene, failed(random, draft))
    return false
  }
  if (random.chance(0.009)) {
    tell(scene, denied(random, draft, `${kind.module}.edit`))
    return false
  }
  return true
}

function update(scene: Scene, kind: Kind): void {
  const { company, random } = scene
  const thing = random.pick(company.find(kind.key))
  const http = request('PATCH', `${kind.path}/${thing.id}`)
  if (!attempt(scene, kind, { ...telling(kind, 'updated', thing), http })) return

  // Not every edit fits every record.
  const edit = thing.edit(company) ?? thing.edit(company)
  if (!edit) return
  const { before, after, says: description } = edit
  tell(scene, { ...telling(kind, 'updated', thing), http, before, after, description, ...sayWhy(random) })
}

function create(scene: Scene, kind: Kind): void {
  const thing = addThing(scene.company, kind)
  const draft = { ...telling(kind, 'created', thing), http: request('POST', kind.path) }
  if (attempt(scene, kind, { ...draft, target: { type: kind.key, name: thing.name } })) {
    tell(scene, { ...draft, after: thing.state(), ...sayWhy(scene.random, 0.08) })
  } else {
    removeThing(scene.company, thing)
  }
}

function remove(scene: Scene, kind: Kind): void {
  const { company, random } = scene
  const thing = random.pick(company.find(kind.key))
  const draft = { ...telling(kind, 'deleted', thing), http: request('DELETE', `${kind.path}/${thing.id}`, 204) }
  if (!attempt(scene, kind, draft)) return
  removeThing(company, thing)
  tell(scene, { ...draft, before: thing.state(), ...sayWhy(random, 0.3) })
}

function turnOnOrOff(scene: Scene, kind: Kind): void {
  const { company, random } = scene
  const things = company.find(kind.key)
  if (!kind.switch) return
  const { field, on, off } = kind.switch
  const thing = random.pick(things)
  const isOn = thing.state()[field] === on
  const verb = isOn ? 'deactivated' : 'activated'
  const draft = { ...telling(kind, verb, thing), http: request('POST', `${kind.path}/${thing.id}/${verb}`, 200) }
  if (!attempt(scene, kind, draft)) return
  const edit = thing.put({ [field]: isOn ? off : on })
  tell(scene, { ...draft, before: edit.before, after: edit.after, ...sayWhy(random, 0.1) })
}

function handOver(scene: Scene, kind: Kind, employee: Employee): void {
  const { company, random } = scene
  const things = company.find(kind.key)
  const heir = random.pick(company.people)
  if (heir.id === employee.id) return
  const thing = random.pick(things)
  const from = { id: employee.id, name: employee.name }
  const to = { id: heir.id, name: heir.name }
  tell(scene, {
    ...telling(kind, 'transferred', thing),
    target: undefined,
    targets: [targetThing(thing), targetPerson(employee, 'from'), targetPerson(heir, 'to')],
    http: request('POST', `${kind.path}/${thing.id}/transfer`, 200),
    before: { owner: from },
    after: { owner: to },
    description: `Handed over from ${employee.name} to ${heir.name}`,
    onBehalfOf: random.chance(0.1) ? actorOf(heir) : undefined,
    ...sayWhy(random),
  })
}

/** Gives a thing to somebody, or takes it away again. */
export function assignment(kind: Kind, what: string): Deed {
  return (scene) => {
    const { company, random } = scene
    const things = company.find(kind.key)
    if (things.length === 0) return
    const thing = random.pick(things)
    const person = random.pick(company.people)
    const verb = random.chance(0.72) ? 'assigned' : 'unassigned'
    tell(scene, {
      action: `${kind.key}.${verb}`,
      module: kind.module,
      targets: [targetThing(thing), targetPerson(person, verb === 'assigned' ? 'to' : 'from')],
      http: request(verb === 'assigned' ? 'PUT' : 'DELETE', `${kind.path}/${thing.id}/${what}/${person.id}`, 204),
      details: { [what]: { id: person.id, name: person.name } },
      ...sayWhy(random, 0.1),
    })
  }
}
