import type { EventInput } from '@daybook/core/model'
import type { Employee } from '../cast/employee.ts'
import type { Random } from '../random.ts'
import type { Scene, Telling } from '../scene.ts'

/** Something a person does on the platform in the course of a day; tells one event or a few. */
export type Deed = (scene: Scene, employee: Employee) => void

/** What the portal of the platform asked its API. */
export function request(
  method: string,
  path: string,
  status = method === 'POST' ? 201 : 200,
): NonNullable<EventInput['http']> {
  return { method, path, status }
}

const failures = [
  [409, 'Somebody else changed it in the meantime'],
  [422, 'A required field was empty'],
  [422, 'The number is not verified'],
  [429, 'Too many changes in a minute'],
  [500, 'Unexpected error, see request id'],
  [503, 'The telephone server did not answer within 10 s'],
] as const

/** A change that did not happen. */
export function failed(random: Random, telling: Telling): Telling {
  const [status, outcomeReason] = random.pick(failures)
  return { ...telling, outcome: 'failure', outcomeReason, http: { ...telling.http, status } }
}

/** A change that was not allowed, and by which rule. */
export function denied(random: Random, telling: Telling, permission: string): Telling {
  return {
    ...telling,
    outcome: 'denied',
    outcomeReason: `Needs the permission ${permission}`,
    http: { ...telling.http, status: 403 },
    policyDecision: {
      policy: 'roles',
      effect: 'deny',
      permission,
      rule: `r-${random.whole(10, 99)}`,
      evaluated: ['role', 'team', 'time'],
    },
  }
}

const reasons = [
  'customer_request',
  'correction',
  'planned_maintenance',
  'testing',
  'cost',
  'complaint',
  'end_of_contract',
  'data_protection',
] as const

/** The reasons and explanations that people give, when they give any. */
export function sayWhy(random: Random, share = 0.16): Pick<EventInput, 'reason' | 'explanation' | 'justification'> {
  if (!random.chance(share)) return {}
  const why: Pick<EventInput, 'reason' | 'explanation' | 'justification'> = { reason: random.pick(reasons) }
  if (random.chance(0.4)) {
    why.explanation = random.pick([
      'Agreed in the stand-up on Monday. To be looked at again in two weeks.',
      'The customer called twice about it.\nSecond call was recorded, see the ticket.',
      'Mit dem Betriebsrat abgestimmt.',
      'Numbers of last week were poor; trying a slower pace.',
      'Old value was a typing error.',
      'Vorgabe der Datenschutzbeauftragten, siehe Protokoll vom 12.',
    ])
  }
  if (random.chance(0.2)) why.justification = `Change ${random.whole(1000, 9999)} approved by two people`
  return why
}
