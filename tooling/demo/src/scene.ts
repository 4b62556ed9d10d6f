import type { EventInput } from '@daybook/core/model'
import type { Employee } from './cast/employee.ts'
import type { Company, LogName } from './company.ts'
import { type Random, timeUuid } from './random.ts'
import type { Thing } from './things/thing.ts'

export interface WorldEvent {
  log: LogName
  input: EventInput
}

/** An event on its way out, with its time as a number to sort by. */
export interface Posted {
  at: number
  event: WorldEvent
}

/** Who does something, and what the platform sees of where they are. */
export interface Presence {
  actor: EventInput['actor']
  origin: Pick<
    EventInput,
    | 'ip'
    | 'forwardedFor'
    | 'userAgent'
    | 'country'
    | 'sessionId'
    | 'channel'
    | 'apiUsed'
    | 'provider'
    | 'onBehalfOf'
    | 'assumedBy'
  >
}

/** The moment in which something is done. */
export interface Scene {
  company: Company
  random: Random
  /** Milliseconds. */
  at: number
  by: Presence
  post: (posted: Posted) => void
}

/** What is told of an event beyond who and when. */
export type Telling = Pick<EventInput, 'action'> & Partial<EventInput>

/** Posts an event `later` milliseconds into the scene; answers its id. */
export function tell(scene: Scene, telling: Telling, later = 0): string {
  const at = scene.at + later
  const id = telling.id ?? timeUuid(scene.random, at)
  const input: EventInput = {
    id,
    occurredAt: new Date(at).toISOString(),
    actor: scene.by.actor,
    ...scene.by.origin,
    requestId: `req_${scene.random.hex(16)}`,
    ...telling,
  }
  scene.post({ at, event: { log: scene.company.log, input } })
  return id
}

export function actorOf(employee: Employee, type: 'user' | 'partner' | 'staff' = 'user'): EventInput['actor'] {
  const { id, email, username, name, role } = employee
  return { type, id, email, username, name, role }
}

/** A person as the target of an event. */
export function targetPerson(employee: Employee, relation?: string) {
  return { type: 'user', id: employee.id, name: employee.name, relation }
}

export function targetThing(thing: Thing, relation?: string) {
  return { type: thing.kind.key, id: thing.id, name: thing.name, revision: String(thing.revision), relation }
}
