import { isWorkday } from '../calendar.ts'
import { lookOf } from '../days/daybook-visit.ts'
import type { Day } from '../days/workday.ts'
import { type Scene, targetThing, tell } from '../scene.ts'
import { customerEmail } from '../things/words.ts'
import { machines, planMachine } from './machine.ts'

/** Other systems that work with the platform through keys. */
export function planIntegrations(day: Day): void {
  const { company, scale } = day
  const { random } = company
  if (!isWorkday(company.country, day.day)) {
    if (random.chance(0.3 * Math.min(1, scale))) planMachine(day, random.whole(0, 1439), machines.crm, synchronise)
    return
  }
  const runs = company.log === 'acme' ? 7 : company.log === 'globex' ? 4 : 2
  for (let run = random.about(runs * scale); run > 0; run -= 1) {
    planMachine(day, random.whole(7 * 60, 19 * 60), machines.crm, synchronise)
  }
  if (random.chance(Math.min(1, scale))) planMachine(day, 6 * 60 + 15, machines.warehouse, loadWarehouse)
}

function synchronise(scene: Scene): void {
  const { random, company } = scene
  const correlationId = `sync-${random.hex(10)}`
  const connector = random.pick(company.find('connector'))
  const isBroken = random.chance(0.05)
  tell(scene, {
    action: 'connector.synced',
    module: 'connector',
    target: targetThing(connector),
    correlationId,
    http: { method: 'POST', path: `/v2/connectors/${connector.id}/sync`, status: isBroken ? 504 : 200 },
    outcome: isBroken ? 'failure' : undefined,
    outcomeReason: isBroken ? 'The other system did not answer in time' : undefined,
    metadata: { pulled: random.whole(0, 60), pushed: random.whole(0, 30), cursor: random.hex(12) },
  })
  if (isBroken) return
  for (const contact of random.some(company.find('contact'), random.whole(1, 3))) {
    const edit = contact.put({ email: customerEmail(random) })
    tell(
      scene,
      {
        action: 'contact.updated',
        module: 'contacts',
        target: targetThing(contact),
        correlationId,
        before: edit.before,
        after: edit.after,
        http: { method: 'PATCH', path: `/v2/contacts/${contact.id}`, status: 200 },
      },
      random.whole(400, 6_000),
    )
  }
}

/** A machine that reads the log: one event says how often it asked. */
function loadWarehouse(scene: Scene): void {
  const { random, company } = scene
  tell(scene, {
    ...lookOf(company.log, ''),
    metadata: { requests: random.whole(4, 60), events: random.whole(100, 2000), period: 'hour' },
  })
}
